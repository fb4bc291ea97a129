import { type Span, textOf } from '../../../src/shared/domain/line.ts'
import { bookmarkOf, type Place, placeOf } from './bookmark.ts'
import { markStyle, numberStyle, type Role, roleOf } from './house.ts'
import { markLength } from './marks.ts'
import { handsIn, Spans } from './settled.ts'
import type { Hand, Token, WordParagraph } from './word.ts'

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
  /// Whether its style may be that of a paragraph in front of it which was taken out.
  readonly behindGone?: true
  /// Who put in the end of the paragraph: what follows was cut off from it.
  readonly cutBy?: Hand
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

/// Paragraphs in their order, each taken apart. Where a paragraph was cut in two, LibreOffice writes
/// its bookmark into both: the text is where it is first.
export function placedIn(paragraphs: readonly WordParagraph[]): readonly Placed[] {
  const seen = new Set<string | undefined>()
  return paragraphs.map((paragraph) => {
    const whole = placed(paragraph)
    const [only, second] = whole.regions
    const names = whole.regions.map(({ place }) => place && bookmarkOf(place))
    const isRest = only && !second && seen.has(names[0])
    for (const name of names) seen.add(name)
    if (!isRest) return whole
    const { place: _, ...loose } = only
    return { ...whole, regions: [], loose }
  })
}

function placed({ style, tokens, mark, behindGone }: WordParagraph): Placed {
  const loose = draft()
  const drafts: Draft[] = []
  /// Text behind a mark belongs to what follows, where something does.
  let pending: Draft | undefined
  let number = ''
  const current = () => pending ?? drafts.at(-1) ?? loose
  const left = leftOfMarks(tokens)
  for (const token of tokens) {
    switch (token.kind) {
      case 'begin': {
        const place = placeOf(token.bookmark)
        // LibreOffice writes the beginning of a bookmark around nothing twice.
        if (!place || drafts.some((one) => samePlace(one.place, place))) break
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
        if (token.named === numberStyle) number += says
        if (token.named === numberStyle) break
        if (token.named === markStyle && drafts.length > 0) pending ??= draft()
        const to = current()
        if (token.change) to.by.push(token.change.by)
        to.spans.add(left.get(token) ?? says, token.style)
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
    ...(behindGone && { behindGone }),
    ...(mark?.what === 'inserted' && { cutBy: mark.by }),
    ...(number.trim() !== '' && { number: number.trim() }),
    centred: style.ownAlign && style.align === 'center',
  }
}

function samePlace(a: Place | undefined, b: Place): boolean {
  return a !== undefined && bookmarkOf(a) === bookmarkOf(b)
}

/// What the runs of marks say beside the marks. LibreOffice cuts a mark in several runs, one for each
/// of its scripts, and at every change in it: it is known by the whole.
function leftOfMarks(tokens: readonly Token[]): ReadonlyMap<Token, string> {
  const left = new Map<Token, string>()
  let together: (Token & { readonly kind: 'text' })[] = []
  const flush = () => {
    const written = together.filter(({ change }) => change?.what !== 'inserted')
    let ours = markLength(written.map(({ text }) => text).join(''))
    for (const token of together) {
      const { text, change } = token
      const skipped = change?.what === 'inserted' ? 0 : Math.min(ours, text.length)
      ours -= skipped
      left.set(token, change?.what === 'deleted' ? '' : text.slice(skipped))
    }
    together = []
  }
  for (const token of tokens) {
    const isMark = token.kind === 'text' && token.named !== '' && token.named !== numberStyle
    if (isMark && together[0]?.named === token.named) together.push(token)
    else {
      flush()
      if (isMark) together = [token]
    }
  }
  flush()
  return left
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
