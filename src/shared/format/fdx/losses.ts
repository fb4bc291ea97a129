import type { Loss } from '../screenplay.ts'
import { elementsOf, type XmlElement } from '../xml.ts'
import type { Draft } from './draft.ts'
import { isEpisodeOrSegment, isOutlineBody } from './headings.ts'
import type { FdxTitlePage } from './titlepage.ts'
import { firstOf } from './tree.ts'
import { elementOf, isOurs, type Paginated } from './types.ts'

interface Read {
  readonly root: XmlElement
  readonly drafts: readonly Draft[]
  readonly paginated: Paginated
  readonly page: FdxTitlePage
  readonly notes: number
}

/// What of a file is kept for the way out but does not show, and what had to be guessed. One loss
/// for each kind, at its first place.
export function lossesIn({ root, drafts, paginated, page, notes }: Read): readonly Loss[] {
  const losses = [...typeLosses(drafts, paginated)]
  const found = (code: string, is: (paragraph: XmlElement) => boolean, say: Say) => {
    const all = drafts.filter(({ paragraph }) => is(paragraph))
    if (all.length > 0) losses.push(loss(code, say(all.length), all[0]?.at))
  }
  found(
    'fdx.summary',
    (paragraph) => {
      const properties = firstOf(paragraph, 'SceneProperties')
      return properties !== undefined && firstOf(properties, 'Summary') !== undefined
    },
    (count) =>
      `Scenes with a summary: ${count}. They show as outlines where the script is divided at its scenes, and go back into Final Draft.`,
  )
  found(
    'fdx.omitted',
    (paragraph) => firstOf(paragraph, 'OmittedScene') !== undefined,
    (count) => `Omitted scenes: ${count}. They do not show, and go back into Final Draft.`,
  )
  found(
    'fdx.page-break',
    (paragraph) => paragraph.attributes.StartsNewPage === 'Yes',
    (count) => `Lines that begin a page: ${count}. They do so again in Final Draft, not here.`,
  )
  found(
    'fdx.revision',
    (paragraph) =>
      elementsOf(paragraph, 'Text').some(
        ({ attributes }) => Number(attributes.RevisionID ?? 0) > 0,
      ),
    (count) => `Lines with revision marks: ${count}. They show again in Final Draft, not here.`,
  )
  found(
    'fdx.look',
    (paragraph) => elementsOf(paragraph, 'Text').some(({ attributes }) => isDressed(attributes)),
    (count) =>
      `Lines with a look of their own (font, size, colour, capitals): ${count}. They have it again in Final Draft, not here.`,
  )
  if (notes > 0) {
    losses.push(
      loss(
        'fdx.script-notes',
        `Notes on the script: ${notes}. They become comments, and go back into Final Draft.`,
      ),
    )
  }
  const unanchored = firstOf(root, 'UnanchoredScriptNotes')
  if (unanchored && elementsOf(unanchored).length > 0) {
    const count = elementsOf(unanchored).length
    losses.push(
      loss(
        'fdx.unanchored',
        `Notes on no line: ${count}. They do not show, and go back into Final Draft.`,
      ),
    )
  }
  if (page.titlePage.length > 0) {
    losses.push(
      loss(
        'fdx.title-lines',
        'A title page of Final Draft’s does not say what its lines are: check title, author and contact.',
      ),
    )
  }
  return losses
}

type Say = (count: number) => string

function loss(code: string, message: string, at?: number): Loss {
  return { code, message, ...(at !== undefined && { at }) }
}

const sizes = new Set(['12', '12.0', '12.00'])

function isDressed({ Font, Color, Size, Style, Background }: XmlElement['attributes']): boolean {
  return (
    (Font !== undefined && !/courier/i.test(Font)) ||
    (Color !== undefined && !/^#0+$/.test(Color)) ||
    (Background !== undefined && !/^#F+$/i.test(Background)) ||
    (Size !== undefined && !sizes.has(Size)) ||
    /caps|hidden/i.test(Style ?? '')
  )
}

/// A type that is none of ours is shown as what it is laid out like, or as general.
function typeLosses(drafts: readonly Draft[], paginated: Paginated): readonly Loss[] {
  const counts = new Map<string, { count: number; at: number | undefined }>()
  let below = false
  for (const { paragraph, at, paired } of drafts) {
    const type = paragraph.attributes.Type
    const heading = !paired && isEpisodeOrSegment(paragraph)
    below = heading || (below && isOutlineBody(paragraph))
    if (isOurs(type) || below) continue
    const name = type ?? ''
    const known = counts.get(name)
    counts.set(name, { count: (known?.count ?? 0) + 1, at: known ? known.at : at })
  }
  return [...counts].map(([name, { count, at }]) => {
    const as = elementOf(name, paginated)
    const shown = as === 'general' ? 'general text' : as.replaceAll('-', ' ')
    const what = name === '' ? 'Paragraphs of no type' : `Paragraphs of type “${name}”`
    return loss('fdx.type', `${what}: ${count}. They show as ${shown} and keep their type.`, at)
  })
}
