import { textOf } from '../../src/shared/domain/line.ts'
import {
  readEpisodeHeading,
  readSegmentHeading,
} from '../../src/shared/format/fountain/headings.ts'
import { fileLines, isBlank, sourceLines } from '../../src/shared/format/fountain/source.ts'
import { readTitlePage } from '../../src/shared/format/fountain/titlepage.ts'
import { writeFountain } from '../../src/shared/format/fountain/write.ts'
import type { Reading } from '../../src/shared/format/reading.ts'

/// Whether anything that a file says has gone without a word: for every line of it, its letters and
/// digits are in what was read, or a loss names the line.

/// A line of a file that is in no place of what was read from it.
export interface Missing {
  readonly at: number
  readonly text: string
}

/// Fountain keeps the order of a text, so each line must come behind the one before it; only those
/// of the title page may be anywhere.
export function missingFromFountain(source: string, reading: Reading): readonly Missing[] {
  const written = solid(writeFountain(reading.screenplay).text)
  const reported = new Set(reading.losses.flatMap(({ at }) => at ?? []))
  const lines = fileLines(source)
  const [start, end] = titlePageIn(lines)
  const missing: Missing[] = []
  let from = 0
  for (const [i, text] of lines.entries()) {
    const words = solid(wordsOf(text))
    if (words === '' || reported.has(i + 1)) continue
    const inOrder = i < start || i >= end
    const at = written.indexOf(words, inOrder ? from : 0)
    if (at < 0) missing.push({ at: i + 1, text: text.trim() })
    else if (inOrder) from = at + words.length
  }
  return missing
}

/// Notes and boneyard may stand before a title page.
function titlePageIn(lines: readonly string[]): readonly [start: number, end: number] {
  const first = sourceLines(lines).lines.find(({ text, bare }) => !isBlank(text) && bare !== '')
  const page = first && readTitlePage(lines, first.at - 1)
  return page ? [first.at - 1, page.end] : [0, 0]
}

/// Headings are written anew: what counts is what they call the episode or the segment.
function wordsOf(text: string): string {
  const section = /^\s*#+\s*(.*)$/.exec(text)?.[1]
  if (section === undefined) return text
  return readEpisodeHeading(section)?.title ?? readSegmentHeading(section)?.words ?? section
}

/// In other formats a text may be anywhere in what was read, and in what is carried along. A label
/// (`时间：`) may have become the place that its value has, a heading of an episode its number.
export function missingTexts(texts: readonly string[], reading: Reading): readonly Missing[] {
  const parts: string[] = []
  collect(reading.screenplay, parts)
  const read = solid(parts.join('\n'))
  const said = solid(reading.losses.map(({ message }) => message).join('\n'))
  const reported = new Set(reading.losses.flatMap(({ at }) => at ?? []))
  return texts.flatMap((text, i) => {
    const ways = [text, text.replace(/^[^:：]*[:：]/, ''), headingIn(text) ?? text]
    if (frame.test(text)) return []
    const isThere = ways.map(solid).some((words) => read.includes(words) || said.includes(words))
    return isThere || reported.has(i + 1) ? [] : [{ at: i + 1, text }]
  })
}

/// What only says where an episode begins or ends, or which one it is.
const frame =
  /^\s*(?:[[【(（]?(?:第.{1,6}集完|END (?:OF )?EPISODE\b[^\]]*)[\]】)）]?|Episode: \d+)\s*$/i

function headingIn(text: string): string | undefined {
  return readEpisodeHeading(text.replace(/^[#\s]+/, ''))?.title
}

/// The text of an XML file, element by element.
export function textsOfXml(source: string): readonly string[] {
  return [...source.matchAll(/>([^<]+)</g)].map(([, text]) => decoded(text as string))
}

function decoded(text: string): string {
  const names: { readonly [name: string]: string } = {
    ...{ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' },
  }
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16))
    return decimal ? String.fromCodePoint(Number(decimal)) : (names[name] ?? whole)
  })
}

/// Keys whose values are no text of the file.
const values: ReadonlySet<string> = new Set(['element', 'dual', 'align', 'language'])

/// Every text in a value; spans of one line are one text.
function collect(value: unknown, parts: string[]): void {
  if (typeof value === 'string') parts.push(decoded(value))
  else if (Array.isArray(value)) for (const each of value) collect(each, parts)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      if (key === 'spans') parts.push(textOf(each))
      else if (!values.has(key)) collect(each, parts)
    }
  }
}

function solid(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
}
