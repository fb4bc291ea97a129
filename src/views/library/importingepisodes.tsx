import { ArrowUpToLine, ChevronRight } from 'lucide-react'
import { memo, useMemo, useState } from 'react'
import { formatTime } from '../../shared/derive/clock.ts'
import type { Cut } from '../../shared/format/cuts.ts'
import { type CutEpisode, episodesCut } from '../../shared/format/cutting.ts'
import type { Opening, Preview } from '../../shared/format/preview.ts'
import { classes, IconButton } from '../parts/button.tsx'
import field from '../parts/field.module.css'
import { NinetyBar } from '../parts/ninetybar.tsx'
import { useWords } from '../parts/words.ts'
import { type Begins, begin, beginsAt, entitle, join } from './importingcuts.ts'
import styles from './importingepisodes.module.css'

interface EpisodesProps {
  readonly preview: Preview
  readonly cuts: readonly Cut[]
  readonly target: number
  readonly onChange: (cuts: readonly Cut[]) => void
}

/// The episodes that would come of a file, each with what begins where in it.
export function Episodes({ preview, cuts, target, onChange }: EpisodesProps) {
  const words = useWords()
  const episodes = useMemo(
    () => episodesCut(preview.seconds.length, cuts),
    [preview.seconds.length, cuts],
  )
  return (
    <ol className={styles.episodes} aria-label={words('import.episodes')}>
      {episodes.map((episode, i) => (
        <Episode
          // Two may begin at the same line.
          key={`${i} ${episode.from}`}
          number={i + 1}
          episode={episode}
          preview={preview}
          cuts={cuts}
          target={target}
          onChange={onChange}
        />
      ))}
    </ol>
  )
}

interface EpisodeProps extends EpisodesProps {
  readonly number: number
  readonly episode: CutEpisode
}

function Episode({ number, episode, preview, cuts, target, onChange }: EpisodeProps) {
  const words = useWords()
  const [isOpen, setOpen] = useState(false)
  const { from, to, cut } = episode
  const time = useMemo(() => timeOf(episode, preview, target), [episode, preview, target])
  const openings = preview.openings.filter(({ at }) => at >= from && at < to)
  const first = openings.find(({ at }) => at !== cut.heading)?.text ?? ''
  return (
    <li className={styles.episode}>
      <div className={styles.row}>
        <IconButton
          label={words('import.episode.open', { number })}
          aria-expanded={isOpen}
          className={classes(styles.fold, isOpen && styles.open)}
          onClick={() => setOpen(!isOpen)}
        >
          <ChevronRight size={15} aria-hidden />
        </IconButton>
        <span className={styles.number}>{number}</span>
        <input
          className={styles.title}
          aria-label={words('import.episode.title', { number })}
          placeholder={words('import.episode.untitled')}
          value={cut.title ?? ''}
          maxLength={200}
          lang={preview.language}
          onChange={(event) => onChange(entitle(cuts, episode, event.target.value))}
        />
        <span className={styles.time}>{formatTime(time.seconds)}</span>
        {number > 1 ? (
          <IconButton
            label={words('import.episode.join', { number })}
            onClick={() => onChange(join(cuts, episode))}
          >
            <ArrowUpToLine size={15} aria-hidden />
          </IconButton>
        ) : (
          <span />
        )}
      </div>
      <p className={styles.first} lang={preview.language}>
        {first}
      </p>
      <div className={styles.bar}>
        <NinetyBar time={time} />
      </div>
      {isOpen && (
        <ul className={styles.openings}>
          {openings.map((opening) => (
            <Begin
              key={opening.at}
              opening={opening}
              begins={beginsAt(cuts, opening.at)}
              opens={opening.at === from}
              onChange={(begins) => onChange(begin(cuts, opening.at, begins))}
            />
          ))}
        </ul>
      )}
    </li>
  )
}

interface BeginProps {
  readonly opening: Opening
  readonly begins: Begins
  /// Whether the episode begins there: no other can.
  readonly opens: boolean
  readonly onChange: (begins: Begins) => void
}

const Begin = memo(function Begin({ opening, begins, opens, onChange }: BeginProps) {
  const words = useWords()
  const text = opening.text
  const kinds = ['hook', 'beat', 'cliffhanger'] as const
  const choices: readonly Begins[] = opens ? kinds : ['nothing', ...kinds, 'episode']
  const shown = opens && (begins === 'nothing' || begins === 'episode') ? 'beat' : begins
  return (
    <li className={styles.opening}>
      <span>{text}</span>
      <select
        className={classes(field.input, styles.begins)}
        aria-label={words('import.begins', { text })}
        value={shown}
        onChange={({ target }) => onChange(target.value as Begins)}
      >
        {choices.map((each) => (
          <option key={each} value={each}>
            {words(`import.begins.${each}`)}
          </option>
        ))}
      </select>
    </li>
  )
})

/// The episode on its clock, as the ninety bar draws it.
function timeOf(episode: CutEpisode, { seconds }: Preview, target: number) {
  const lengthOf = (from: number, to: number) =>
    seconds.slice(from, to).reduce((sum, each) => sum + each, 0)
  let start = 0
  const segments = episode.segments.map(({ kind, from, to }, i) => {
    const length = lengthOf(from, to)
    const segment = { id: String(i), kind, start, seconds: length }
    start += length
    return segment
  })
  return { seconds: start, target, segments }
}
