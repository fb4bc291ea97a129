import { lazy, Suspense } from 'react'
import { Link, Route, Switch } from 'wouter'
import styles from './app.module.css'
import { AppCommands } from './parts/appcommands.tsx'
import { Broken } from './parts/broken.tsx'
import { Toasts } from './parts/toast.tsx'
import { useWords } from './parts/words.ts'

const loadLibrary = () => import('./library/librarypage.tsx')
const loadSeries = () => import('./series/seriespage.tsx')

const LibraryPage = lazy(loadLibrary)
const SeriesPage = lazy(loadSeries)

/// Begins to load the page that an address shows, before there is anything to show it in.
export function preload(path: string): void {
  if (path === '/') void loadLibrary()
  else if (path.startsWith('/series/')) {
    void loadSeries().then(({ preloadPlace }) => preloadPlace(path.endsWith('/board')))
  }
}

/// Which page an address shows.
export function App() {
  return (
    <>
      <Broken>
        <Suspense>
          <Switch>
            <Route path="/">
              <LibraryPage />
            </Route>
            <Route path="/series/:id/:place?">
              {({ id, place }) =>
                place === undefined || place === 'board' ? (
                  <SeriesPage key={id} id={id} place={place ?? 'script'} />
                ) : (
                  <Nothing />
                )
              }
            </Route>
            <Route>
              <Nothing />
            </Route>
          </Switch>
        </Suspense>
      </Broken>
      <AppCommands />
      <Toasts />
    </>
  )
}

function Nothing() {
  const words = useWords()
  return (
    <main className={styles.nothing}>
      <p>{words('app.nothing')}</p>
      <Link href="/">{words('app.home')}</Link>
    </main>
  )
}
