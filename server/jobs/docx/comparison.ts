import type {
  ChangedField,
  Comparison,
  Hand,
  LineDraft,
  ScriptChange,
} from '../../../src/shared/domain/comparison.ts'
import { type Element, elements } from '../../../src/shared/domain/element.ts'
import { type Line, sameSpans, textOf } from '../../../src/shared/domain/line.ts'
import type { Series } from '../../../src/shared/domain/series.ts'
import type { Unreadable } from '../../../src/shared/format/reading.ts'
import type { Loss } from '../../../src/shared/format/screenplay.ts'
import { bookmarkOf, type Place } from './bookmark.ts'
import { draftIn } from './draft.ts'
import { indexOf, type SeriesIndex } from './known.ts'
import type { Manifest, ManifestLine } from './manifest.ts'
import { joinedSpans, mergeLine, mergeText } from './merge.ts'
import { type Placed, placedIn, type Region } from './regions.ts'
import { remarksIn } from './remarks.ts'
import { handsIn, settled } from './settled.ts'
import { speechIn } from './speech.ts'
import { titlePageText } from './titlepage.ts'
import { openWord } from './word.ts'

/// Holds a DOCX file of ours that has come back against the series as it stands: line by line, by
/// the hidden ids; each against what the file said when it was written, so that what the room has
/// written meanwhile is not taken for a change.
export function compareWord(bytes: Uint8Array, series: Series): Comparison | Unreadable {
  const file = openWord(bytes)
  if ('code' in file) return file
  const paragraphs = placedIn(settled(file.paragraphs))
  const now = indexOf(series)
  const known = paragraphs.some(({ regions }) => regions.some(({ place }) => isKnown(now, place)))
  if (!known || file.manifest?.lasting === false) return notOurs
  const comparing = new Comparing(now, file.manifest)
  const whereabouts = comparing.read(inPlace(paragraphs, comparing.base))
  comparing.missing()
  const { remarks, losses } = remarksIn(whereabouts, file.comments, now)
  return {
    changes: comparing.changes,
    remarks,
    losses: [...file.losses, ...comparing.losses, ...losses],
  }
}

const notOurs: Unreadable = {
  code: 'docx.other-series',
  message:
    'This file was not made from this series, or has lost the marks that tell its lines. Import it as a script of its own.',
}

const unmarked: Loss = {
  code: 'docx.unmarked',
  message:
    'The file has lost what it was made from: what the room has changed since shows as a change too, and removed lines do not show.',
}

function isKnown({ lines, episodes }: SeriesIndex, place: Place | undefined): boolean {
  if (place?.in === 'line' || place?.in === 'translation') return lines.has(place.line)
  return (place?.in === 'title' || place?.in === 'summary') && episodes.has(place.episode)
}

/// What the file said when it was written, by bookmark.
interface Base {
  readonly lines: ReadonlyMap<string, ManifestLine>
  readonly fields: ReadonlyMap<string, string>
}

function baseOf(manifest: Manifest | undefined): Base {
  const lines = new Map<string, ManifestLine>()
  const fields = new Map<string, string>()
  const field = (place: Place, text: string) => fields.set(bookmarkOf(place) ?? '', text)
  if (manifest) {
    field({ in: 'series', key: 'title' }, manifest.title)
    field({ in: 'series', key: 'logline' }, manifest.logline)
  }
  for (const { id, title, summary, segments } of manifest?.episodes ?? []) {
    field({ in: 'title', episode: id }, title)
    field({ in: 'summary', episode: id }, summary)
    for (const segment of segments) {
      for (const outline of segment.outlines) {
        field({ in: 'outline', segment: outline.id }, outline.text)
      }
      for (const line of segment.lines) lines.set(line.id, line)
    }
  }
  return { lines, fields }
}

