import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Link, Route, Switch } from 'wouter'
import styles from './app.module.css'
import { AppCommands } from './parts/appcommands.tsx'
import { Broken } from './parts/broken.tsx'
import { Toasts } from './parts/toast.tsx'
import { useWords } from './parts/words.ts'

const LibraryPage = lazy(() => import('./library/librarypage.tsx'))
const SeriesPage = lazy(() => import('./series/seriespage.tsx'))

const queries = new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: 2000 } } })

/// Which page an address shows.
export function App() {
  return (
    <QueryClientProvider client={queries}>
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
    </QueryClientProvider>
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
