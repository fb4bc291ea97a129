import type { DraftLine } from '../../shared/document/diff.ts'
import type { Element } from '../../shared/domain/element.ts'
import { type Dress, type Dressed, dressed } from './dress.ts'

/// Lines as plain text that looks like a script: the indents of its page in columns of a tenth of an
/// inch, counted from where action stands; an empty line between what is apart.
export function writePlain(lines: readonly DraftLine[], dress: Dress): string {
  const [only] = lines
  if (only && lines.length === 1) return textOf(only)
  let text = ''
  let before: Dressed | undefined
  for (const paragraph of dressed(lines, dress)) {
    if (before) text += gap(before, paragraph, dress)
    text += dress.isChinese ? textOf(paragraph) : indented(paragraph)
    before = paragraph
  }
  return text
}

const indents: Partial<Record<Element, number>> = {
  character: 20,
  parenthetical: 15,
  dialogue: 10,
  lyric: 10,
}

/// Columns of a line of action; a transition ends with it.
const width = 61

function indented(paragraph: Dressed): string {
  const { element, align } = paragraph
  return textOf(paragraph)
    .split('\n')
    .map((row) => {
      const room = Math.max(width - row.length, 0)
      const left = element === 'transition' ? room : align ? room >> 1 : (indents[element] ?? 0)
      return row === '' ? '' : ' '.repeat(left) + row
    })
    .join('\n')
}

function gap(before: Dressed, { element }: Dressed, { isChinese }: Dress): string {
  if (isChinese) return element === 'scene-heading' ? '\n\n' : '\n'
  const isSpoken = element === 'dialogue' || element === 'parenthetical'
  if (isSpoken && before.element !== 'action') return '\n'
  return element === 'lyric' && before.element === 'lyric' ? '\n' : '\n\n'
}

function textOf({ spans }: Pick<Dressed, 'spans'>): string {
  return spans.map(({ text }) => text).join('')
}
