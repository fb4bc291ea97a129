import type { TitlePageEntry } from '../screenplay.ts'
import { elementsOf, type XmlElement, xmlElement } from '../xml.ts'
import { plainText, rewritten, runsOf, spansOf } from './runs.ts'
import { firstOf, withChildren } from './tree.ts'

/// Final Draft's title page is a page of paragraphs without names. The first that says anything is
/// the title; what the others are is told by their words and by where they stand.

export interface FdxTitlePage {
  readonly title: string
  readonly titlePage: readonly TitlePageEntry[]
}

export function readTitlePage(element: XmlElement | undefined): FdxTitlePage {
  const blocks = element ? blocksOf(paragraphsOf(element)) : []
  const [title, ...first] = blocks[0]?.texts ?? []
  const rest = blocks.slice(1)
  if (first.length > 0) rest.unshift({ texts: first, centred: blocks[0]?.centred ?? true })
  const entries: { key: string; values: string[] }[] = []
  for (const { texts, centred } of rest) {
    const [words = '', ...below] = texts
    const last = entries.at(-1)
    if (credit.test(words)) {
      entries.push({ key: 'Credit', values: [words] })
      if (below.length > 0) entries.push({ key: 'Author', values: below })
    } else if (last?.key === 'Credit' && centred)
      entries.push({ key: 'Author', values: [...texts] })
    else entries.push({ key: keyOf(texts.join('\n')), values: [...texts] })
  }
  return { title: title ?? '', titlePage: entries }
}

function paragraphsOf(element: XmlElement): readonly XmlElement[] {
  const content = firstOf(element, 'Content')
  return content ? elementsOf(content, 'Paragraph') : []
}

interface Block {
  readonly texts: string[]
  readonly centred: boolean
}

/// Lines that stand together.
function blocksOf(paragraphs: readonly XmlElement[]): Block[] {
  const blocks: Block[] = []
  let open: Block | undefined
  for (const paragraph of paragraphs) {
    const texts = plainText(paragraph).split('\n')
    const centred = paragraph.attributes.Alignment === 'Center'
    if (open?.centred !== centred) open = undefined
    for (const text of texts.map((words) => words.trim())) {
      if (text === '') open = undefined
      else if (open) open.texts.push(text)
      else {
        open = { texts: [text], centred }
        blocks.push(open)
      }
    }
  }
  return blocks
}

const credit = /^(?:(?:\S+ ){0,4}by|编剧|作者)[:：]?$/i

function keyOf(text: string): string {
  if (/copyright|©|\(c\) ?\d{4}|版权/i.test(text)) return 'Copyright'
  if (/^(?:based on|from the|adapted from|改编自)/i.test(text)) return 'Source'
  if (/@|contact|phone|\btel\b|联系|电话|\d{3}[-. ]\d{4}/i.test(text)) return 'Contact'
  return /draft|revis|version|稿|\d{4}[-/年]|\d[-/.]\d/i.test(text) ? 'Draft date' : 'Notes'
}

/// A title page that says this. `kept` is the one it was read from: it stays as it was where it says
/// the same, and where only the title is another the rest of it does.
export function writeTitlePage(
  page: FdxTitlePage,
  kept: XmlElement | undefined,
): XmlElement | undefined {
  if (kept) {
    const read = readTitlePage(kept)
    const sameEntries = JSON.stringify(read.titlePage) === JSON.stringify(page.titlePage)
    if (sameEntries && read.title === page.title) return kept
    const at = paragraphsOf(kept).find((each) => plainText(each).trim() === read.title)
    if (sameEntries && at && read.title !== '') {
      const style = spansOf(at)[0]?.style ?? {}
      const titled = rewritten(at, page.title === '' ? [] : [{ text: page.title, style }])
      return replaced(kept, (content) =>
        content.children.map((child) => (child === at ? titled : child)),
      )
    }
    return replaced(kept, () => paragraphs(page))
  }
  if (page.title === '' && page.titlePage.length === 0) return undefined
  return xmlElement('TitlePage', {}, [xmlElement('Content', {}, paragraphs(page))])
}

function replaced(
  titlePage: XmlElement,
  children: (content: XmlElement) => XmlElement['children'],
): XmlElement {
  return withChildren(
    titlePage,
    titlePage.children.map((child) =>
      typeof child !== 'string' && child.name === 'Content'
        ? withChildren(child, children(child))
        : child,
    ),
  )
}

const central = ['credit', 'author', 'authors', 'source']
/// Blank lines above the title: a third of a page.
const above = 16

function paragraphs({ title, titlePage }: FdxTitlePage): readonly XmlElement[] {
  const isCentral = ({ key }: TitlePageEntry) => central.includes(key.toLowerCase())
  const blank = (alignment: string) => line('', alignment)
  const group = (entries: readonly TitlePageEntry[], alignment: string) =>
    entries.flatMap(({ values }) => [
      blank(alignment),
      ...values.map((value) => line(value, alignment)),
    ])
  return [
    ...Array.from({ length: above }, () => blank('Center')),
    line(title, 'Center'),
    ...group(titlePage.filter(isCentral), 'Center'),
    blank('Center'),
    ...group(
      titlePage.filter((entry) => !isCentral(entry)),
      'Left',
    ),
  ]
}

function line(text: string, alignment: string): XmlElement {
  const runs = text === '' ? [] : runsOf([{ text, style: {} }])
  return xmlElement('Paragraph', { Alignment: alignment, Type: 'General' }, runs)
}