/// Where Enter was pressed in front of a line, Word leaves its bookmark on the new, empty paragraph
/// or on what was typed there. The text says where the line is.
function inPlace(paragraphs: readonly Placed[], { lines }: Base): readonly Placed[] {
  const result = [...paragraphs]
  for (const [at, paragraph] of paragraphs.entries()) {
    const [region, second] = paragraph.regions
    const place = region?.place
    if (!region || second || place?.in !== 'line') continue
    const base = lines.get(place.line)
    if (!base || base.text === '' || base.text === region.text) continue
    for (let next = at + 1; next < paragraphs.length; next++) {
      const other = paragraphs[next]
      if (!other || other.regions.length > 0) break
      if (other.loose.text !== base.text) continue
      const { place: _, ...loose } = region
      result[at] = { ...paragraph, regions: [], loose }
      result[next] = { ...other, regions: [{ ...other.loose, place }] }
      break
    }
  }
  return result
}

/// A paragraph, and which of our texts it is about.
export interface Whereabouts {
  readonly region: Region
  readonly place: Place | undefined
}

/// What a change says of itself, whatever it changes.
type Facts<Change> = Change extends ScriptChange
  ? Omit<Change, 'id' | 'episode' | 'number'> & { readonly episode?: string }
  : never

class Comparing {
  readonly changes: ScriptChange[] = []
  readonly losses: Loss[] = []
  readonly base: Base
  readonly #now: SeriesIndex
  readonly #manifest: Manifest | undefined
  readonly #seen = new Set<string>()
  /// Fields, with what has been added to them in paragraphs of their own.
  readonly #fields = new Map<string, { place: Place; text: string; by: readonly Hand[] }>()
  /// The last of the new lines behind a known one that the series has already.
  #there: string | undefined
  /// Paragraphs of none of our texts right behind the one that is read.
  #cutOff: readonly Placed[] = []
  /// Those of them that the series has already.
  readonly #settled = new Set<Placed>()
  /// What a paragraph that is new follows.
  #behind: { line?: string; segment?: string; field?: string } = {}

  constructor(now: SeriesIndex, manifest: Manifest | undefined) {
    this.#now = now
    this.#manifest = manifest
    this.base = baseOf(manifest)
    if (!manifest) this.losses.push(unmarked)
  }

  read(paragraphs: readonly Placed[]): readonly Whereabouts[] {
    const whereabouts: Whereabouts[] = []
    for (const [at, paragraph] of paragraphs.entries()) {
      const { regions, loose, speech } = paragraph
      this.#cutOff = cutOff(paragraphs, at)
      for (const region of this.#together(regions)) {
        this.#region(region, paragraph)
        whereabouts.push({ region, place: region.place })
      }
      for (const region of regions.length === 0
        ? [alsoBy(loose, paragraphs[at - 1]?.cutBy)]
        : speech
          ? [speech]
          : []) {
        whereabouts.push({ region, place: this.#lastPlace })
        if (region.text.trim() === '' || this.#settled.has(paragraph)) continue
        this.#fresh(region, paragraph, speech === region)
      }
    }
    for (const { place, text, by } of this.#fields.values()) this.#field(place, text, by)
    return whereabouts
  }

  get #lastPlace(): Place | undefined {
    const { line, segment, field } = this.#behind
    if (field !== undefined) return this.#fields.get(field)?.place
    if (line !== undefined) return { in: 'line', line }
    return segment === undefined ? undefined : { in: 'segment', segment }
  }

  /// Lines that stood in paragraphs of their own and now share one: the first that says something
  /// has it all.
  #together(regions: readonly Region[]): readonly Region[] {
    const result: Region[] = []
    for (const region of regions) {
      const before = result.at(-1)
      if (
        before?.place?.in === 'line' &&
        region.place?.in === 'line' &&
        before.text !== '' &&
        region.text !== '' &&
        !this.#shared(before.place.line, region.place.line)
      ) {
        const by = [...before.by, ...region.by]
        result[result.length - 1] = {
          ...before,
          spans: joinedSpans([before.spans, region.spans]),
          text: before.text + region.text,
          by,
          anchors: [
            ...before.anchors,
            ...region.anchors.map((anchor) => ({
              ...anchor,
              offset: anchor.offset + before.text.length,
            })),
          ],
        }
        this.#gone.set(region.place.line, by)
        this.#joined.set(region.place.line, before.text + region.text)
      } else result.push(region)
    }
    return result
  }

  readonly #gone = new Map<string, readonly Hand[]>()
  /// What lines that were joined to the one before say together with it. Accepted once, the last
  /// line of a segment is the one that stays.
  readonly #joined = new Map<string, string>()

  /// What the file says of lines that the series has no more.
  readonly #orphans: { readonly draft: LineDraft; readonly isChanged: boolean }[] = []

  /// Whether a line says now what the file says of one that is gone: the line behind that was the
  /// last of its segment, and has been taken out.
  #hasTakenIn(line: Line): boolean {
    const at = this.#orphans.findIndex(({ draft }) => sameDraft(draft, draftOf(line)))
    return at >= 0 && this.#orphans.splice(at, 1).length > 0
  }

  #isJoined(line: string): boolean {
    const text = this.#joined.get(line)
    return text !== undefined && text === this.#now.lines.get(line)?.line.text
  }

