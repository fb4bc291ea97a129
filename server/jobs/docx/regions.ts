import { type Span, textOf } from '../../../src/shared/domain/line.ts'
import { type Place, placeOf } from './bookmark.ts'
import { markStyle, numberStyle, type Role, roleOf } from './house.ts'
import { typedInMark } from './marks.ts'
import { handsIn, Spans } from './settled.ts'
import type { Hand, WordParagraph } from './word.ts'

/// A paragraph of a file of ours, taken apart: which of our texts stand in it, and what each says
/// when every tracked change is accepted.
export interface Placed {
  readonly role: Role | undefined
  /// In their order. Text in front of the first and between them has gone to its neighbours.
  readonly regions: readonly Region[]
  /// What a paragraph without any of our texts says.
  readonly loose: Region
  /// What somebody has begun to say behind the colon of a name that had nothing to say.
  readonly speech?: Region
  /// The number in front of a scene heading.
  readonly number?: string
  readonly centred: boolean
}

export interface Region {
  readonly place?: Place
  readonly spans: readonly Span[]
  readonly text: string
  readonly by: readonly Hand[]
  /// Where comments begin and end, in code units of the text.
  readonly anchors: readonly Anchor[]
}

export interface Anchor {
  readonly comment: string
  readonly side: 'opens' | 'closes'
  readonly offset: number
}

interface Draft {
  readonly place?: Place
  readonly spans: Spans
  readonly by: Hand[]
  readonly anchors: Anchor[]
}

export function placed({ style, tokens, mark }: WordParagraph): Placed {
  const loose = draft()
  const drafts: Draft[] = []
  /// Text behind a mark belongs to what follows, where something does.
  let pending: Draft | undefined
  let number = ''
  const current = () => pending ?? drafts.at(-1) ?? loose
  for (const token of tokens) {
    switch (token.kind) {
      case 'begin': {
        const place = placeOf(token.bookmark)
        if (!place) break
        const made = draft(place)
        if (pending) take(made, pending)
        pending = undefined
        drafts.push(made)
        break
      }
      case 'opens':
      case 'closes':
        current().anchors.push({
          comment: token.comment,
          side: token.kind,
          offset: current().spans.length,
        })
        break
      case 'text': {
        const says = token.change?.what === 'deleted' ? '' : token.text
        const isMark = token.named !== ''
        if (token.named === numberStyle) number += says
        if (token.named === numberStyle) break
        if (token.named === markStyle && drafts.length > 0) pending ??= draft()
        const to = current()
        if (token.change) to.by.push(token.change.by)
        to.spans.add(isMark ? typedInMark(says) : says, token.style)
        break
      }
      case 'end':
        break
    }
  }
  const role = roleOf(style.name)
  const last = drafts.at(-1)
  let speech: Draft | undefined
  if (pending && role?.startsWith('character') && pending.spans.length > 0) speech = pending
  else if (pending && last) take(last, pending)
  pending = undefined
  const first = drafts[0]
  if (first && loose.spans.length + loose.anchors.length + loose.by.length > 0) {
    prepend(drafts, loose)
  }
  if (mark) current().by.push(mark.by)
  return {
    role,
    regions: drafts.map(finish),
    loose: finish(loose),
    ...(speech && { speech: finish(speech) }),
    ...(number.trim() !== '' && { number: number.trim() }),
    centred: style.ownAlign && style.align === 'center',
  }
}

function draft(place?: Place): Draft {
  return { ...(place && { place }), spans: new Spans(), by: [], anchors: [] }
}

/// Adds at the end of a draft what another holds.
function take(to: Draft, from: Draft): void {
  const start = to.spans.length
  for (const { text, style } of from.spans.all) to.spans.add(text, style)
  to.by.push(...from.by)
  to.anchors.push(...from.anchors.map((anchor) => ({ ...anchor, offset: start + anchor.offset })))
}

function prepend(drafts: Draft[], loose: Draft): void {
  const first = drafts[0]
  if (!first) return
  const whole = draft(first.place)
  take(whole, loose)
  take(whole, first)
  drafts[0] = whole
}

function finish({ place, spans, by, anchors }: Draft): Region {
  const all = spans.all
  return { ...(place && { place }), spans: all, text: textOf(all), by: handsIn(by), anchors }
}
