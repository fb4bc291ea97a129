import { readHeading } from '../../derive/heading.ts'
import type { Element } from '../../domain/element.ts'
import { type Span, textOf } from '../../domain/line.ts'
import type { SegmentKind } from '../../domain/segment.ts'
import type { WriteOptions } from '../formats.ts'
import type {
  Loss,
  Screenplay,
  ScreenplayEpisode,
  ScreenplayLine,
  ScreenplaySegment,
} from '../screenplay.ts'
import { asDialect, type Dialect } from './dialect.ts'
import { headerIn, numberIn } from './header.ts'
import { lossesOf } from './losses.ts'
import { scriptParagraphs, sign } from './script.ts'

/// A paragraph of a written script. `is` says what a page may make of it.
export interface Written {
  readonly is: 'title' | 'front' | 'episode' | 'summary' | 'segment' | 'end' | Element | 'speech'
  readonly spans: readonly Span[]
  /// Where it comes from: episode, segment (hook 0, beats, cliffhanger last) and the first line of it.
  readonly from?: { readonly episode: number; readonly segment: number; readonly line: number }
}

/// What whoever asks for a Chinese script may choose:
///
/// - `dialect`: one of `dialects`;
/// - `numbers`: `kept` as they are printed, or `fresh`, all anew by their order;
/// - `translations`: `on` puts the other language in brackets behind what is said;
/// - `segments`: `marked` writes where hooks, beats and cliffhangers begin, with their outlines.
export interface ChineseOptions {
  readonly dialect?: string | undefined
  readonly numbers?: string | undefined
  readonly segments?: string | undefined
  readonly translations?: string | undefined
}

/// Writes a Chinese production script as text.
export function writeChinese(
  screenplay: Screenplay,
  options: WriteOptions = {},
): { readonly text: string; readonly losses: readonly Loss[] } {
  let text = ''
  let before: Written | undefined
  for (const paragraph of chineseParagraphs(screenplay, options)) {
    text += before === undefined ? '' : '\n'.repeat(gap(before, paragraph))
    text += textOf(paragraph.spans)
    before = paragraph
  }
  return { text: text === '' ? '' : `${text}\n`, losses: lossesOf(screenplay, options) }
}

function gap(before: Written, { is }: Written): number {
  if (is === 'episode') return 3
  if (is === 'scene-heading' || is === 'segment' || before.is === 'title') return 2
  if (before.is === 'episode') return 2
  return (before.is === 'front') !== (is === 'front') ? 2 : 1
}

/// The same as paragraphs, for files that have styles.
export function chineseParagraphs(
  screenplay: Screenplay,
  options: ChineseOptions = {},
): readonly Written[] {
  const writer: Writer = {
    dialect: asDialect(options.dialect),
    fresh: options.numbers === 'fresh',
    marked: options.segments === 'marked',
    translations: options.translations === 'on',
  }
  return [
    ...frontOf(screenplay),
    ...screenplay.episodes.flatMap((episode, i) => episodeParagraphs(episode, i + 1, writer)),
  ]
}

interface Writer {
  readonly dialect: Dialect
  readonly fresh: boolean
  readonly marked: boolean
  readonly translations: boolean
}

function front(text: string, is: Written['is'] = 'front'): Written {
  return { is, spans: sign(text) }
}

function frontOf({ title, logline, titlePage, targetSeconds, cast = [] }: Screenplay): Written[] {
  const rows: Written[] = []
  const add = (label: string, text: string) => {
    for (const row of paragraphsIn(text)) rows.push(front(`${label}：${row}`))
  }
  const name = oneRow(title)
  if (name !== '') rows.push(front(/[《》]/u.test(name) ? `剧名：${name}` : `《${name}》`, 'title'))
  for (const { key, values } of titlePage) add(key, values.join('，'))
  if (targetSeconds !== undefined && targetSeconds > 0 && targetSeconds < 1e6) {
    add('单集时长', `${targetSeconds}秒`)
  }
  add('一句话故事', logline)
  const told = cast.filter(({ notes }) => notes.trim() !== '')
  if (told.length > 0) rows.push(front('人物小传：'))
  for (const { name, notes } of told) {
    const [first = '', ...rest] = paragraphsIn(notes)
    rows.push(front(`${oneRow(name)}：${first}`), ...rest.map((row) => front(row)))
  }
  return rows
}

function paragraphsIn(text: string): readonly string[] {
  return text
    .split(/[\n\r\u2028\u2029]+/u)
    .map((row) => row.trim())
    .filter((row) => row !== '')
}

function oneRow(text: string): string {
  return paragraphsIn(text).join(' ')
}

