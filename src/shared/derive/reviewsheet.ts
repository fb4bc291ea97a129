import type { Episode } from '../domain/episode.ts'
import { beatsOf, cliffhangerOf, hookOf } from '../domain/episode.ts'
import { outlineText, type Segment } from '../domain/segment.ts'
import type { Series } from '../domain/series.ts'
import type { Words } from '../i18n/catalogue.ts'
import { formatTime } from './clock.ts'
import { fingerprintOf, outlineOf } from './outline.ts'
import { type ReadyMark, reviewStatus, type Said } from './reviewstatus.ts'
import { episodeTime } from './runtime.ts'

/// What a sheet says of a sign-off beside what the status needs.
export interface SheetSaid extends Said {
  readonly episode: string
  readonly note: string
  readonly by: { readonly name: string }
}

/// The review of a season as a table, its head first: an episode to a row.
export function reviewSheet(
  series: Series,
  required: readonly string[],
  signOffs: readonly SheetSaid[],
  marks: readonly (ReadyMark & { readonly episode: string })[],
  words: Words,
): (string | number)[][] {
  const head = [
    words('review.sheet.number'),
    words('review.sheet.title'),
    words('review.sheet.status'),
    words('review.sheet.missing'),
    words('review.sheet.writers'),
    words('review.sheet.due'),
    words('review.sheet.time'),
    words('review.sheet.target'),
    ...required,
    words('review.sheet.notes'),
    words('review.sheet.summary'),
    words('segment.hook'),
    words('board.column.beats'),
    words('segment.cliffhanger'),
  ]
  const row = (episode: Episode, i: number): (string | number)[] => {
    const said = signOffs.filter((each) => each.episode === episode.id)
    const mark = marks.find((each) => each.episode === episode.id)
    const fingerprint = fingerprintOf(outlineOf(episode))
    const { state, missing, last, asked } = reviewStatus(fingerprint, required, said, mark)
    const time = episodeTime(episode, series)
    return [
      i + 1,
      episode.title,
      words(`review.state.${state}`),
      state === 'final' ? '' : missing.join(', '),
      (episode.writers ?? []).map(({ name }) => name).join(', '),
      episode.due ?? '',
      formatTime(time.seconds),
      formatTime(time.target),
      ...required.map((name) => {
        const word = last.get(name)
        if (!word) return ''
        const day = new Date(word.at).toISOString().slice(0, 10)
        const stands = word.verdict === 'changes' || word.fingerprint === fingerprint
        const key = stands ? (`review.sheet.${word.verdict}` as const) : 'review.sheet.outdated'
        return words(key, { name: word.by.name, day })
      }),
      asked.map(({ by, note }) => (note ? `${by.name}: ${note}` : by.name)).join('\n'),
      episode.summary,
      outlineText(hookOf(episode)),
      beatsOf(episode).map(numbered).filter(Boolean).join('\n'),
      outlineText(cliffhangerOf(episode)),
    ]
  }
  return [head, ...series.episodes.map(row)]
}

function numbered(beat: Segment, i: number): string {
  const text = outlineText(beat)
  return text && `${i + 1}. ${text}`
}
