import { Link, Route, Router, Switch, useLocation } from 'wouter'
import { Gate } from './account/gate.tsx'
import styles from './app.module.css'
import { ahead } from './parts/ahead.tsx'
import { AppCommands } from './parts/appcommands.tsx'
import { Broken } from './parts/broken.tsx'
import { guarded } from './parts/guard.ts'
import { NewVersion } from './parts/newversion.tsx'
import { Questions } from './parts/questions.tsx'
import { Toasts } from './parts/toast.tsx'
import { speaking, useWords } from './parts/words.ts'
import { pages } from './routes.ts'
import { placeAt } from './series/loadplace.ts'
import { SettingsCommands } from './settings/settingscommands.tsx'

const LibraryPage = ahead(speaking('places', pages.library))
const SeriesPage = ahead(pages.series)
const AccountPage = ahead(speaking('places', pages.account))
const JoinPage = ahead(speaking('places', pages.join))
const ResetPage = ahead(speaking('places', pages.reset))

/// Which page an address shows.
export function App() {
  return (
    <Router aroundNav={guarded}>
      <Pages />
      <AppCommands />
      <SettingsCommands />
      <Toasts />
      <Questions />
      <NewVersion />
    </Router>
  )
}

function Pages() {
  const [at] = useLocation()
  return (
    <Broken at={at}>
      <Switch>
        <Route path="/">
          <Gate to="known">
            <LibraryPage />
          </Gate>
        </Route>
        <Route path="/series/:id/*?">
          {({ id = '', '*': rest = '' }) => {
            const place = placeAt(rest)
            if (!place) return <Nothing />
            return (
              <Gate key={id} to={{ series: id }}>
                <SeriesPage id={id} place={place} />
              </Gate>
            )
          }}
        </Route>
        <Route path="/account">
          <Gate to="accounts">
            <AccountPage />
          </Gate>
        </Route>
        <Route path="/join">
          <Gate to="anybody">
            <JoinPage />
          </Gate>
        </Route>
        <Route path="/reset">
          <Gate to="anybody">
            <ResetPage />
          </Gate>
        </Route>
        <Route>
          <Nothing />
        </Route>
      </Switch>
    </Broken>
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
