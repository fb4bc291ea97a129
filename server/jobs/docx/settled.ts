import { type Span, type Style, sameStyle } from '../../../src/shared/domain/line.ts'
import type { Hand, Token, WordParagraph } from './word.ts'

/// A Word file as it reads when every tracked change is accepted.

/// Paragraphs, with those whose end was taken out joined to what follows. The joined one looks like
/// the first that still says something.
export function settled(paragraphs: readonly WordParagraph[]): readonly WordParagraph[] {
  const joined: WordParagraph[] = []
  let open: WordParagraph | undefined
  for (const paragraph of paragraphs) {
    const whole: WordParagraph = open ? joinedTo(open, paragraph) : paragraph
    open = paragraph.mark?.what === 'deleted' ? whole : undefined
    if (!open) joined.push(whole)
  }
  if (open) joined.push(open)
  return joined
}

function joinedTo(first: WordParagraph, second: WordParagraph): WordParagraph {
  // A mark that is left alone says nothing.
  const said = first.tokens.filter((token) => token.kind !== 'text' || token.named === '')
  const isGone = textIn(said) === ''
  const { style } = isGone ? second : first
  const { mark: _, ...rest } = second
  const mark = second.mark?.what === 'deleted' ? first.mark : second.mark
  // Who joined them is somebody who changed both.
  const by: Token[] = first.mark
    ? [{ kind: 'text', text: '', style: {}, named: '', change: first.mark }]
    : []
  return {
    ...rest,
    ...(isGone && { behindGone: true as const }),
    style,
    ...(mark && { mark }),
    tokens: [...first.tokens, ...by, ...second.tokens],
  }
}

/// What tokens say in the end.
export function textIn(tokens: readonly Token[]): string {
  return tokens
    .map((token) => (token.kind === 'text' && token.change?.what !== 'deleted' ? token.text : ''))
    .join('')
}

/// Spans put together where neighbours look the same.
export class Spans {
  readonly #spans: { text: string; readonly style: Style }[] = []

  add(text: string, style: Style): void {
    if (text === '') return
    const last = this.#spans.at(-1)
    if (last && sameStyle(last.style, style)) last.text += text
    else this.#spans.push({ text, style })
  }

  get length(): number {
    return this.#spans.reduce((sum, { text }) => sum + text.length, 0)
  }

  get all(): readonly Span[] {
    return this.#spans.map((span) => ({ ...span }))
  }
}

/// Everybody once.
export function handsIn(hands: readonly Hand[]): readonly Hand[] {
  const byName = new Map<string, Hand>()
  for (const hand of hands) {
    const known = byName.get(hand.name)
    // The last word counts.
    if (!known || (hand.at ?? '') > (known.at ?? '')) byName.set(hand.name, hand)
  }
  return [...byName.values()]
}
