import { useEffect, useState } from 'react'
import { takeSession } from '../../session/ahead.ts'
import { faceIn, whoIsHere } from '../account/who.ts'
import { Broken } from '../parts/broken.tsx'
import { usePageTitle } from '../parts/usepagetitle.ts'
import { useStore } from '../parts/usestore.ts'
import { Threads } from '../threads/threads.tsx'
import { colorOf } from './colors.ts'
import { type End, Ended, EndedNotice, useEnd } from './ended.tsx'
import type { PlaceName } from './loadplace.ts'
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
  const face = faceIn(useStore(whoIsHere), id)
  useEffect(() => {
    if (face) opened?.session.introduce({ id: face.id, name: face.name, color: colorOf(face.id) })
  }, [opened, face?.id, face?.name])
  return opened
}

function Places({ place }: { readonly place: PlaceName }) {
  const session = useSession()
  const isLoaded = useStore(session.loaded)
  const Place = places[place]
  const end = useEnd()
  usePageTitle(useShownSeries(({ title }) => title))
  if (end && (!isLoaded || closes(end))) return <Ended {...end} />
  return (
    <div className={styles.page}>
      <div>
        <TopBar place={place} />
        {end && <EndedNotice {...end} />}
      </div>
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

/// Whether nothing of the page stays. What is nowhere else does, and what may still be read.
function closes({ why, changes }: End): boolean {
  const isOut = why === 'removed' || why === 'linkOver' || why === 'unknown'
  return why === 'signedOut' || (changes === 0 && isOut)
}
