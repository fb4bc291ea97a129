import { useEffect, useState, useSyncExternalStore } from 'react'
import { Link } from 'wouter'
import { takeSession } from '../../session/ahead.ts'
import page from '../app.module.css'
import { Broken } from '../parts/broken.tsx'
import { usePageTitle } from '../parts/usepagetitle.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { Threads } from '../threads/threads.tsx'
import type { PlaceName } from './loadplace.ts'
import { myColor, myName, settleOnName } from './me.ts'
import { type Opened, OpenedProvider, useSession, useShownSeries } from './opened.ts'
import { places } from './places.ts'
import styles from './series.module.css'
import { SeriesCommands } from './seriescommands.tsx'
import { shownSeries } from './shown.ts'
import { TopBar } from './topbar.tsx'

interface SeriesPageProps {
  readonly id: string
  readonly place: PlaceName
}

/// One series: keeps it open while its address is shown, whichever place is looked at.
export default function SeriesPage({ id, place }: SeriesPageProps) {
  const opened = useOpenSeries(id)
  if (!opened) return null
  return (
    <OpenedProvider value={opened}>
      <Places place={place} />
    </OpenedProvider>
  )
}

function useOpenSeries(id: string): Opened | undefined {
  const words = useWords()
  const names = words('person.names')
  const [opened, setOpened] = useState<Opened>()
  useEffect(() => {
    const session = takeSession(id)
    const shown = shownSeries(session.document.reading)
    setOpened({ session, shown })
    // Whoever leaves with something that is only in this page is asked first.
    const guard = (event: BeforeUnloadEvent) => {
      const saved = session.saved.get()
      if ('changes' in saved && saved.changes > 0) event.preventDefault()
    }
    addEventListener('beforeunload', guard)
    return () => {
      removeEventListener('beforeunload', guard)
      shown.destroy()
      session.destroy()
    }
  }, [id])
  useEffect(() => {
    if (!opened) return
    settleOnName(names)
    const introduce = () => opened.session.introduce({ name: myName.get(), color: myColor.get() })
    introduce()
    const stops = [myName.subscribe(introduce), myColor.subscribe(introduce)]
    return () => {
      for (const stop of stops) stop()
    }
  }, [opened, names])
  return opened
}

function Places({ place }: { readonly place: PlaceName }) {
  const words = useWords()
  const session = useSession()
  const isLoaded = useStore(session.loaded)
  const Place = places[place]
  // Not the state itself, which changes at every key.
  const { saved } = session
  const isRefused = useSyncExternalStore(saved.subscribe, () => saved.get().kind === 'refused')
  usePageTitle(useShownSeries(({ title }) => title))
  if (!isLoaded && isRefused) {
    return (
      <main className={page.nothing}>
        <p>{words('series.missing')}</p>
        <Link href="/">{words('app.home')}</Link>
      </main>
    )
  }
  return (
    <div className={styles.page}>
      <TopBar place={place} />
      {isLoaded && (
        <Broken key={place}>
          <Place />
        </Broken>
      )}
      {isLoaded && <Threads />}
      <SeriesCommands place={place} />
    </div>
  )
}