function episodeParagraphs(episode: ScreenplayEpisode, number: number, writer: Writer): Written[] {
  const { title, summary, hook, beats, cliffhanger, unlock } = episode
  const called = oneRow(title)
  const name = called === '' ? `第${number}集` : `第${number}集：${called}`
  const rows: Written[] = [{ is: 'episode', spans: sign(name) }]
  for (const paragraph of paragraphsIn(summary)) {
    rows.push({ is: 'summary', spans: sign(`本集概要：${paragraph}`) })
  }
  let scenes = 0
  const segments: readonly (readonly [SegmentKind, ScreenplaySegment])[] = [
    ['hook', hook],
    ...beats.map((beat) => ['beat', beat] as const),
    ['cliffhanger', cliffhanger],
  ]
  for (const [at, [kind, segment]] of segments.entries()) {
    if (writer.marked) rows.push(...markOf(kind, segment.outline))
    const from = { episode: number - 1, segment: at }
    for (const { line, ...row } of scriptParagraphs(
      segment.lines,
      writer.dialect,
      writer.translations,
    )) {
      if (row.is !== 'scene-heading') {
        rows.push({ ...row, from: { ...from, line } })
        continue
      }
      scenes++
      const own = segment.lines[line]
      const derived = `${number}-${scenes}`
      const said = own ? headingParagraphs(own, derived, writer) : []
      rows.push(...said.map((each) => ({ ...each, from: { ...from, line } })))
    }
  }
  if (unlock) rows.push({ is: 'end', spans: sign('（付费点）') })
  return rows
}

const kinds: Readonly<Record<SegmentKind, string>> = {
  hook: '钩子',
  beat: '节拍',
  cliffhanger: '悬念',
}

function markOf(kind: SegmentKind, outline: string): Written[] {
  const [first = '', ...rest] = paragraphsIn(outline)
  const row = (text: string): Written => ({ is: 'segment', spans: sign(text) })
  return [
    row(first === '' ? `【${kinds[kind]}】` : `【${kinds[kind]}：${first}】`),
    ...rest.map((text) => row(`本场概要：${text}`)),
  ]
}

/// `【场次 3】`, `[3]`, `1.3`, `1-3场` as `1-3`; a number in words stays.
function tidyNumber(printed: string, derived: string): string {
  const [, first, second] = /(\d+)(?:\s*[-－–—.．]\s*(\d+[A-Za-z]?))?/u.exec(printed) ?? []
  if (first === undefined) return printed
  return second === undefined ? derived.replace(/\d+$/u, first) : `${first}-${second}`
}

/// A scene heading in the dialect; as it is written where its parts are not all there is to it.
function headingParagraphs(
  line: ScreenplayLine,
  derived: string,
  writer: Writer,
): readonly Written[] {
  for (const fresh of [writer.fresh, true]) {
    const rows = withNumber(line, derived, { ...writer, fresh })
    if (headerIn(textOf(rows[0]?.spans ?? [])) !== undefined) return rows
  }
  const words = textOf(line.spans).replace(/\s+/gu, ' ').trim()
  return [{ is: 'scene-heading', spans: sign(`【场景：${words}】`) }]
}

function withNumber(
  line: ScreenplayLine,
  derived: string,
  { dialect, fresh }: Writer,
): readonly Written[] {
  const text = textOf(line.spans).replace(/\s+/gu, ' ').trim()
  const printed = numberIn(text)?.trim()
  const kept = printed === undefined ? line.sceneNumber?.trim() : tidyNumber(printed, derived)
  const number = fresh ? derived : kept || derived
  const rest = text.slice(printed?.length ?? 0).trim()
  const { time, intro, place } = readHeading(text)
  const parts = [time, intro, place].map((part) => part?.text ?? '')
  const [when = '', side = '', where = ''] = parts
  const joined = (...words: readonly string[]) => words.filter((word) => word !== '').join(' ')
  const letters = (all: string) =>
    [...all.replace(/[\s，,、·|:：]|地点|场景|时间/gu, '')].sort().join('')
  const inOne = joined(number, when, side, where)
  const isWhole = /\p{Script=Han}/u.test(rest) && letters(parts.join('')) === letters(rest)
  const heading = (words: string): Written => ({ is: 'scene-heading', spans: sign(words) })
  if (!isWhole || headerIn(inOne) === undefined) return [heading(joined(number, rest))]
  const fact = (label: string, value: string): readonly Written[] =>
    value === '' ? [] : [{ is: 'general', spans: sign(`${label}：${value}`) }]
  switch (dialect.heading) {
    case 'time-first':
      return [heading(inOne)]
    case 'place-first':
      return [heading(joined(number, where, when, side))]
    case 'labelled':
      return [heading(number), ...fact('时', when), ...fact('景', joined(side, where))]
    case 'bracketed': {
      return [
        heading(`【场次 ${number}】`),
        ...fact('时间', when),
        ...fact('地点', joined(side, where)),
      ]
    }
  }
}