  /// Whether two lines were written in one paragraph: a name and what is said.
  #shared(first: string, second: string): boolean {
    if (this.#manifest && this.#manifest.dress !== 'zh-Hans') return false
    const { lines } = this.#now
    const [a, b] = [first, second].map(
      (id) => (this.base.lines.get(id) ?? lines.get(id)?.line)?.element,
    )
    return (
      (a === 'character' && (b === 'parenthetical' || b === 'dialogue')) ||
      (a === 'parenthetical' && b === 'dialogue')
    )
  }

  #region(region: Region, paragraph: Placed): void {
    const { place, text, by } = region
    if (!place) return
    this.#there = undefined
    const bookmark = bookmarkOf(place) ?? ''
    if (this.#seen.has(bookmark)) {
      this.#fresh(region, paragraph, false)
      return
    }
    switch (place.in) {
      case 'line':
        // A line that says nothing any more is gone with its paragraph, unless that still stands.
        if (text === '' && paragraph.regions.length > 1 && this.#said(place.line) !== '') {
          this.#gone.set(place.line, by)
          return
        }
        this.#seen.add(bookmark)
        this.#behind = { line: place.line }
        this.#line(place.line, region, paragraph)
        return
      case 'translation':
        this.#seen.add(bookmark)
        this.#translation(place.line, region)
        return
      case 'segment':
        this.#behind = { segment: place.segment }
        this.#lost(text)
        return
      default: {
        this.#seen.add(bookmark)
        // A title is one line: what stands behind it is the start of the script.
        if (place.in === 'title') {
          const hook = this.#now.episodes.get(place.episode)?.episode.segments[0]
          this.#behind = hook ? { segment: hook.id } : {}
        } else {
          const segment = place.in === 'outline' ? { segment: place.segment } : {}
          this.#behind = { ...segment, field: bookmark }
        }
        this.#fields.set(bookmark, { place, text, by })
      }
    }
  }

  #said(line: string): string {
    return this.base.lines.get(line)?.text ?? this.#now.lines.get(line)?.line.text ?? ''
  }

  #line(id: string, { spans, text, by }: Region, paragraph: Placed): void {
    const found = this.#now.lines.get(id)
    const base = this.base.lines.get(id) ?? found?.line
    if (!base) {
      this.#lost(text)
      return
    }
    const was = draftOf(base)
    const said = sameSpans(spans, was.spans) ? was.spans : spans
    const theirs = draftIn(paragraph, said, was)
    if (!found) {
      const joined = [...this.#joined].some(([line, all]) => all === text && this.#isJoined(line))
      if (!joined) this.#orphans.push({ draft: theirs, isChanged: !sameDraft(was, theirs) })
      return
    }
    if (sameDraft(was, theirs)) return
    if (this.#isCutThere(found, theirs)) return
    const now = draftOf(found.line)
    const { next, contested } = mergeLine(was, now, theirs)
    if (sameDraft(now, next)) return
    this.#add({ what: 'line', line: id, was: now, next, by, contested, episode: found.episode })
  }

  /// Whether the series has the line in two already: accepted once, the last of the parts is the one
  /// that keeps the line's id.
  #isCutThere({ line, segment }: { line: Line; segment: string }, first: LineDraft): boolean {
    const lines = this.#now.scripts.get(segment) ?? []
    const last = lines.findIndex(({ id }) => id === line.id)
    const parts = [first]
    for (const [i, paragraph] of this.#cutOff.entries()) {
      parts.push(...draftsIn(paragraph.loose, paragraph, false))
      const from = last + 1 - parts.length
      const isThere = parts.every((part, k) => {
        const said = lines[from + k]
        return said && sameDraft(draftOf(said), part) && (said === line || !this.#wasThere(said.id))
      })
      if (!isThere) continue
      for (const each of this.#cutOff.slice(0, i + 1)) this.#settled.add(each)
      return true
    }
    return false
  }

  #translation(id: string, { text, by }: Region): void {
    const found = this.#now.lines.get(id)
    const base = this.base.lines.get(id) ?? found?.line
    const before = base?.translation ?? ''
    if (text === before) return
    if (!found || !base) {
      this.#lost(text)
      return
    }
    const now = draftOf(found.line)
    const { next, contested } = mergeText(before, now.translation ?? '', text)
    if (next === (now.translation ?? '')) return
    const { translation: _, ...rest } = now
    // A line may have changed twice: what it says, and its translation.
    const at = this.changes.findIndex((change) => change.what === 'line' && change.line === id)
    const own = this.changes[at]
    if (own?.what === 'line') {
      this.changes[at] = {
        ...own,
        next: { ...own.next, translation: next, translated: base.text },
        by: handsIn([...own.by, ...by]),
        contested: own.contested || contested,
      }
      return
    }
    // What whoever translated it had in front of them.
    const changed = next === '' ? rest : { ...rest, translation: next, translated: base.text }
    const { episode } = found
    this.#add({ what: 'line', line: id, was: now, next: changed, by, contested, episode })
  }

  #field(place: Place, text: string, by: readonly Hand[]): void {
    const field = fieldOf(place)
    const now = field && this.#fieldNow(field)
    if (!field || now === undefined) {
      this.#lost(text)
      return
    }
    const base = this.base.fields.get(bookmarkOf(place) ?? '') ?? now
    const bare = field.in === 'title' ? text.replace(/^\s*[:：]\s*/u, '') : text
    const theirs = bare.trim() === base.trim() ? base : bare
    const { next, contested } = mergeText(base, now, theirs)
    if (next === now) return
    const episode = this.#episodeOf(field)
    const where = episode === undefined ? {} : { episode }
    this.#add({ what: 'field', field, was: now, next, by, contested, ...where })
  }

  #fieldNow(field: ChangedField): string | undefined {
    const { series, episodes, outlines } = this.#now
    switch (field.in) {
      case 'series':
        return series[field.key]
      case 'title':
      case 'summary':
        return episodes.get(field.episode)?.episode[field.in]
      case 'outline':
        return outlines.get(field.segment)?.text
    }
  }

  #episodeOf(field: ChangedField): string | undefined {
    if (field.in === 'series') return undefined
    return field.in === 'outline' ? this.#now.outlines.get(field.segment)?.episode : field.episode
  }

  /// A paragraph that the file did not have: more of an outline or a summary, or a line of script.
  #fresh(region: Region, paragraph: Placed, isSpeech: boolean): void {
    const { role } = paragraph
    const { text, by } = region
    if (role === 'title-page') {
      const same = this.#manifest?.titlePage.some((entry) => titlePageText(entry) === text)
      if (this.#manifest && !same) this.#lost(text)
      return
    }
    const { field, line, segment } = this.#behind
    const open = field === undefined ? undefined : this.#fields.get(field)
    const isScript = role === 'speech' || isElement(role) || role?.startsWith('character')
    if (open && field !== undefined && !isScript) {
      this.#fields.set(field, {
        ...open,
        text: open.text === '' ? text : `${open.text}\n${text}`,
        by: handsIn([...open.by, ...by]),
      })
      return
    }
    const home = line === undefined ? undefined : this.#now.lines.get(line)
    const into = home?.segment ?? (segment === undefined ? undefined : this.#segment(segment))
    if (into === undefined || role === 'episode' || role === 'segment') {
      this.#lost(text)
      return
    }
    const episode = this.#now.segments.get(into)
    for (const next of draftsIn(region, paragraph, isSpeech)) {
      if (this.#isThere(next, into, home?.line.id)) continue
      this.#add({
        what: 'added',
        segment: into,
        ...(home && line !== undefined && { after: line }),
        next,
        by,
        contested: false,
        ...(episode !== undefined && { episode }),
      })
    }
  }

  /// Whether the series says a new line already, where it would come: the file is brought back a
  /// second time.
  #isThere(next: LineDraft, segment: string, behind: string | undefined): boolean {
    const lines = this.#now.scripts.get(segment) ?? []
    const after = this.#there ?? behind
    const at = after === undefined ? 0 : lines.findIndex(({ id }) => id === after) + 1
    const line = lines[at]
    if (!line || this.#wasThere(line.id) || !sameDraft(draftOf(line), next)) return false
    this.#there = line.id
    return true
  }

  #wasThere(line: string): boolean {
    return (this.base.lines.get(line)?.text ?? '') !== ''
  }

  /// The segment that shows another one now.
  #segment(id: string): string | undefined {
    return this.#now.segments.has(id) ? id : this.#now.outlines.get(id)?.segment
  }

  /// What the file said and says no more.
  missing(): void {
    const manifest = this.#manifest
    for (const { id: episode, segments } of manifest?.episodes ?? []) {
      for (const { lines } of segments) {
        for (const base of lines) {
          const bookmark = bookmarkOf({ in: 'line', line: base.id })
          const found = this.#now.lines.get(base.id)
          if (bookmark === undefined || this.#seen.has(bookmark)) continue
          if (!found || base.text === '' || this.#isJoined(base.id)) continue
          if (found.line.text !== base.text && this.#hasTakenIn(found.line)) continue
          const was = draftOf(found.line)
          this.#add({
            ...{ what: 'removed', line: base.id, was, by: this.#gone.get(base.id) ?? [] },
            contested: found.line.text !== base.text,
            episode: found.episode ?? episode,
          })
        }
      }
    }
    // The room has binned or deleted it meanwhile: what was written here must not go with it.
    for (const { draft, isChanged } of this.#orphans) if (isChanged) this.#lost(textOf(draft.spans))
  }

  #lost(text: string): void {
    if (text.trim() === '') return
    this.losses.push({
      code: 'docx.nowhere',
      message: `This stands where the series has nothing any more, and was not taken over: “${text}”`,
    })
  }

  #add(change: Facts<ScriptChange>): void {
    const { episode } = change
    const number = episode === undefined ? undefined : this.#now.episodes.get(episode)?.number
    const id = String(this.changes.length + 1)
    this.changes.push({ ...change, id, ...(number !== undefined && { number }) } as ScriptChange)
  }
}

