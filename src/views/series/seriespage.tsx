import { useEffect, useState } from 'react'
import type { Session } from '../../session/session.ts'
import { giveUp, letGo, riskOf, takeSession } from '../../session/sessions.ts'
import { heardBuild } from '../../shell/shell.ts'
import { faceIn, whoIsHere } from '../account/who.ts'
import { ExportCommand } from '../export/exportcommand.tsx'
import { ahead } from '../parts/ahead.tsx'
import { Broken } from '../parts/broken.tsx'
import { guardWith } from '../parts/guard.ts'
import { later } from '../parts/later.ts'
import { leavingQuestion } from '../parts/newversion.tsx'
import { askFirst } from '../parts/question.ts'
import { usePageTitle } from '../parts/usepagetitle.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { Threads } from '../threads/threads.tsx'
import { colorOf } from './colors.ts'
import { closes, useEnd } from './end.ts'
import type { PlaceName } from './loadplace.ts'
import { type Opened, OpenedProvider, useSession, useShownSeries } from './opened.ts'
import { openedHere } from './openedhere.ts'
import { places } from './places.ts'
import styles from './series.module.css'
import { SeriesCommands } from './seriescommands.tsx'
import { shownSeries } from './shown.ts'
import { TopBar } from './topbar.tsx'

/// Milliseconds after which a series that has come is on the screen, and the page has time for more.
const drawn = 400

const Ended = ahead(later(() => import('./ended.tsx')))
const Notices = ahead(later(() => import('./notices.tsx')))

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
  const known = useStore(whoIsHere)
  const face = faceIn(known, id)
  // Whoever is signed out meanwhile keeps what they have open.
  const [account, setAccount] = useState(face?.id)
  if (face && face.id !== account) setAccount(face.id)
  const [round, setRound] = useState(0)
  const [opened, setOpened] = useState<Opened>()
  useEffect(() => {
    const session = takeSession(id, account)
    const shown = shownSeries(session.document.reading)
    const next = { session, shown, reopen: () => setRound((before) => before + 1) }
    setOpened(next)
    openedHere.set(next)
    const hearBuild = () => heardBuild(session.build.get() ?? '')
    const stop = session.build.subscribe(hearBuild)
    return () => {
      stop()
      if (openedHere.get() === next) openedHere.set(undefined)
      shown.destroy()
      letGo(session)
    }
  }, [id, account, round])
  const session = opened?.session
  const isSure = known.kind === 'known' && known.isSure
  useEffect(() => {
    if (!session || !face) return
    session.introduce({ id: face.id, name: face.name, color: colorOf(face.id) })
    if (!isSure || face.id !== session.account) return
    session.confirm()
    // It was left when nobody was signed in, and is found again.
    const state = session.saved.get()
    if (state.kind === 'refused' && state.why === 'signedOut') session.knock()
  }, [session, face?.id, face?.name, isSure])
  useGuard(session)
  return opened
}

/// Whoever leaves by a link with something that is only in this page is asked first.
function useGuard(session: Session | undefined): void {
  const words = useWords()
  useEffect(() => {
    if (!session) return
    return guardWith((to) => {
      const stays = to === `/series/${session.id}` || to.startsWith(`/series/${session.id}/`)
      const changes = riskOf(session)
      if (stays || changes === 0) return undefined
      return askFirst(leavingQuestion(words, changes)).then((goes) => {
        if (goes) giveUp(session)
        return goes
      })
    })
  }, [session, words])
}

function Places({ place }: { readonly place: PlaceName }) {
  const session = useSession()
  const isLoaded = useStore(session.loaded)
  const Place = places[place]
  const end = useEnd()
  usePageTitle(useShownSeries(({ title }) => title))
  const isUnkept = useStore(session.unkept) !== undefined
  useEffect(() => {
    if (!isLoaded) return
    // Whoever loses the connection a moment later asks this first.
    const timer = setTimeout(() => import('./savedpopup.tsx').catch(() => {}), drawn)
    return () => clearTimeout(timer)
  }, [isLoaded])
  const hasNotices = useStore(session.asides).length > 0 || isUnkept
  if (end && (!isLoaded || closes(end))) return <Ended {...end} isOver={false} />
  return (
    <div className={styles.page}>
      <div>
        <TopBar place={place} />
        {end ? <Ended {...end} isOver /> : hasNotices && <Notices />}
      </div>
      {isLoaded && (
        <Broken at={place}>
          <Place />
        </Broken>
      )}
      {isLoaded && <Threads />}
      <SeriesCommands place={place} />
      <ExportCommand />
    </div>
  )
}
