import type { SegmentKind } from '../../../src/shared/domain/segment.ts'
import {
  readEpisodeHeading,
  readSegmentHeading,
} from '../../../src/shared/format/fountain/headings.ts'
import type { Reading, ReadOptions } from '../../../src/shared/format/reading.ts'
import type {
  Screenplay,
  ScreenplayEpisode,
  ScreenplayLine,
  ScreenplaySegment,
  TitlePageEntry,
} from '../../../src/shared/format/screenplay.ts'
import type { Place } from './bookmark.ts'
import { draftIn } from './draft.ts'
import type { Role } from './house.ts'
import type { Manifest, ManifestLine } from './manifest.ts'
import { type Placed, placedIn, type Region } from './regions.ts'
import { speechIn } from './speech.ts'
import { readTitlePageText } from './titlepage.ts'
import type { WordParagraph } from './word.ts'

/// Reads a file of ours as a script of its own: what its paragraphs say now, in the order they are
/// in; the hidden ids only tell what belongs to what.
export function readOurs(
  paragraphs: readonly WordParagraph[],
  manifest: Manifest,
  options: ReadOptions = {},
): Reading {
  const reader = new OursReader(manifest)
  for (const paragraph of placedIn(paragraphs)) reader.read(paragraph)
  const language = options.language ?? manifest.language
  return { screenplay: reader.screenplay(language), losses: [] }
}

interface LineOpen {
  line: ScreenplayLine
}

interface SegmentOpen {
  readonly id?: string | undefined
  readonly kind: SegmentKind
  readonly outlines: string[]
  readonly lines: LineOpen[]
}

interface EpisodeOpen {
  title: string
  readonly summary: string[]
  readonly segments: SegmentOpen[]
}

class OursReader {
  readonly #manifest: Manifest
  readonly #known = new Map<string, { readonly line: ManifestLine; readonly segment: string }>()
  readonly #kinds = new Map<string, SegmentKind>()
  readonly #texts = { title: '', logline: '' }
  readonly #titlePage: TitlePageEntry[] = []
  readonly #episodes: EpisodeOpen[] = []
  readonly #written = new Map<string, LineOpen>()
  /// Where the next line goes.
  #segment: SegmentOpen | undefined
  /// What a paragraph without an id of ours adds to.
  #prose: 'outline' | 'summary' | undefined

  constructor(manifest: Manifest) {
    this.#manifest = manifest
    for (const { id, kind, lines } of manifest.episodes.flatMap(({ segments }) => segments)) {
      this.#kinds.set(id, kind)
      for (const line of lines) this.#known.set(line.id, { line, segment: id })
    }
  }

  read(paragraph: Placed): void {
    const { regions, loose, speech, role } = paragraph
    for (const region of regions) this.#region(region, paragraph)
    if (speech) this.#add({ element: 'dialogue', spans: speech.spans })
    if (regions.length > 0 || loose.text.trim() === '') return
    switch (role) {
      case 'title-page':
        this.#titlePage.push(readTitlePageText(loose.text, this.#manifest.titlePage))
        return
      case 'episode':
        this.#begin(undefined, readEpisodeHeading(loose.text)?.title ?? loose.text)
        return
      case 'segment':
        this.#open(undefined, readSegmentHeading(loose.text)?.kind ?? 'beat')
        return
      case 'outline':
      case 'summary':
      case 'body':
      case undefined:
        if (this.#goesOn(loose.text, role)) return
    }
    for (const line of role === 'speech'
      ? speechIn(loose.spans)
      : [draftIn(paragraph, loose.spans)]) {
      this.#add(line)
    }
  }

  /// More of an outline or a summary.
  #goesOn(text: string, role: Role | undefined): boolean {
    const into = role === 'outline' || role === 'summary' ? role : this.#prose
    const texts =
      into === 'outline' ? this.#segment?.outlines : into && this.#episodes.at(-1)?.summary
    if (!texts) return false
    texts.push(text)
    return true
  }

