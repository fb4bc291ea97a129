import { CornerDownRight, X } from 'lucide-react'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import { flushSync } from 'react-dom'
import { formatTime } from '../../shared/derive/clock.ts'
import { type Cues, litAt } from '../../shared/derive/cues.ts'
import { ninetyBarEnd } from '../../shared/derive/ninetybar.ts'
import type { Language } from '../../shared/domain/language.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { classes, IconButton } from '../parts/button.tsx'
import { isSingle, keyOf } from '../parts/commands.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Kbd } from '../parts/kbd.tsx'
import { NinetyBar, sayTime } from '../parts/ninetybar.tsx'
import { letterKeys } from '../parts/settings.ts'
import { useWords } from '../parts/words.ts'
import { goToLine } from '../timing/goline.ts'
import { Controls } from './controls.tsx'
import { CueLine } from './cueline.tsx'
import type { Deed } from './reading.ts'
import styles from './stage.module.css'
import { useReading } from './usereading.ts'

interface StageProps {
  readonly cues: Cues
  readonly number: number
  readonly language: Language
  readonly dress: Language
  readonly capitals: boolean
  readonly line: string | undefined
  readonly onClose: () => void
}

/// What keys do, beside Escape, which closes. As `keyOf` names them.
const keys: Readonly<Record<string, Deed>> = {
  ' ': { do: 'toggle' },
  ArrowRight: { do: 'line', by: 1 },
  ArrowLeft: { do: 'line', by: -1 },
  'Shift-ArrowRight': { do: 'segment', by: 1 },
  'Shift-ArrowLeft': { do: 'segment', by: -1 },
  ArrowUp: { do: 'speed', by: 1 },
  ArrowDown: { do: 'speed', by: -1 },
  Home: { do: 'start' },
}

/// The same for the eye.
const hints = [
  ['pause', 'Space'],
  ['line', 'ArrowLeft', 'ArrowRight'],
  ['segment', 'Shift-ArrowLeft', 'Shift-ArrowRight'],
  ['speed', 'ArrowUp', 'ArrowDown'],
  ['start', 'Home'],
] as const

