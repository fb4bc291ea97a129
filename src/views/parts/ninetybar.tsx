import './ninetybar.css'
import { memo } from 'react'
import { standing } from '../../shared/derive/clock.ts'
import { ninetyBarBlocks, ninetyBarEnd } from '../../shared/derive/ninetybar.ts'
import type { EpisodeTime } from '../../shared/derive/runtime.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'

const percent = (fraction: number) => `${Number((fraction * 100).toFixed(3))}%`

interface NinetyBarProps {
  readonly time: Pick<EpisodeTime, 'seconds' | 'target' | 'segments'>
  /// Seconds into the episode where the cursor is.
  readonly at?: number | undefined
}

/// How an episode stands to its target, drawn. It says nothing by itself: the words stand beside it.
export const NinetyBar = memo(function NinetyBar({ time, at }: NinetyBarProps) {
  const end = ninetyBarEnd(time)
  return (
    <div className="ninety" style={{ '--end': percent(end) }} aria-hidden>
      {ninetyBarBlocks(time).map(({ kind, from, to, over }) => (
        <i
          key={from}
          className={over ? `${kind} over` : kind}
          style={{ width: percent(to - from) }}
        />
      ))}
      {at !== undefined && <b style={{ left: percent(Math.min(1, (at * end) / time.target)) }} />}
    </div>
  )
})

/// How an episode stands to its target, in words: "1:43 of 1:30 · 13 s over".
export function sayTime(words: Words, { seconds, target }: EpisodeTime): string {
  if (seconds === 0) return words('time.none')
  const { is, ...values } = standing(seconds, target)
  return words(is === 'even' ? 'time.of' : `time.${is}`, values)
}