  #region(region: Region, paragraph: Placed): void {
    const place = region.place as Place
    const { text } = region
    this.#prose = undefined
    switch (place.in) {
      case 'series':
        this.#texts[place.key] = text
        return
      case 'title':
        this.#begin(place.episode, text.replace(/^\s*[:：]\s*/u, ''))
        return
      case 'summary':
        this.#prose = 'summary'
        if (text !== '') this.#episodes.at(-1)?.summary.push(text)
        return
      case 'segment':
        this.#open(place.segment, this.#kinds.get(place.segment) ?? 'beat')
        if (text.trim() !== '') this.#here().outlines.push(text.trim())
        return
      case 'outline':
        this.#prose = 'outline'
        if (text !== '') this.#here().outlines.push(text)
        return
      case 'translation': {
        const written = this.#written.get(place.line)
        if (written && text !== '') written.line = { ...written.line, translation: text }
        return
      }
      case 'line': {
        const known = this.#known.get(place.line)
        if (known && !this.#manifest.outline) this.#goTo(known.segment)
        const { translation: _, ...line } = draftIn(paragraph, region.spans, known?.line)
        this.#add(line, place.line)
      }
    }
  }

  #begin(id: string | undefined, title: string): void {
    const known = this.#manifest.episodes.find((episode) => episode.id === id)
    const hidden = this.#manifest.outline ? [] : (known?.segments ?? [])
    const segments = hidden.map((segment) => opened(segment.id, segment.kind))
    this.#episodes.push({ title: title.trim(), summary: [], segments })
    this.#segment = segments[0]
  }

  #open(id: string | undefined, kind: SegmentKind): void {
    if (this.#episodes.length === 0) this.#begin(undefined, '')
    this.#segment = opened(id, kind)
    this.#episodes.at(-1)?.segments.push(this.#segment)
  }

  #goTo(segment: string): void {
    const here = this.#episodes.at(-1)?.segments.find(({ id }) => id === segment)
    if (here) this.#segment = here
  }

  #here(): SegmentOpen {
    if (!this.#segment || this.#episodes.at(-1)?.segments.length === 0)
      this.#open(undefined, 'beat')
    return this.#segment as SegmentOpen
  }

  #add(line: ScreenplayLine, id?: string): void {
    const open = { line }
    this.#here().lines.push(open)
    if (id !== undefined) this.#written.set(id, open)
  }

  screenplay(language: Screenplay['language']): Screenplay {
    const episodes = this.#episodes.map(finished)
    const empty = { title: '', summary: [], segments: [] }
    return {
      ...this.#texts,
      language,
      titlePage: this.#titlePage,
      episodes: episodes.length > 0 ? episodes : [finished(empty)],
    }
  }
}

function opened(id: string | undefined, kind: SegmentKind): SegmentOpen {
  return { id, kind, outlines: [], lines: [] }
}

function finished({ title, summary, segments }: EpisodeOpen): ScreenplayEpisode {
  const [first] = segments
  const hook = first?.kind === 'hook' ? first : undefined
  const rest = hook ? segments.slice(1) : segments
  const last = rest.at(-1)
  const cliffhanger = last?.kind === 'cliffhanger' ? last : undefined
  return {
    title,
    summary: summary.join('\n'),
    hook: segmentOf(hook),
    beats: (cliffhanger ? rest.slice(0, -1) : rest).map(segmentOf),
    cliffhanger: segmentOf(cliffhanger),
  }
}

const empty: ScreenplayLine = { element: 'action', spans: [] }

/// A segment of one empty line of action is one that nobody has written in.
function segmentOf(segment: SegmentOpen | undefined): ScreenplaySegment {
  const lines = segment?.lines.map(({ line }) => line) ?? []
  const [only] = lines
  const untouched = lines.length === 1 && JSON.stringify(only) === JSON.stringify(empty)
  return { outline: segment?.outlines.join('\n') ?? '', lines: untouched ? [] : lines }
}
