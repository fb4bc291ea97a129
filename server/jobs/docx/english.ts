import type { Element } from '../../../src/shared/domain/element.ts'
import { type Span, textOf } from '../../../src/shared/domain/line.ts'
import { defaultTargetSeconds } from '../../../src/shared/domain/series.ts'
import { sliceSpans } from '../../../src/shared/format/chinese/paragraph.ts'
import { headingIn, proposeCuts } from '../../../src/shared/format/cuts.ts'
import { applyCuts } from '../../../src/shared/format/cutting.ts'
import { divideAtScenes } from '../../../src/shared/format/divide.ts'
import type { Reading, ReadOptions } from '../../../src/shared/format/reading.ts'
import type { Loss, Screenplay, ScreenplayLine } from '../../../src/shared/format/screenplay.ts'
import type { ForeignParagraph } from './foreign.ts'

/// Reads the script of an English house: by its styles where it has those of a script; else by where
/// lines stand and what they look like, as somebody who knows scripts reads a page.
export function readHouse(
  paragraphs: readonly ForeignParagraph[],
  options: ReadOptions = {},
): Reading {
  const front = titleIn(paragraphs)
  const rest = paragraphs.slice(front === undefined ? 0 : 1)
  const house = houseOf(rest)
  const lines: ScreenplayLine[] = []
  const guesses: number[] = []
  for (const [i, paragraph] of rest.entries()) {
    const last = lines.at(-1)
    const found = linesOf(paragraph, rest[i + 1], last, house)
    if (found.guessed) guesses.push(paragraph.at)
    lines.push(...found.lines)
  }
  const whole: Screenplay = {
    title: front ?? '',
    logline: '',
    language: options.language ?? 'en',
    titlePage: [],
    episodes: [episodeWith(lines)],
  }
  const losses = guessed(guesses)
  if (lines.some((line) => headingIn(line) !== undefined)) {
    const seconds = options.divide === 'scenes' ? options.seconds : () => 0
    const { cuts } = proposeCuts(whole, { way: 'headings', seconds })
    const cut = applyCuts(whole, cuts)
    return { screenplay: cut.screenplay, losses: [...losses, ...cut.losses] }
  }
  if (options.divide !== 'scenes') return { screenplay: whole, losses }
  const target = options.targetSeconds ?? defaultTargetSeconds
  const seconds = (line: ScreenplayLine) => options.seconds(line, whole.language)
  return { screenplay: { ...whole, episodes: divideAtScenes(lines, target, seconds) }, losses }
}

function episodeWith(lines: readonly ScreenplayLine[]): Screenplay['episodes'][number] {
  const empty = { outline: '', lines: [] }
  const beats = [{ outline: '', lines }]
  return { title: '', summary: '', hook: empty, beats, cliffhanger: empty }
}

function guessed(guesses: readonly number[]): readonly Loss[] {
  const [first] = guesses
  if (first === undefined) return []
  return [
    {
      code: 'docx.guessed',
      message: `Some lines are told by what they look like alone: look at names and dialogue (paragraphs: ${guesses.length}, the first is named here).`,
      at: first,
    },
  ]
}

/// The title of the script, where its first paragraph is in the style of one.
function titleIn([first]: readonly ForeignParagraph[]): string | undefined {
  return first?.element === 'title' ? first.text : undefined
}

/// How a house sets its scripts.
interface House {
  /// Twips from where action stands.
  readonly base: number
  /// Whether names stand apart from action by their indent.
  readonly indented: boolean
  /// Whether empty paragraphs part what does not belong together.
  readonly spaced: boolean
}

function houseOf(paragraphs: readonly ForeignParagraph[]): House {
  const counts = new Map<number, number>()
  for (const { indent, align, text } of paragraphs) {
    if (align !== 'left') continue
    // Long lines are action more often than not.
    counts.set(indent, (counts.get(indent) ?? 0) + (text.length > 45 ? 3 : 1))
  }
  const headings = paragraphs.filter(({ text }) => heading.test(text))
  const [often] = [...counts].sort(([a, x], [b, y]) => y - x || a - b)
  const base = headings[0]?.indent ?? often?.[0] ?? 0
  const deep = paragraphs.filter(({ indent, caps }) => caps && indent >= base + farIn)
  const apart = paragraphs.filter((paragraph) => paragraph.apart).length
  return { base, indented: deep.length > 1, spaced: apart * 5 > paragraphs.length }
}

/// Twips: names stand two inches in, dialogue one; half an inch is more than a paragraph's own.
const farIn = 1300
const someIn = 600

const heading = /^(?:\d+[A-Z]?[.)]?\s+)?(?:int|ext|est|i\/e|int\.?\s*\/\s*ext)[.\s]/iu
const numbered = /^(\d+[A-Z]?)[.)]?\s+(?=(?:int|ext|est|i\/e)[./\s])/iu
const transition =
  /(?:\bTO:|\bTO BLACK[.:]?|\bTO WHITE[.:]?)$|^(?:FADE (?:IN|OUT)|CUT TO|SMASH CUT|DISSOLVE)\b.{0,20}[.:]?$/u
