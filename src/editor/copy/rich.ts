import type { DraftLine } from '../../shared/document/diff.ts'
import type { Element } from '../../shared/domain/element.ts'
import type { Span } from '../../shared/domain/line.ts'
import { type OwnLines, ownAttribute, writeOwn } from '../paste/own.ts'
import { type Dress, type Dressed, dressed } from './dress.ts'

/// Lines as rich text that Word, Google Docs and mail show as a script: everything is said on the
/// paragraphs themselves, because classes do not travel. With it goes the exact form that this
/// editor reads back.

/// Margins in points: before the paragraph, to its left, to its right.
type Margins = readonly [before: number, left: number, right: number]

const page: Readonly<Record<Element, Margins>> = {
  'scene-heading': [24, 0, 0],
  action: [12, 0, 0],
  character: [12, 144, 0],
  parenthetical: [0, 108, 108],
  dialogue: [0, 72, 72],
  transition: [12, 0, 0],
  shot: [12, 0, 0],
  lyric: [0, 72, 72],
  'on-screen-text': [12, 0, 0],
  general: [12, 0, 0],
}

const faces = {
  english: "'Courier Prime','Courier New',Courier,monospace",
  chinese: "'Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif",
}

export function writeRich(own: OwnLines, dress: Dress, page: Document): HTMLElement {
  const isPart = own.opens && own.lines.length === 1
  const whole = page.createElement(isPart ? 'span' : 'div')
  whole.setAttribute(ownAttribute, writeOwn(own))
  if (isPart) write(whole, (own.lines[0] as DraftLine).spans, page)
  else for (const line of dressed(own.lines, dress)) whole.append(paragraph(line, dress, page))
  return whole
}

function paragraph(line: Dressed, { isChinese }: Dress, page: Document): HTMLElement {
  const made = page.createElement('p')
  made.setAttribute('style', styleOf(line, isChinese))
  write(made, line.spans, page)
  if (line.spans.length === 0) made.append(page.createElement('br'))
  return made
}

function styleOf({ element, align }: Dressed, isChinese: boolean): string {
  const [before, left, right] = isChinese
    ? ([element === 'scene-heading' ? 12 : 3, 0, 0] as const)
    : page[element]
  const side = align ?? (element === 'transition' && !isChinese ? 'right' : undefined)
  return [
    `margin:${before}pt ${right}pt 0 ${left}pt`,
    `font:12pt ${isChinese ? faces.chinese : faces.english}`,
    ...(side ? [`text-align:${side}`] : []),
    ...(element === 'scene-heading' ? ['font-weight:bold'] : []),
    'white-space:pre-wrap',
  ].join(';')
}

function write(into: HTMLElement, spans: readonly Span[], page: Document): void {
  for (const { text, style } of spans) {
    let inner: HTMLElement | DocumentFragment = page.createDocumentFragment()
    for (const [i, row] of text.split('\n').entries()) {
      if (i > 0) inner.append(page.createElement('br'))
      inner.append(row)
    }
    for (const [name, tag] of tags) {
      if (!style[name]) continue
      const around = page.createElement(tag)
      around.append(inner)
      inner = around
    }
    into.append(inner)
  }
}

const tags = [
  ['strike', 's'],
  ['underline', 'u'],
  ['italic', 'em'],
  ['bold', 'strong'],
] as const
