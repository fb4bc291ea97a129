import { Link, Route, Switch } from 'wouter'
import styles from './app.module.css'
import { ahead } from './parts/ahead.tsx'
import { AppCommands } from './parts/appcommands.tsx'
import { Broken } from './parts/broken.tsx'
import { Toasts } from './parts/toast.tsx'
import { useWords } from './parts/words.ts'
import { pages } from './routes.ts'
import { placeAt } from './series/loadplace.ts'

const LibraryPage = ahead(pages.library)
const SeriesPage = ahead(pages.series)

/// Which page an address shows.
export function App() {
  return (
    <>
      <Broken>
        <Switch>
          <Route path="/">
            <LibraryPage />
          </Route>
          <Route path="/series/:id/*?">
            {({ id = '', '*': rest = '' }) => {
              const place = placeAt(rest)
              return place ? <SeriesPage key={id} id={id} place={place} /> : <Nothing />
            }}
          </Route>
          <Route>
            <Nothing />
          </Route>
        </Switch>
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