const onScreen =
  /^(?:TEXT ON SCREEN|ON[- ]SCREEN TEXT|ON SCREEN|SUPER(?:IMPOSE)?|TITLE CARD|CHYRON|CAPTION)\s*:/iu
const brackets = /^[([].*[)\]]$/su
const cue = /^[^a-z\p{Ll}:]{1,40}(?:\([^()]{1,30}\))?(?:\s*\^)?$/u
/// `MIRA: (whispering) Not now.`
const inline =
  /^([\p{Lu}][\p{Lu}\p{N} .'’\-&/]{0,30}?(?:\s*\([^()]{1,24}\))?)\s*[:：]\s*(\([^()]{1,60}\))?\s*(?=\S)/u

interface Found {
  readonly lines: readonly ScreenplayLine[]
  readonly guessed?: true
}

function linesOf(
  paragraph: ForeignParagraph,
  next: ForeignParagraph | undefined,
  last: ScreenplayLine | undefined,
  house: House,
): Found {
  const { element, text, spans, align } = paragraph
  const centred = align === 'center' ? { align: 'center' as const } : {}
  if (element && element !== 'title') {
    if (element === 'scene-heading') return { lines: [headingOf(paragraph)] }
    const keeps = ['action', 'general', 'lyric'].includes(element) ? centred : {}
    return { lines: [{ element, spans, ...keeps }] }
  }
  if (headingIn({ element: 'general', spans })) return { lines: [{ element: 'general', spans }] }
  if (heading.test(text)) return { lines: [headingOf(paragraph)] }
  if (onScreen.test(text)) return { lines: [{ element: 'on-screen-text', spans }] }
  const { caps } = paragraph
  if (caps && (transition.test(text) || (align === 'right' && text.endsWith(':')))) {
    return { lines: [{ element: 'transition', spans }] }
  }
  const isOpen = last?.element === 'character' || last?.element === 'parenthetical'
  const speaks = isOpen || last?.element === 'dialogue'
  const under = !paragraph.apart || !house.spaced
  if (speaks && brackets.test(text) && under && (isOpen || !atBase(paragraph, house))) {
    return { lines: [{ element: 'parenthetical', spans }] }
  }
  if (isCue(paragraph, next, house)) {
    return { lines: [{ element: 'character', spans }], ...(!house.indented && { guessed: true }) }
  }
  if (isOpen && under) return { lines: [{ element: 'dialogue', spans }] }
  if (last?.element === 'dialogue' && goesOn(paragraph, house)) {
    return { lines: [{ element: 'dialogue', spans }] }
  }
  const said = inline.exec(text)
  if (said && !house.indented) return { lines: speechOf(spans, said), guessed: true }
  return { lines: [{ element: 'action', spans, ...centred }] }
}

function headingOf({ spans, text }: ForeignParagraph): ScreenplayLine {
  const found = numbered.exec(text)
  const number = found?.[1]
  if (!found || number === undefined) return { element: 'scene-heading', spans }
  const tail = new RegExp(`\\s+${number}[.)]?$`, 'u').exec(text)
  return {
    element: 'scene-heading',
    spans: sliceSpans(spans, found[0].length, tail?.index ?? text.length),
    sceneNumber: number,
  }
}

function atBase({ indent, align }: ForeignParagraph, { base }: House): boolean {
  return align === 'left' && indent < base + someIn
}

/// A name in capitals that somebody speaks under.
function isCue(paragraph: ForeignParagraph, next: ForeignParagraph | undefined, house: House) {
  const { text, caps, indent, align } = paragraph
  if (!next || text.length > 60) return false
  const bare = text.replace(/\s*\([^()]*\)\s*\^?$/u, '')
  if (!/\p{L}/u.test(bare) || /[.!?,;]$/u.test(bare)) return false
  const isName = caps ? !text.includes(':') : cue.test(bare)
  if (!isName || heading.test(next.text) || (next.apart && house.spaced)) return false
  if (house.indented) return indent >= house.base + farIn || align === 'center'
  if (next.caps && !brackets.test(next.text) && !/[.!?…]$/u.test(next.text)) return false
  return align === 'center' || house.spaced || bare.split(/\s+/u).length <= 3
}

/// A further paragraph of the same speech.
function goesOn(paragraph: ForeignParagraph, house: House): boolean {
  if (house.indented) return !atBase(paragraph, house) && !paragraph.apart
  return house.spaced && !paragraph.apart
}

function speechOf(spans: readonly Span[], said: RegExpExecArray): readonly ScreenplayLine[] {
  const [opening, name = '', tone] = said
  const line = (element: Element, part: readonly Span[]): ScreenplayLine => ({
    element,
    spans: part,
  })
  const words = sliceSpans(spans, opening.length, textOf(spans).length)
  return [
    line('character', sliceSpans(spans, 0, name.trimEnd().length)),
    ...(tone === undefined ? [] : [line('parenthetical', [{ text: tone, style: {} }])]),
    ...(words.length === 0 ? [] : [line('dialogue', words)]),
  ]
}
