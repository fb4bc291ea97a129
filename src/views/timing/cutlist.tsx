import { useDeferredValue, useMemo } from 'react'
import { flushSync } from 'react-dom'
import { formatTime } from '../../shared/derive/clock.ts'
import { type Cut, cutsOf } from '../../shared/derive/cuts.ts'
import { episodeTime } from '../../shared/derive/runtime.ts'
import type { Episode } from '../../shared/domain/episode.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { open } from './asked.ts'
import { Disclosure } from './disclosure.tsx'
import { goToLine } from './goline.ts'
import { useTimed } from './here.ts'
import { exact } from './saytime.ts'
import styles from './sections.module.css'

/// What could be cut from the episode at the cursor, where it runs over or somebody has asked.
export function CutList({ episode }: { readonly episode: Episode }) {
  const words = useWords()
  const timed = useTimed()
  const { over } = episodeTime(episode, timed)
  const isOver = Math.round(over) > 0
  const isAsked = useStore(open).has('cuts')
  if (!isOver && !isAsked) return null
  return (
    <Disclosure
      section="cuts"
      name={words('cuts.title')}
      figure={isOver ? words('cuts.over', { seconds: Math.round(over) }) : ''}
    >
      <Suggestions episode={episode} />
    </Disclosure>
  )
}

function Suggestions({ episode }: { readonly episode: Episode }) {
  const words = useWords()
  const timed = useTimed()
  // Every line is tried: that waits until nothing else is to be drawn.
  const shown = useDeferredValue(episode)
  const cuts = useMemo(() => cutsOf(shown, timed), [shown, timed])
  if (!cuts) return <p className={styles.note}>{words('cuts.none')}</p>
  const { alone, fewest, actions } = cuts
  const list = (name: string, some: readonly Cut[]) =>
    some.length > 0 && (
      <>
        <h4 className={styles.what}>{name}</h4>
        <ul className={styles.cuts}>
          {some.map((cut) => (
            <li key={cut.line.id}>
              <Suggestion cut={cut} />
            </li>
          ))}
        </ul>
      </>
    )
  return (
    <>
      {alone.length > 0 ? list(words('cuts.alone'), alone) : list(words('cuts.fewest'), fewest)}
      {fewest.length === 0 && <p className={styles.note}>{words('cuts.never')}</p>}
      {list(words('cuts.actions'), actions)}
      <p className={styles.note}>{words('cuts.note')}</p>
    </>
  )
}

function Suggestion({ cut }: { readonly cut: Cut }) {
  const words = useWords()
  const { language } = useTimed()
  const { line, start, saves } = cut
  const values = { at: formatTime(start), seconds: exact(saves), text: line.text }
  return (
    <button
      type="button"
      className={styles.cut}
      aria-label={words('cuts.go', values)}
      onClick={({ currentTarget }) => {
        leaveDialog(currentTarget)
        goToLine(line.id)
      }}
    >
      <span className={styles.at}>{values.at}</span>
      <span className={styles.text} lang={language}>
        {line.text}
      </span>
      <b>{words('cuts.saves', { seconds: values.seconds })}</b>
    </button>
  )
}

/// Closes the dialog or the drawer that something stands in, as Escape does: the page takes the
/// focus only once it is gone.
function leaveDialog(element: Element): void {
  const dialog = element.closest('dialog')
  flushSync(() => dialog?.dispatchEvent(new Event('cancel', { cancelable: true })))
}