/// An episode in a vertical frame, its lines lit one after the other on its clock.
export function Stage(props: StageProps) {
  const { cues, number, language, dress, capitals, line, onClose } = props
  const words = useWords()
  const room = useRef<HTMLDivElement>(null)
  const playhead = useRef<HTMLElement>(null)
  const frame = useRef<HTMLOListElement>(null)
  const play = useRef<HTMLButtonElement>(null)
  const { target } = cues.time
  const perSecond = ninetyBarEnd(cues.time) / target
  const draw = useCallback(
    (at: number) => {
      const shown = isCalm() ? Math.floor(at) : at
      const percent = Math.min(1, shown * perSecond) * 100
      playhead.current?.style.setProperty('left', `${percent.toFixed(2)}%`)
    },
    [perSecond],
  )
  const { reading, at, deed } = useReading(cues, line, draw)
  const lit = litAt(reading.cues, at)
  const first = lit[0]
  // What is on is in the middle of the frame.
  const litId = first?.line.id
  useLayoutEffect(() => {
    const list = frame.current
    const on = litId === undefined ? null : list?.querySelector<HTMLElement>('[data-lit]')
    if (!list || !on) return
    let behavior: ScrollBehavior = isCalm() ? 'instant' : 'smooth'
    // It tells of the size at once, and then of every other one.
    const sizes = new ResizeObserver(() => {
      const top = on.offsetTop - (list.clientHeight - on.offsetHeight) / 2
      list.scrollTo({ top, behavior })
      behavior = 'instant'
    })
    sizes.observe(list)
    return () => sizes.disconnect()
  }, [litId])
  useLayoutEffect(() => play.current?.focus(), [])

  const go = () => {
    // The page takes the focus only once the dialog is gone.
    flushSync(onClose)
    if (first) goToLine(first.line.id)
  }
  usePresses(room, (event) => {
    const name = keyOf(event)
    const { target: on } = event
    if (on instanceof HTMLSelectElement) return
    // Another button that has the focus is pressed by it.
    if (name === ' ' && on instanceof HTMLButtonElement && on !== play.current) return
    const isLetter = isSingle(name) && name !== ' '
    if (isLetter && letterKeys.get() === 'off') return
    if (name === 'e') go()
    else if (keys[name]) deed(keys[name])
    else return
    event.preventDefault()
    event.stopPropagation()
  })

  const { episode, time } = reading.cues
  const segment = segmentAt(reading.cues, at)
  const kind = episode.segments[segment]?.kind ?? 'beat'
  const scene = first?.scene
  const title = episode.title
    ? words('timing.read.label.named', { number, title: episode.title })
    : words('timing.read.label', { number })
  const ended = at >= time.seconds
  // A clock that runs shows whole seconds that have passed.
  const passed = formatTime(ended ? at : Math.floor(at))
  const clock = { at: passed, whole: formatTime(time.seconds) }
  return (
    <Dialog onClose={onClose} title={title} untitled className={styles.whole}>
      <div ref={room} className={styles.room}>
        <header className={styles.head}>
          <p className={styles.title} lang={language} aria-hidden>
            <b>{number}</b> {episode.title || words('episode.untitled')}
          </p>
          <IconButton label={words('timing.read.go')} hint="E" disabled={!first} onClick={go}>
            <CornerDownRight size={17} aria-hidden />
          </IconButton>
          <IconButton label={words('action.close')} hint="Esc" onClick={onClose}>
            <X size={17} aria-hidden />
          </IconButton>
        </header>

        <div className={styles.well}>
          <div className={classes(styles.frame, styles[kind])}>
            <p className={styles.where} lang={language} aria-hidden>
              {scene?.heading.text}
            </p>
            <ol
              ref={frame}
              className={styles.lines}
              lang={language}
              data-dress={dress}
              data-capitals={capitals}
              aria-hidden
            >
              {reading.cues.cues.map((cue) => (
                <CueLine key={cue.line.id} cue={cue} isLit={lit.includes(cue)} />
              ))}
            </ol>
            {time.seconds === 0 && <p className={styles.empty}>{words('timing.read.empty')}</p>}
            {time.seconds > 0 && !first && (
              <p className={styles.empty}>{words('timing.read.silent')}</p>
            )}
          </div>
        </div>

        <footer className={styles.foot}>
          <p className={styles.place}>
            <b className={styles[kind]}>{segmentName(words, reading.cues, segment)}</b>
            {scene && <span>{words('timing.read.scene', { number: scene.number })}</span>}
            <span className={styles.clock} role="timer" aria-live="off">
              {words('timing.read.clock', clock)}
            </span>
          </p>
          <div className={styles.bar}>
            <NinetyBar time={time} />
            <i ref={playhead} className={styles.playhead} />
          </div>
          <p className={classes('ninety-time', time.over > 0.5 && 'over', styles.standing)}>
            {sayTime(words, time)}
          </p>
          <Controls reading={reading} deed={deed} play={play} />
          <p className={styles.hints} aria-hidden>
            {hints.map(([hint, ...names]) => (
              <span key={hint}>
                {names.map((name) => (
                  <Kbd key={name} keys={name} />
                ))}
                {words(`timing.read.hint.${hint}`)}
              </span>
            ))}
          </p>
        </footer>
        <p className="visually-hidden" aria-live="polite" lang={language} data-said>
          {lit.map(({ character, line: { text } }) =>
            character ? `${character.text}: ${text} ` : `${text} `,
          )}
        </p>
      </div>
    </Dialog>
  )
}

/// The segment on the clock at a moment; the last one at the end.
function segmentAt({ time }: Cues, at: number): number {
  const index = time.segments.findIndex(({ start, seconds }) => start <= at && at < start + seconds)
  return index < 0 ? time.segments.length - 1 : index
}

/// "Hook", "Beat 2", "Cliffhanger". The hook is the first segment, so a beat's number is its index.
function segmentName(words: Words, { episode }: Cues, index: number): string {
  const kind = episode.segments[index]?.kind ?? 'hook'
  return kind === 'beat'
    ? words('segment.beat.number', { number: index })
    : words(`segment.${kind}`)
}

/// Takes the keys of everything inside before the page does.
function usePresses(room: RefObject<HTMLElement | null>, press: (event: KeyboardEvent) => void) {
  useEffect(() => {
    const element = room.current
    element?.addEventListener('keydown', press)
    return () => element?.removeEventListener('keydown', press)
  })
}

/// Whether a person wants things to keep still.
function isCalm(): boolean {
  return /^0m?s$/.test(
    getComputedStyle(document.documentElement).getPropertyValue('--swift').trim(),
  )
}
