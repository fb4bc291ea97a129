import { useEffect, useRef } from 'react'
import { comments } from '../../editor/comments.ts'
import { scriptKeys } from '../../editor/keymap.ts'
import { createScriptView, type ScriptView } from '../../editor/scriptview.ts'
import type { Place } from '../../session/presence.ts'
import type { Session } from '../../session/session.ts'
import { useWords } from '../parts/words.ts'
import { useSession } from '../series/opened.ts'
import { commentsOptions, keepComments } from '../threads/inscript.ts'
import { useTalk } from '../threads/talk.ts'
import { setCursor } from './cursor.ts'
import styles from './script.module.css'
import { scriptHere } from './scripthere.ts'
import { stayUntilTouched } from './stay.ts'
import { sayWhatIsTaken } from './taken.ts'

/// Milliseconds after a move until the address says it: browsers take only so many changes.
const lag = 300

/// Where the script lies. It opens at the place that the address names or that was shown last, and
/// keeps the address (`#` and the id of the segment) where the cursor is.
export function Desk() {
  const session = useSession()
  const words = useWords()
  const talk = useTalk()
  const mount = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const scroller = mount.current
    if (!scroller) return
    const { document, history, awareness } = session
    let view: ScriptView | undefined
    const hush = sayWhatIsTaken({ session, words, script: () => view })
    const script = createScriptView({
      mount: scroller,
      document,
      history,
      awareness,
      words,
      mayEdit: session.mayEdit,
      onPlace: (place) => {
        const { episode, segment } = place
        session.show({ episode, segment })
        setCursor(place)
      },
      plugins: [comments(commentsOptions(talk, () => view))],
    })
    view = script
    scriptHere.set(script)
    // A page that scrolls must take the keyboard, and not every reader counts what is editable.
    script.view.dom.tabIndex = 0
    let stay = () => {}
    const arrive = (place: Place) => {
      stay()
      // In this order the page is laid out once.
      script.goTo(place)
      // A finger would get the keyboard over half the page.
      if (!matchMedia('(pointer: coarse)').matches) script.focus()
      stay = stayUntilTouched(scroller, () => script.goTo(place))
      session.show(wholePlace(session, place))
    }
    const travel = (way: 'undo' | 'redo') => {
      const { state } = script.view
      scriptKeys[way === 'undo' ? 'Mod-z' : 'Mod-Shift-z']?.(
        state,
        script.view.dispatch,
        script.view,
      )
      script.focus()
    }
    const stops = [
      hush,
      () => stay(),
      session.onGo(arrive),
      session.onTravel(travel),
      keepAddress(session),
      keepComments(talk, script, scroller, words),
    ]
    arrive(placeInAddress(session) ?? placeBefore(session))
    return () => {
      for (const stop of stops) stop()
      setCursor(undefined)
      scriptHere.set(undefined)
      script.destroy()
    }
  }, [session, words, talk])
  return <div ref={mount} className={styles.mount} />
}

/// A place with its episode and its segment: going to an episode is going to its hook.
function wholePlace({ document }: Session, { episode, segment }: Place): Place {
  const { episodes } = document.reading.series
  const found = episodes.find(
    ({ id, segments }) => id === episode || segments.some((each) => each.id === segment),
  )
  const first = found?.segments[0]?.id
  return found ? { episode: found.id, segment: segment ?? first ?? found.id } : {}
}

function placeInAddress(session: Session): Place | undefined {
  const id = decodeURIComponent(location.hash.slice(1))
  if (id === '') return undefined
  const { reading } = session.document
  const segment = reading.group(id)?.id
  const episode = reading.series.episodes.find(
    (each) => each.id === id || each.segments.some((one) => one.id === segment),
  )
  if (!episode) return undefined
  return { episode: episode.id, ...(segment === undefined ? {} : { segment }) }
}

/// Where this person was last, else the first episode.
function placeBefore({ document, place }: Session): Place {
  const first = document.reading.series.episodes[0]?.id
  const before = place.get()
  return before.episode === undefined && first !== undefined ? { episode: first } : before
}

function keepAddress({ place }: Session): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const say = () => {
    const { segment } = place.get()
    const hash = segment === undefined ? '' : `#${encodeURIComponent(segment)}`
    if (hash !== location.hash) history.replaceState(history.state, '', hash || location.pathname)
  }
  const wait = () => {
    clearTimeout(timer)
    timer = setTimeout(say, lag)
  }
  const stop = place.subscribe(wait)
  wait()
  return () => {
    clearTimeout(timer)
    stop()
  }
}
