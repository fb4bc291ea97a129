import { episodeTime } from '../../shared/derive/runtime.ts'
import { type Reason, whyOf } from '../../shared/derive/why.ts'
import { setLineSeconds } from '../../shared/document/lineseconds.ts'
import type { Episode } from '../../shared/domain/episode.ts'
import type { Line } from '../../shared/domain/line.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { Seconds } from '../script/seconds.tsx'
import { useSession } from '../series/opened.ts'
import { Disclosure } from './disclosure.tsx'
import { useLineHere, useTimed } from './here.ts'
import { exact } from './saytime.ts'
import styles from './sections.module.css'

export interface TimeProps {
  readonly episode: Episode
  /// Called when seconds have been planned, or not, with the key that says so.
  readonly onDone: () => void
}

/// What the line at the cursor costs, and why.
export function LineTime({ episode, onDone }: TimeProps) {
  const words = useWords()
  const line = useLineHere(episode)
  const timed = useTimed()
  if (!line) {
    return (
      <Disclosure section="line" name={words('timing.line')} figure="">
        <p className={styles.note}>{words('timing.line.none')}</p>
      </Disclosure>
    )
  }
  const { seconds } = whyOf(line, timed.language, timed.settings.pace)
  return (
    <Disclosure
      section="line"
      name={`${words('timing.line')} · ${words(`element.${line.element}`)}`}
      figure={words('timing.seconds', { seconds: exact(seconds) })}
    >
      <Costs line={line} episode={episode} onDone={onDone} />
    </Disclosure>
  )
}

function Costs({ line, episode, onDone }: TimeProps & { readonly line: Line }) {
  const words = useWords()
  const { document, mayEdit: permission } = useSession()
  const mayEdit = useStore(permission)
  const timed = useTimed()
  const { language, settings } = timed
  const why = whyOf(line, language, settings.pace)
  const { seconds: _, ...unplanned } = line
  const model = whyOf(unplanned, language, settings.pace)
  const onClock = clockSeconds(episode, line, episodeTime(episode, timed).times)
  return (
    <>
      {line.text !== '' && (
        <p className={styles.quote} lang={language}>
          {line.text}
        </p>
      )}
      {why.nothing ? (
        <p className={styles.note}>{words(`why.nothing.${why.nothing}`)}</p>
      ) : (
        <dl className={styles.sum}>
          {why.reasons.map((reason) => (
            <div key={reason.why}>
              <dt>{sayReason(words, reason)}</dt>
              <dd>{words('timing.seconds', { seconds: exact(reason.seconds) })}</dd>
            </div>
          ))}
          <div className={styles.total}>
            <dt>{words('timing.total')}</dt>
            <dd>{words('timing.seconds', { seconds: exact(why.seconds) })}</dd>
          </div>
        </dl>
      )}
      {why.high > why.low && (
        <p className={styles.note}>
          {words('timing.doubt', { low: exact(why.low), high: exact(why.high) })}
        </p>
      )}
      {settings.pace !== 'normal' && !why.nothing && (
        <p className={styles.note}>{words(`timing.pace.${settings.pace}`)}</p>
      )}
      {Math.abs(onClock - why.seconds) >= 0.05 && (
        <p className={styles.note}>{words('timing.clock', { seconds: exact(onClock) })}</p>
      )}
      {mayEdit && (
        <Seconds
          key={line.id}
          label={words('panel.planned')}
          value={line.seconds}
          otherwise={exactNumber(model.seconds)}
          step={0.1}
          onDone={onDone}
          onChange={(seconds) => setLineSeconds(document, line.id, seconds)}
        />
      )}
    </>
  )
}

function exactNumber(seconds: number): number {
  return Number(exact(seconds))
}

/// Seconds that a line has on the clock, with all that is planned around it.
function clockSeconds(
  { segments }: Episode,
  line: Line,
  times: readonly { starts: readonly number[]; ends: readonly number[] }[],
): number {
  for (const [i, { lines }] of segments.entries()) {
    const row = lines.indexOf(line)
    if (row >= 0) return (times[i]?.ends[row] ?? 0) - (times[i]?.starts[row] ?? 0)
  }
  return 0
}

function sayReason(words: Words, reason: Reason): string {
  switch (reason.why) {
    case 'characters':
    case 'syllables':
    case 'sung-characters':
    case 'sung-syllables':
      return words(`why.${reason.why}`, {
        count: exactNumber(reason.count),
        perSecond: exact(reason.perSecond),
      })
    case 'commas':
    case 'stops':
    case 'picture-characters':
    case 'picture-words':
      return words(`why.${reason.why}`, {
        count: exactNumber(reason.count),
        each: String(Number(reason.each.toFixed(2))),
      })
    case 'least-speech':
    case 'least-picture':
      return words(`why.${reason.why}`, { least: exact(reason.least) })
    case 'gap':
    case 'picture':
    case 'heading':
    case 'transition':
    case 'planned':
      return words(`why.${reason.why}`)
  }
}
