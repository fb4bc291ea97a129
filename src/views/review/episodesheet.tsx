import { CornerDownRight, History } from 'lucide-react'
import { useMemo, useState } from 'react'
import { formatTime } from '../../shared/derive/clock.ts'
import type { EpisodeOutline } from '../../shared/derive/outline.ts'
import { changeOf } from '../../shared/derive/outlinechange.ts'
import { type EpisodeTime, episodeTime } from '../../shared/derive/runtime.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { ahead } from '../parts/ahead.tsx'
import { classes } from '../parts/button.tsx'
import { type Command, useCommands } from '../parts/commands.ts'
import { Kbd } from '../parts/kbd.tsx'
import { later } from '../parts/later.ts'
import { NinetyBar, sayTime } from '../parts/ninetybar.tsx'
import { language as chosenLanguage } from '../parts/settings.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useSession, useShownSeries } from '../series/opened.ts'
import { ThreadMark } from '../threads/mark.tsx'
import { sayAgo } from './ago.ts'
import type { Reviewer } from './deeds.ts'
import type { EpisodeReview } from './episodereview.ts'
import styles from './episodesheet.module.css'
import type { ReviewRoom } from './reviewroom.ts'
import { Said } from './said.tsx'
import { scriptShown } from './scriptshown.ts'
import { type SheetRow, sheetRows } from './sheetrows.ts'
import { StatusPill } from './statuspill.tsx'
import { Stretches } from './stretches.tsx'
import { WritersAndDue } from './writersanddue.tsx'

const ScriptLines = ahead(later(() => import('./scriptlines.tsx')))

interface EpisodeSheetProps {
  readonly review: EpisodeReview
  readonly room: ReviewRoom
  readonly reviewer: Reviewer
}

/// What an outline is compared with, as it was when the sheet was opened.
interface Baseline {
  readonly what: 'approved' | 'seen' | 'now'
  readonly outline: EpisodeOutline
  readonly at: number
}

/// One episode on a sheet: all there is to review, and what has changed in it for this person.
export function EpisodeSheet({ review, reviewer }: EpisodeSheetProps) {
  const words = useWords()
  const language = useStore(chosenLanguage)
  const series = useShownSeries((shown) => shown)
  const script = useStore(scriptShown)
  const [marked, setMarked] = useState(true)
  const [baseline] = useState(
    (): Baseline =>
      review.since?.outline
        ? { ...review.since, outline: review.since.outline }
        : { what: 'now', outline: review.outline, at: 0 },
  )
  const { episode, number, outline, status } = review
  const change = useMemo(() => changeOf(baseline.outline, outline), [baseline, outline])
  const shown = marked ? change : undefined
  const time = episodeTime(episode, series)
  const rows = sheetRows(episode.segments, outline, shown)
  useSheetKeys(() => setMarked(!marked))
  const when = sayAgo(words, baseline.at, language)
  return (
    <div className={styles.pages}>
      <article
        className={styles.sheet}
        lang={series.language}
        aria-label={words('review.outline', { number })}
      >
        <header className={styles.head}>
          <div className={styles.line} lang={language}>
            <StatusPill status={status} long />
            <ThreadMark on="episode" id={episode.id} episode={episode.id} />
            <WritersAndDue episode={episode} isFinal={status.state === 'final'} />
          </div>
          <h2 className={styles.title}>
            <span className={styles.number}>
              <span className="visually-hidden">{words('episode', { number })}</span>
              <span aria-hidden>{number}</span>
            </span>
            <span className={classes(episode.title === '' && styles.silent)}>
              {shown ? <Stretches of={shown.title} /> : outline.title || words('episode.untitled')}
            </span>
          </h2>
          <div className={styles.time} lang={language}>
            <NinetyBar time={time} />
            <p className={classes('ninety-time', time.over >= 0.5 && 'over')}>
              {sayTime(words, time)}
            </p>
          </div>
        </header>
        {change && (
          <p className={styles.since} lang={language} role="status">
            <History size={15} aria-hidden />
            <span>{words(`review.since.${baseline.what}`, { when })}</span>
            <button type="button" onClick={() => setMarked(!marked)}>
              {words(marked ? 'review.since.hide' : 'review.since.show')} <Kbd keys="d" />
            </button>
          </p>
        )}
        <p className={styles.summary}>
          {shown ? (
            <Stretches of={shown.summary} />
          ) : (
            outline.summary || (
              <span className={styles.silent} lang={language}>
                {words('review.summary.none')}
              </span>
            )
          )}
        </p>
        {rows.map((row) => (
          <Part
            key={row.key}
            row={row}
            episode={episode.id}
            time={time}
            isMarked={shown !== undefined}
            hasScript={script === 'on'}
          />
        ))}
      </article>
      <div className={styles.beside}>
        <Said review={review} reviewer={reviewer} />
      </div>
    </div>
  )
}

