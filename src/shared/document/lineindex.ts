import type * as Y from 'yjs'
import { asElement } from '../domain/element.ts'
import { type Line, sameLine, textOf } from '../domain/line.ts'
import { type BodyLine, readBody, spansOf } from './body.ts'
import { bodyOf, carriedKey, joinedKey, type Roots } from './roots.ts'
import { TranslationVersions } from './versions.ts'

/// The lines of all bodies, by segment and by id, kept up body by body.

/// A line as it stands in a body, with what has changed on it since it was born.
export interface IndexedLine {
  readonly line: Line
  readonly at: BodyLine
  readonly body: Y.Text
  /// Its line end is the last one before a mark or the end of the body. Such a line end is never
  /// deleted: the text in front of it would go over to the segment behind the mark.
  readonly closesRun: boolean
  /// Joined across the seam of two merged segments: to the first line of this segment, when it is
  /// what is shown next.
  readonly open: string | undefined
}

interface IndexedBody {
  readonly text: Y.Text
  readonly lines: readonly IndexedLine[]
  readonly bySegment: ReadonlyMap<string, readonly IndexedLine[]>
}

const nobody = ''

export class LineIndex {
  readonly translations: TranslationVersions
  readonly #roots: Roots
  readonly #bodies = new Map<string, IndexedBody>()
  /// Ids of the bodies in which a segment has lines, its own first, then by id.
  readonly #bodiesOf = new Map<string, readonly string[]>()
  readonly #homes = new Map<string, { readonly body: string; readonly segment: string }>()
  /// The body whose line has the right to an id, and the other bodies that use the same id.
  readonly #owners = new Map<string, string>()
  readonly #rivals = new Map<string, Set<string>>()
  readonly #stale = new Set<string>()
  readonly #carrying = new Set<string>()

  constructor(roots: Roots) {
    this.#roots = roots
    this.translations = new TranslationVersions(roots.lines, (line) => this.#homes.has(line))
    for (const key of roots.lines.keys()) this.#noteCarried(key)
    for (const id of roots.bodies.keys()) this.#stale.add(id)
    this.refresh()
  }

  touchBody(id: string): void {
    this.#stale.add(id)
  }

  /// A key of the root `lines` has changed.
  touchAttribute(key: string): void {
    this.#noteCarried(key)
    const line = key.slice(0, key.lastIndexOf('.'))
    for (const each of [line, ...this.translations.touch(key)]) this.#touchLine(each)
  }

  #touchLine(id: string): void {
    const home = this.#homes.get(id)
    if (home) this.#stale.add(home.body)
  }

  /// Whether a format has left something with a line, by its id, or with one that was joined into it.
  isCarrying(line: string): boolean {
    return this.#carrying.has(line)
  }