/// Paragraphs of none of our texts right behind another.
function cutOff(paragraphs: readonly Placed[], at: number): readonly Placed[] {
  const to = paragraphs.findIndex(({ regions, loose }, i) => {
    return i > at && (regions.length > 0 || loose.text.trim() === '')
  })
  return paragraphs.slice(at + 1, to < 0 ? undefined : to)
}

function alsoBy(region: Region, hand: Hand | undefined): Region {
  return hand ? { ...region, by: handsIn([hand, ...region.by]) } : region
}

/// The lines that a new paragraph says.
function draftsIn({ spans }: Region, paragraph: Placed, isSpeech: boolean): readonly LineDraft[] {
  if (isSpeech) return [{ element: 'dialogue', spans }]
  return paragraph.role === 'speech' ? speechIn(spans) : [draftIn(paragraph, spans)]
}

function fieldOf(place: Place): ChangedField | undefined {
  switch (place.in) {
    case 'series':
    case 'title':
    case 'summary':
    case 'outline':
      return place
    default:
      return undefined
  }
}

function isElement(role: string | undefined): role is Element {
  return (elements as readonly (string | undefined)[]).includes(role)
}

function draftOf(line: Line | ManifestLine): LineDraft {
  const { id: _, text: __, ...draft } = line
  return draft
}

function sameDraft(a: LineDraft, b: LineDraft): boolean {
  return (
    a.element === b.element &&
    a.dual === b.dual &&
    a.align === b.align &&
    a.sceneNumber === b.sceneNumber &&
    (a.translation ?? '') === (b.translation ?? '') &&
    sameSpans(a.spans, b.spans)
  )
}
