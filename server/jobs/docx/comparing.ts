import type { Hand } from '../../../src/shared/domain/comparison.ts'
import { type Element, elements } from '../../../src/shared/domain/element.ts'
import { sameSpans } from '../../../src/shared/domain/line.ts'
import { Arrived } from './arrived.ts'
import { type Base, baseOf } from './base.ts'
import { bookmarkOf, type Place } from './bookmark.ts'
import { draftIn, draftOf, draftsIn, sameDraft } from './draft.ts'
import { cutOff } from './enter.ts'
import { episodeOf, fieldNow, fieldOf } from './field.ts'
import { Findings } from './findings.ts'
import { Joining } from './joining.ts'
import type { SeriesIndex } from './known.ts'
import type { Manifest } from './manifest.ts'
import { mergeLine, mergeText } from './merge.ts'
import type { Placed, Region } from './regions.ts'
import { handsIn } from './settled.ts'
import { titlePageText } from './titlepage.ts'

/// A paragraph, and which of our texts it is about.
export interface Whereabouts {
  readonly region: Region
  readonly place: Place | undefined
}

/// Reads the paragraphs of a file in their order and finds what each changes.
export class Comparing {
  readonly findings: Findings
  readonly base: Base
  readonly #now: SeriesIndex
  readonly #manifest: Manifest | undefined
  readonly #joining: Joining
  readonly #arrived: Arrived
  readonly #seen = new Set<string>()
  /// Fields, with what has been added to them in paragraphs of their own.
  readonly #fields = new Map<string, { place: Place; text: string; by: readonly Hand[] }>()
  /// Paragraphs of none of our texts right behind the one that is read.
  #cutOff: readonly Placed[] = []
  /// What a paragraph that is new follows.
  #behind: { line?: string; segment?: string; field?: string } = {}

  constructor(now: SeriesIndex, manifest: Manifest | undefined) {
    this.#now = now
    this.#manifest = manifest
    this.base = baseOf(manifest)
    this.findings = new Findings(now)
    this.#joining = new Joining(now)
    this.#arrived = new Arrived(now, this.base)
  }

  read(paragraphs: readonly Placed[]): readonly Whereabouts[] {
    const whereabouts: Whereabouts[] = []
    for (const [at, paragraph] of paragraphs.entries()) {
      const { regions, loose, speech } = paragraph
      this.#cutOff = cutOff(paragraphs, at)
      const shared = (first: string, second: string) => this.#shared(first, second)
      for (const region of this.#joining.together(regions, shared)) {
        this.#region(region, paragraph)
        whereabouts.push({ region, place: region.place })
      }
      for (const region of regions.length === 0
        ? [alsoBy(loose, paragraphs[at - 1]?.cutBy)]
        : speech
          ? [speech]
          : []) {
        whereabouts.push({ region, place: this.#lastPlace })
        if (region.text.trim() === '' || this.#arrived.has(paragraph)) continue
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
    this.#arrived.begin(place.in === 'line' && text === '')
    const bookmark = bookmarkOf(place) ?? ''
    if (this.#seen.has(bookmark)) {
      this.#fresh(region, paragraph, false)
      return
    }
    switch (place.in) {
      case 'line':
        // A line that says nothing any more is gone with its paragraph, unless that still stands.
        if (text === '' && paragraph.regions.length > 1 && this.#said(place.line) !== '') {
          this.#joining.emptied(place.line, by)
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
        this.findings.lost(text)
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
      this.findings.lost(text)
      return
    }
    const was = draftOf(base)
    const said = sameSpans(spans, was.spans) ? was.spans : spans
    const shown = paragraph.behindGone ? { ...paragraph, role: undefined } : paragraph
    const theirs = draftIn(shown, said, was)
    if (!found) {
      this.#joining.orphaned(theirs, !sameDraft(was, theirs))
      return
    }
    if (sameDraft(was, theirs)) return
    if (this.#arrived.isCutThere(found, theirs, this.#cutOff)) return
    const now = draftOf(found.line)
    const { next, contested } = mergeLine(was, now, theirs)
    if (sameDraft(now, next)) return
    this.findings.add({
      what: 'line',
      line: id,
      was: now,
      next,
      by,
      contested,
      episode: found.episode,
    })
  }

  #translation(id: string, { text, by }: Region): void {
    const found = this.#now.lines.get(id)
    const base = this.base.lines.get(id) ?? found?.line
    const before = base?.translation ?? ''
    if (text === before) return
    if (!found || !base) {
      this.findings.lost(text)
      return
    }
    const now = draftOf(found.line)
    const { next, contested } = mergeText(before, now.translation ?? '', text)
    if (next === (now.translation ?? '')) return
    const { translation: _, ...rest } = now
    // A line may have changed twice: what it says, and its translation.
    const at = this.findings.changes.findIndex(
      (change) => change.what === 'line' && change.line === id,
    )
    const own = this.findings.changes[at]
    if (own?.what === 'line') {
      this.findings.changes[at] = {
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
    this.findings.add({ what: 'line', line: id, was: now, next: changed, by, contested, episode })
  }

  #field(place: Place, text: string, by: readonly Hand[]): void {
    const field = fieldOf(place)
    const now = field && fieldNow(this.#now, field)
    if (!field || now === undefined) {
      this.findings.lost(text)
      return
    }
    const base = this.base.fields.get(bookmarkOf(place) ?? '') ?? now
    const bare = field.in === 'title' ? text.replace(/^\s*[:：]\s*/u, '') : text
    const theirs = bare.trim() === base.trim() ? base : bare
    const { next, contested } = mergeText(base, now, theirs)
    if (next === now) return
    const episode = episodeOf(this.#now, field)
    const where = episode === undefined ? {} : { episode }
    this.findings.add({ what: 'field', field, was: now, next, by, contested, ...where })
  }

  /// A paragraph that the file did not have: more of an outline or a summary, or a line of script.
  #fresh(region: Region, paragraph: Placed, isSpeech: boolean): void {
    const { role } = paragraph
    const { text, by } = region
    if (role === 'title-page') {
      const same = this.#manifest?.titlePage.some((entry) => titlePageText(entry) === text)
      if (this.#manifest && !same) this.findings.lost(text)
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
      this.findings.lost(text)
      return
    }
    const episode = this.#now.segments.get(into)
    for (const next of draftsIn(region, paragraph, isSpeech)) {
      if (this.#arrived.isThere(next, into, home?.line.id)) continue
      this.findings.add({
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
          if (!found || base.text === '' || this.#joining.isJoined(base.id)) continue
          if (found.line.text !== base.text && this.#joining.hasTakenIn(found.line)) continue
          const was = draftOf(found.line)
          this.findings.add({
            ...{ what: 'removed', line: base.id, was, by: this.#joining.by(base.id) },
            contested: found.line.text !== base.text,
            episode: found.episode ?? episode,
          })
        }
      }
    }
    // The room has binned or deleted it meanwhile: what was written here must not go with it.
    for (const text of this.#joining.homeless) this.findings.lost(text)
  }
}

function isElement(role: string | undefined): role is Element {
  return (elements as readonly (string | undefined)[]).includes(role)
}

function alsoBy(region: Region, hand: Hand | undefined): Region {
  return hand ? { ...region, by: handsIn([hand, ...region.by]) } : region
}
