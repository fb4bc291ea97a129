import type { TextPoint } from './anchor.ts'
import type { Group } from './arrangement.ts'
import { readText } from './body.ts'
import type { Range } from './characters.ts'
import { fieldText } from './field.ts'
import type { SeriesDocument } from './seriesdocument.ts'
import { type Home, passageOf, type Subject } from './subject.ts'

/// What a comment on a selection is about. `from` stands before `to` in reading order. A selection
/// without a word in it is a comment on the segment it is in, one in a title on the episode.
/// Undefined where the season does not show the selection.
export function subjectOfSelection(
  document: SeriesDocument,
  from: TextPoint,
  to: TextPoint,
): Subject | undefined {
  const start = placeOf(document, from)
  const end = placeOf(document, to)
  if (!start || !end) return undefined
  const { episodes } = document.reading.arrangement
  const stretches: (Range & { readonly in: Home })[] = []
  let first: { episode: string; segment: string } | undefined
  for (let at = start.episode; at <= end.episode; at++) {
    const plan = episodes[at]
    if (!plan) continue
    const firstGroup = at === start.episode ? start.group : 0
    const lastGroup = at === end.episode ? end.group : plan.groups.length - 1
    for (let g = Math.max(firstGroup, 0); g <= lastGroup; g++) {
      const group = plan.groups[g]
      if (!group) continue
      const opens = at === start.episode && g === start.group ? from : undefined
      const closes = at === end.episode && g === end.group ? to : undefined
      const found = stretchesIn(document, group, opens, closes)
      if (found.length > 0) first ??= { episode: plan.id, segment: group.id }
      stretches.push(...found)
    }
  }
  const passage = first && passageOf(document, first, stretches)
  if (passage) return passage
  const plan = episodes[start.episode]
  const group = plan?.groups[start.group]
  if (!plan) return undefined
  return group
    ? { on: 'segment', episode: plan.id, segment: group.id }
    : { on: 'episode', episode: plan.id }
}

/// Where the season shows a point: the number of its episode and of its segment there, −1 for the
/// title.
function placeOf({ reading }: SeriesDocument, point: TextPoint) {
  const { episodes } = reading.arrangement
  if (point.in === 'title') {
    const episode = episodes.findIndex(({ id }) => id === point.episode)
    return episode < 0 ? undefined : { episode, group: -1 }
  }
  const shown = point.in === 'line' ? reading.groupOfLine(point.line) : reading.group(point.segment)
  if (!shown) return undefined
  for (const [episode, { groups }] of episodes.entries()) {
    const group = groups.indexOf(shown)
    if (group >= 0) return { episode, group }
  }
  return undefined
}

/// What is selected of a segment's outline and lines, from one point to another, or from its start
/// or to its end.
function stretchesIn(
  document: SeriesDocument,
  group: Group,
  from: TextPoint | undefined,
  to: TextPoint | undefined,
): (Range & { readonly in: Home })[] {
  const found: (Range & { readonly in: Home })[] = []
  let inside = from === undefined
  let ended = false
  const take = (
    pieces: readonly { readonly home: Home; readonly at: number; readonly length: number }[],
    opens: TextPoint | undefined,
    closes: TextPoint | undefined,
  ) => {
    if (opens) inside = true
    if (inside && !ended) {
      let passed = 0
      for (const { home, at, length } of pieces) {
        const start = Math.max((opens?.offset ?? 0) - passed, 0)
        const end = Math.min((closes?.offset ?? Number.POSITIVE_INFINITY) - passed, length)
        const last = found[found.length - 1]
        if (start < end) {
          // Pieces of one line that stand next to each other differ only in their style.
          const goesOn = passed > 0 && last?.to === at + start && sameHome(last.in, home)
          if (goesOn) found[found.length - 1] = { ...last, to: at + end }
          else found.push({ in: home, from: at + start, to: at + end })
        }
        passed += length
      }
    }
    if (closes) ended = true
  }
  for (const segment of group.members) {
    const text = fieldText(document, { in: 'outline', segment })
    const is = (point: TextPoint | undefined) =>
      point?.in === 'outline' && point.segment === segment
    const pieces = text ? readText(text) : []
    take(
      pieces.map(({ at, text: said }) => ({ home: { outline: segment }, at, length: said.length })),
      is(from) ? from : undefined,
      is(to) ? to : undefined,
    )
  }
  for (const spot of document.reading.spots(group)) {
    const is = (point: TextPoint | undefined) => point?.in === 'line' && point.line === spot.line.id
    const pieces = spot.pieces.map(({ of, at, text }) => {
      const body = of._item?.parentSub ?? ''
      return { home: { body }, at, length: text.length }
    })
    take(pieces, is(from) ? from : undefined, is(to) ? to : undefined)
  }
  return found
}

function sameHome(a: Home, b: Home): boolean {
  return 'body' in a ? 'body' in b && a.body === b.body : 'outline' in b && a.outline === b.outline
}