interface PartProps {
  readonly row: SheetRow
  /// The id of its episode.
  readonly episode: string
  readonly time: EpisodeTime
  readonly isMarked: boolean
  readonly hasScript: boolean
}

function Part({ row, episode, time, isMarked, hasScript }: PartProps) {
  const { segment, index, part } = row
  const words = useWords()
  const session = useSession()
  const language = useStore(chosenLanguage)
  const seconds = time.segments[index]?.seconds ?? 0
  const kind = segment?.kind ?? part?.kind ?? 'beat'
  const name =
    kind === 'beat' && segment
      ? words('segment.beat.number', { number: index })
      : words(`segment.${kind}`)
  const note = part && isMarked ? noteOf(words, part) : undefined
  const elsewhere = part?.is === 'gone' ? episodeWith(part.id) : undefined
  const silent = part === undefined || part.text.length === 0
  return (
    <section
      className={classes(styles.part, styles[kind], !segment && styles.gone)}
      data-part={segment?.id}
    >
      <header className={styles.label} lang={language}>
        <h3>{name}</h3>
        {seconds > 0 && <span>{formatTime(seconds)}</span>}
        {note && <span className={styles.note}>{note}</span>}
        {segment && <ThreadMark on="segment" id={segment.id} episode={episode} />}
      </header>
      <div className={styles.text}>
        {silent ? (
          <p className={styles.silent} lang={language}>
            {words('review.silent')}
          </p>
        ) : (
          <p>
            <Stretches of={part.text} />
          </p>
        )}
        {elsewhere !== undefined && (
          <p className={styles.elsewhere} lang={language}>
            <CornerDownRight size={14} aria-hidden />
            {words('review.part.elsewhere', { number: elsewhere })}
          </p>
        )}
        {hasScript && segment && <ScriptLines lines={segment.lines} />}
      </div>
    </section>
  )

  /// A beat that is gone here may stand in another episode by now.
  function episodeWith(id: string): number | undefined {
    const { episodes } = session.document.reading.series
    const at = episodes.findIndex(({ segments }) => segments.some((each) => each.id === id))
    return at === -1 ? undefined : at + 1
  }
}

function noteOf(
  words: Words,
  { is, moved, kind }: NonNullable<SheetRow['part']>,
): string | undefined {
  if (is === 'new') return kind === 'beat' ? words('review.part.new') : undefined
  if (is === 'gone') return words('review.part.gone')
  if (moved) return words('review.part.moved')
  return is === 'changed' ? words('review.part.words') : undefined
}

function useSheetKeys(onMarks: () => void): void {
  const words = useWords()
  const [marks] = useState<{ current: () => void }>(() => ({ current: onMarks }))
  marks.current = onMarks
  useCommands(
    useMemo(
      (): readonly Command[] => [
        {
          id: 'review.script',
          name: words('review.key.script'),
          group: 'place.review',
          keys: ['s'],
          run: () => scriptShown.set(scriptShown.get() === 'on' ? 'off' : 'on'),
        },
        {
          id: 'review.marks',
          name: words('review.key.changes'),
          group: 'place.review',
          keys: ['d'],
          run: () => marks.current(),
        },
      ],
      [words, marks],
    ),
  )
}