  #noteCarried(key: string): void {
    const at = key.indexOf(`.${carriedKey}`)
    if (at > 0) this.#carrying.add(key.slice(0, at))
    const heir = key.endsWith(`.${joinedKey}`) ? this.#roots.lines.get(key) : undefined
    if (typeof heir === 'string') this.#carrying.add(heir)
  }

  /// Reads again what has changed; gives back the segments whose lines are no longer the same.
  refresh(): ReadonlySet<string> {
    const changed = new Set<string>()
    for (const id of this.#stale) {
      this.#stale.delete(id)
      this.#readAgain(id, changed)
    }
    return changed
  }

  /// The lines of segments, end to end.
  linesOf(segments: readonly string[]): readonly IndexedLine[] {
    return segments.flatMap((segment) =>
      (this.#bodiesOf.get(segment) ?? []).flatMap(
        (body) => this.#bodies.get(body)?.bySegment.get(segment) ?? [],
      ),
    )
  }

  /// The ids of the bodies in which segments have lines.
  bodiesOf(segments: readonly string[]): readonly string[] {
    return segments.flatMap((segment) => this.#bodiesOf.get(segment) ?? [])
  }

  segmentOf(lineId: string): string | undefined {
    return this.#homes.get(lineId)?.segment
  }

  segmentsIn(text: Y.Text): readonly string[] {
    const id = text._item?.parentSub
    const body = id ? this.#bodies.get(id) : undefined
    return body?.text === text ? [...body.bySegment.keys()] : []
  }

  /// Lines that no segment shows: in front of any mark, or behind the mark of a segment that does
  /// not exist. By an id for each such run, in the order of the ids.
  strayLines(exists: (segment: string) => boolean): [string, readonly Line[]][] {
    const stray: [string, readonly Line[]][] = []
    for (const [segment, bodies] of this.#bodiesOf) {
      if (segment !== nobody && exists(segment)) continue
      for (const id of bodies) {
        const lines = this.#bodies.get(id)?.bySegment.get(segment) ?? []
        if (lines.some(({ line }) => line.text !== '')) {
          stray.push([`${id}/${segment}`, lines.map(({ line }) => line)])
        }
      }
    }
    return stray.sort(([a], [b]) => (a < b ? -1 : 1))
  }

  #readAgain(id: string, changed: Set<string>): void {
    const before = this.#bodies.get(id)
    const text = bodyOf(this.#roots, id)
    const after = text ? this.#index(id, text, before) : undefined
    if (after) this.#bodies.set(id, after)
    else this.#bodies.delete(id)
    this.#settleIds(id, before, after)
    const segments = new Set([
      ...(before?.bySegment.keys() ?? []),
      ...(after?.bySegment.keys() ?? []),
    ])
    for (const segment of segments) {
      const old = before?.bySegment.get(segment)
      const now = after?.bySegment.get(segment)
      if (!old || !now) this.#settleBodiesOf(segment, id, now !== undefined)
      if (!old || !now || !sameLines(old, now)) changed.add(segment)
    }
  }

  #index(id: string, text: Y.Text, before: IndexedBody | undefined): IndexedBody {
    const { lines, marks } = readBody(text)
    const known = new Map(before?.lines.map(({ line }) => [line.id, line]))
    const taken = new Set<string>()
    const bySegment = new Map<string, IndexedLine[]>()
    const indexed: IndexedLine[] = []
    let mark = 0
    for (const [i, at] of lines.entries()) {
      const lineId = this.#idFor(at.rawId, id, taken)
      const next = lines[i + 1]
      while (mark < marks.length && (marks[mark]?.at ?? 0) < at.end) mark++
      const closesRun = next === undefined || (marks[mark]?.at ?? Infinity) < next.end
      const line = this.#line(lineId, at)
      const old = known.get(lineId)
      const entry: IndexedLine = {
        line: old && sameLine(old, line) ? old : line,
        at,
        body: text,
        closesRun,
        open: closesRun && at.rawId !== undefined ? this.#openTo(lineId) : undefined,
      }
      indexed.push(entry)
      const segment = at.segment ?? nobody
      const list = bySegment.get(segment)
      if (list) list.push(entry)
      else bySegment.set(segment, [entry])
    }
    return { text, lines: indexed, bySegment }
  }

  /// The id a line goes by. An id that occurs twice is told apart: the first in the body of the
  /// least id keeps it.
  #idFor(rawId: string | undefined, body: string, taken: Set<string>): string {
    if (rawId === undefined) return `~${body}`
    const owner = this.#owners.get(rawId)
    if (owner !== undefined && owner !== body) {
      const rivals = this.#rivals.get(rawId) ?? new Set([owner])
      rivals.add(body)
      this.#rivals.set(rawId, rivals)
      if (body < owner) {
        this.#owners.set(rawId, body)
        this.#stale.add(owner)
      }
    } else if (owner === undefined) this.#owners.set(rawId, body)
    const base = this.#owners.get(rawId) === body ? rawId : `${rawId}~${body}`
    let id = base
    for (let n = 2; taken.has(id); n++) id = `${base}~${n}`
    taken.add(id)
    return id
  }

  #line(id: string, { born, pieces }: BodyLine): Line {
    const element = this.#attribute(id, 'element')
    const dual = this.#attribute(id, 'dual')
    const seconds = this.#attribute(id, 'seconds')
    const sceneSeconds = this.#attribute(id, 'sceneSeconds')
    const sceneNumber = this.#attribute(id, 'sceneNumber')
    const translation = this.translations.of(id)
    const translated = this.#attribute(id, 'translated')
    const spans = spansOf(pieces)
    return {
      id,
      element: asElement(element ?? (born === '' ? 'action' : born)),
      spans,
      text: textOf(spans),
      ...(dual === 'left' || dual === 'right' ? { dual } : {}),
      ...(this.#attribute(id, 'align') === 'center' ? { align: 'center' as const } : {}),
      ...(isSeconds(seconds) ? { seconds } : {}),
      ...(isSeconds(sceneSeconds) ? { sceneSeconds } : {}),
      ...(typeof sceneNumber === 'string' ? { sceneNumber } : {}),
      ...(translation === undefined ? {} : { translation }),
      ...(typeof translated === 'string' ? { translated } : {}),
    }
  }

  #openTo(id: string): string | undefined {
    const segment = this.#attribute(id, 'open')
    return typeof segment === 'string' ? segment : undefined
  }

  #attribute(id: string, name: string): unknown {
    return this.#roots.lines.get(`${id}.${name}`)
  }

  #settleIds(id: string, before: IndexedBody | undefined, after: IndexedBody | undefined): void {
    const kept = new Set(after?.lines.map(({ at }) => at.rawId))
    for (const { line, at } of before?.lines ?? []) {
      if (this.#homes.get(line.id)?.body === id) this.#homes.delete(line.id)
      if (at.rawId === undefined || kept.has(at.rawId)) continue
      const rivals = this.#rivals.get(at.rawId)
      rivals?.delete(id)
      if (this.#owners.get(at.rawId) !== id) continue
      const heir = rivals && [...rivals].sort()[0]
      if (heir === undefined) this.#owners.delete(at.rawId)
      else {
        this.#owners.set(at.rawId, heir)
        this.#stale.add(heir)
      }
    }
    for (const { line, at } of after?.lines ?? []) {
      this.#homes.set(line.id, { body: id, segment: at.segment ?? nobody })
    }
    this.#settleJoined(before, after)
  }

  /// A line that has come or gone may have been joined into another, which reads its translation
  /// while it is gone.
  #settleJoined(before: IndexedBody | undefined, after: IndexedBody | undefined): void {
    if (!this.translations.areJoined) return
    const now = new Set(after?.lines.map(({ line }) => line.id))
    const old = new Set(before?.lines.map(({ line }) => line.id))
    const differing = [
      ...[...old].filter((id) => !now.has(id)),
      ...[...now].filter((id) => !old.has(id)),
    ]
    for (const id of differing) {
      const [, ...heirs] = this.translations.readers(id)
      for (const heir of heirs) this.#touchLine(heir)
    }
  }

  #settleBodiesOf(segment: string, body: string, present: boolean): void {
    const others = (this.#bodiesOf.get(segment) ?? []).filter((id) => id !== body)
    const bodies = present ? [...others, body] : others
    const rank = (id: string) => (id === segment ? `0${id}` : `1${id}`)
    bodies.sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
    if (bodies.length > 0) this.#bodiesOf.set(segment, bodies)
    else this.#bodiesOf.delete(segment)
  }
}

function sameLines(a: readonly IndexedLine[], b: readonly IndexedLine[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ line, open }, i) => line === b[i]?.line && open === b[i]?.open)
  )
}

function isSeconds(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value < 86_400
}
