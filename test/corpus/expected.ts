import { type Span, textOf } from '../../src/shared/domain/line.ts'
import { type Block, readBlocks } from '../../src/shared/format/fountain/blocks.ts'
import { readEmphasis } from '../../src/shared/format/fountain/emphasis.ts'
import { fileLines, sourceLines } from '../../src/shared/format/fountain/source.ts'
import { readTitlePage } from '../../src/shared/format/fountain/titlepage.ts'

/// Another program's idea of a Fountain file, as it lies beside the file: a row for each element,
/// `KIND:"text"` and what is special about it. Both are brought to rows that say the same where they
/// mean the same: emphasis as plain text, paragraphs of one kind that follow each other as one,
/// brackets of parentheticals left out.

export interface Row {
  readonly kind: string
  readonly text: string
}

const entry =
  /^(?:\[\[\d+\]\]|\/\*\d+\*\/)?([A-Z]+):"([\s\S]*?)"((?: "\([^"\n]*\)")?(?: \([^"\n]*\))?(?: tags:\S*)?)$(?=\n\S|(?![\s\S]))/gm

/// The rows of an expected parse.
export function expectedRows(source: string): readonly Row[] {
  const all = [...source.matchAll(entry)].map(([, kind = '', text = '', rest = '']) => ({
    kind,
    text,
    rest,
  }))
  const asides = (kind: string) => all.filter((row) => row.kind === kind).map(({ text }) => text)
  const notes = asides('NOTE')
  const boneyards = asides('BONEYARD')
  const whole = (text: string) =>
    text
      .replace(/\[\[(\d+)\]\]/g, (_, n) => `[[${notes[Number(n)]}]]`)
      .replace(/\/\*(\d+)\*\//g, (_, n) => `/*${boneyards[Number(n)]}*/`)
  const rows = all
    .filter(({ kind }) => kind !== 'NOTE' && kind !== 'BONEYARD')
    .map(({ kind, text, rest }): Row => {
      const said = textOf(readEmphasis(whole(text)))
      if (kind === 'TITLEENTRY') {
        const [, key = '', value = ''] = /^(.*?)":"([\s\S]*)$/.exec(text) ?? []
        return { kind, text: `${key}: ${textOf(readEmphasis(value))}` }
      }
      if (rest.includes('(centered)')) return { kind: 'CENTERED', text: said }
      if (kind === 'CHARACTER') {
        const extension = / "(\(.*?\))"/.exec(rest)?.[1] ?? ''
        return { kind, text: `${said} ${extension}${rest.endsWith('(Dual)') ? ' ^' : ''}` }
      }
      return { kind, text: `${said}${rest.replace(/ tags:\S*/, '')}` }
    })
  return tidy(rows)
}

/// The rows of a file as Ninety reads it.
export function ourRows(source: string): readonly Row[] {
  const lines = fileLines(source)
  const page = readTitlePage(lines, 0)
  const title = page?.title === undefined ? [] : [{ key: 'Title', values: [page.title] }]
  const entries = [...title, ...(page?.entries ?? [])].map(({ key, values }) => ({
    kind: 'TITLEENTRY',
    text: `${key}: ${textOf(readEmphasis(values.join(' ')))}`,
  }))
  return tidy([...entries, ...readBlocks(sourceLines(lines, page?.end ?? 0).lines).map(rowOf)])
}

const kinds: { readonly [element: string]: string } = {
  'scene-heading': 'HEADING',
  action: 'ACTION',
  character: 'CHARACTER',
  parenthetical: 'PARENTHETICAL',
  dialogue: 'DIALOGUE',
  transition: 'TRANSITION',
  lyric: 'LYRIC',
}

function rowOf(block: Block): Row {
  if (block.kind === 'section') return { kind: 'SECTION', text: `${block.text} (${block.level})` }
  if (block.kind === 'synopsis') return { kind: 'SYNOPSIS', text: block.text }
  if (block.kind === 'facts') return { kind: 'ACTION', text: block.source }
  const { element, spans, align, dual, sceneNumber } = block.line
  const text = textOf(spans)
  if (align) return { kind: 'CENTERED', text }
  if (element === 'general' && /^={3,}$/.test(text)) return { kind: 'PAGEBREAK', text: '' }
  if (element === 'parenthetical') return { kind: 'PARENTHETICAL', text: text.slice(1, -1) }
  const number = sceneNumber ? ` (${sceneNumber})` : ''
  const pair = dual === 'right' ? ' ^' : ''
  return { kind: kinds[element] ?? 'ACTION', text: `${text}${number}${pair}` }
}

/// Kinds whose paragraphs are one where they follow each other: programs differ in where they cut.
const run: ReadonlySet<string> = new Set(['ACTION', 'DIALOGUE', 'CENTERED', 'LYRIC'])

function tidy(rows: readonly Row[]): readonly Row[] {
  const result: Row[] = []
  for (const { kind, text } of rows) {
    const words = text.replace(/\s+/g, ' ').trim()
    const last = result.at(-1)
    if (words === '' && kind !== 'PAGEBREAK') continue
    if (last?.kind === kind && run.has(kind)) {
      result[result.length - 1] = { kind, text: `${last.text} ${words}` }
    } else result.push({ kind, text: words })
  }
  return result
}

/// The emphasis of a text as tags, as another program wrote it.
export function emphasisTags(source: string): string {
  return fileLines(source)
    .map((line) => readEmphasis(line).map(tagged).join(''))
    .join('\n')
}

function tagged({ text, style }: Span): string {
  const names = { bold: 'b', italic: 'i', underline: 'u' } as const
  const on = (['bold', 'italic', 'underline'] as const).filter((name) => style[name])
  return on.reduceRight((inner, name) => tagIn(names[name], inner), text)
}

function tagIn(tag: string, inner: string): string {
  return `<${tag}>${inner}</${tag}>`
}

/// What only one of two lists of rows has, in order: the longest common part is left out.
export function differences(
  expected: readonly string[],
  ours: readonly string[],
): { readonly expected: readonly string[]; readonly ours: readonly string[] } {
  const lengths = expected.map(() => new Array<number>(ours.length + 1).fill(0))
  lengths.push(new Array<number>(ours.length + 1).fill(0))
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0
  for (let i = expected.length - 1; i >= 0; i--) {
    for (let j = ours.length - 1; j >= 0; j--) {
      const row = lengths[i] as number[]
      row[j] = expected[i] === ours[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const onlyExpected: string[] = []
  const onlyOurs: string[] = []
  let i = 0
  let j = 0
  while (i < expected.length || j < ours.length) {
    if (i < expected.length && j < ours.length && expected[i] === ours[j]) {
      i++
      j++
    } else if (j >= ours.length || (i < expected.length && at(i + 1, j) >= at(i, j + 1))) {
      onlyExpected.push(expected[i++] as string)
    } else onlyOurs.push(ours[j++] as string)
  }
  return { expected: onlyExpected, ours: onlyOurs }
}
