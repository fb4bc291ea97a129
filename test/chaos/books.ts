import * as Y from 'yjs'
import { SeriesDocument } from '../../src/shared/document/seriesdocument.ts'
import type { Reread } from './disk.ts'
import { Extent } from './extent.ts'
import type { Page } from './page.ts'
import { around, wordsIn } from './words.ts'

/// What must be where, over all the pages of a stage: the promise, written down.
export class Books {
  /// Of pages that have been closed. What they had typed and was neither acknowledged nor seen may
  /// be gone with them, and they said so.
  readonly #acknowledged = new Extent()
  readonly #seen = new Extent()
  /// Every deletion that anybody has made.
  readonly #deletions = new Extent()
  #edits = 0
  #acknowledgements = 0

  close(page: Page): void {
    this.#acknowledged.include(page.acknowledged)
    this.#seen.include(page.seen)
    this.#deletions.include(page.own)
    this.#edits += page.edits
    this.#acknowledgements += page.acknowledgements
  }

  edits(pages: readonly Page[]): number {
    return pages.reduce((sum, page) => sum + page.edits, this.#edits)
  }

  acknowledgements(pages: readonly Page[]): number {
    return pages.reduce((sum, page) => sum + page.acknowledgements, this.#acknowledgements)
  }

  /// What has to be on disk from this moment on, whatever happens: what was acknowledged, what
  /// somebody saw of others, and what a page calls saved.
  demand(pages: readonly Page[]): Demand {
    const demands: [what: string, of: Extent][] = [
      ['acknowledged to a page now closed', this.#acknowledged.snapshot()],
      ['seen at a page now closed', this.#seen.snapshot()],
    ]
    for (const page of pages) {
      demands.push([`acknowledged to ${page.name}`, page.acknowledged.snapshot()])
      demands.push([`seen by ${page.name}`, page.seen.snapshot()])
      if (page.saysSaved) demands.push([`said to be saved at ${page.name}`, page.own.snapshot()])
    }
    return demands
  }

  /// What is wrong when everybody is back and at rest. `memory` is what the server gives somebody
  /// who comes with nothing.
  wrong(pages: readonly Page[], disk: Reread, memory: Uint8Array): readonly string[] {
    const wrong = [...lost(this.demand(pages), disk), ...misspelt(pages)]
    const onDisk = documentOf(disk.update)
    // Whoever closes a page that keeps no copy while its older words are on their way takes them
    // along: what it has sent of later ones waits for ever.
    const here = new Set(pages.flatMap(({ session }) => [...session.document.clients]))
    if (!isOnDisk(disk, memory)) wrong.push('the memory of the server is not what is on disk')
    for (const { name, session, own } of pages) {
      const lack = disk.extent.lacks(own)
      if (lack !== undefined) wrong.push(`typed by ${name} and missing: ${lack}`)
      if (!same(session.document.doc, onDisk)) wrong.push(`${name} shows something else`)
      const awaited = session.document.doc.store.pendingStructs?.missing.keys() ?? []
      const comes = [...awaited].filter((client) => here.has(client))
      if (comes.length > 0) wrong.push(`${name} waits for what somebody here has typed`)
    }
    const [deletions, known] = [new Extent(), new Extent()]
    deletions.include(this.#deletions)
    for (const { own, seen } of pages) {
      deletions.deleted.include(own.deleted)
      // For the letters: on disk, what is deleted has none.
      known.include(own)
      known.include(seen)
    }
    const unasked = known.lettersIn(deletions.deleted.lacking(disk.extent.deleted))
    if (unasked.size > 0) wrong.push(`nobody deleted ${known.spell(unasked)}`)
    wrong.push(...missingWords(pages, onDisk))
    onDisk.destroy()
    return wrong
  }

  /// All that must come to be on disk once everybody is back.
  everything(pages: readonly Page[]): Extent {
    const all = new Extent()
    for (const [, extent] of this.demand(pages)) all.include(extent)
    for (const { own } of pages) all.include(own)
    return all
  }

  replicasEqual(pages: readonly Page[]): boolean {
    return this.difference(pages) === undefined
  }

  difference([first, ...others]: readonly Page[]): string | undefined {
    if (!first) return undefined
    const { doc } = first.session.document
    const other = others.find(({ session }) => !alike(session.document.doc, doc))
    return other && `${first.name} and ${other.name}`
  }
}

/// What is asked of a disk.
export type Demand = readonly (readonly [what: string, of: Extent])[]

/// What a fresh process does not find on disk.
export function lost(demand: Demand, { extent }: Pick<Reread, 'extent'>): string[] {
  return demand.flatMap(([what, of]) => {
    const lack = extent.lacks(of)
    return lack === undefined ? [] : [`${what} and not on disk: ${lack}`]
  })
}

/// Whether a server has in memory what a fresh process reads from disk.
export function isOnDisk(disk: Pick<Reread, 'update'>, memory: Uint8Array): boolean {
  const [onDisk, inMemory] = [documentOf(disk.update), documentOf(memory)]
  const isSame = same(onDisk, inMemory)
  onDisk.destroy()
  inMemory.destroy()
  return isSame
}

/// What a reader of the finished series would miss.
function missingWords(pages: readonly Page[], doc: Y.Doc): readonly string[] {
  const document = new SeriesDocument(doc)
  const { series } = document.reading
  const shown = wordsIn(series)
  const wrong: string[] = []
  for (const page of pages) {
    for (const word of page.hands.flatMap(({ words }) => words)) {
      const count = shown.get(word) ?? 0
      const near = () => around(series, word)
      if (count !== 1) wrong.push(`${page.name} typed ${word}, shown ${count} times ${near()}`)
    }
  }
  document.destroy()
  return wrong.slice(0, 5)
}

export function misspelt(pages: readonly Page[]): readonly string[] {
  return pages.flatMap(({ name, misspelt: wrong }) => wrong.map((each) => `${name}: ${each}`))
}

function documentOf(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return doc
}

/// Whether two documents hold the same items and have the same of them deleted.
function alike(a: Y.Doc, b: Y.Doc): boolean {
  return Y.equalSnapshots(Y.snapshot(a), Y.snapshot(b))
}

/// And whether that comes out as the same text and values.
function same(a: Y.Doc, b: Y.Doc): boolean {
  return alike(a, b) && contentOf(a) === contentOf(b)
}

function contentOf(doc: Y.Doc): string {
  const names = ['series', 'episodes', 'segments', 'bodies', 'lines', 'cast', 'places']
  const bodies = [...doc.getMap('bodies')].map(([id, body]) => [
    id,
    body instanceof Y.Text ? body.toDelta() : null,
  ])
  return JSON.stringify([names.map((name) => sorted(doc.getMap(name).toJSON())), bodies.sort()])
}

/// By key, whatever the order in which the keys have come.
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.map(([key, each]) => [key, sorted(each)])
}
