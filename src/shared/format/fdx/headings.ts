import type { Language } from '../../domain/language.ts'
import type { SegmentKind } from '../../domain/segment.ts'
import {
  type EpisodeHeading,
  episodeHeading,
  readEpisodeHeading,
  readSegmentHeading,
  type SegmentHeading,
  segmentHeading,
} from '../fountain/headings.ts'
import type { ScreenplayEpisode, ScreenplaySegment } from '../screenplay.ts'
import { type XmlElement, xmlElement } from '../xml.ts'
import { type CarriedHeading, readCarriedHeading } from './carried.ts'
import { differences, episodeValue, segmentValue, withFacts } from './facts.ts'
import { plainText, runsOf } from './runs.ts'
import { episodeType, isHeadingType, outlineType, segmentType } from './types.ts'

/// How a season stands in Final Draft's outline levels, which its navigator shows and its pages may
/// hide: an episode is a paragraph of Outline 1, `Episode 12: The lift`, a segment one of Outline 2,
/// `Hook`, and the paragraphs of Outline Body right below are its summary or its outline. The words
/// are those of Fountain's sections (fountain/headings.ts). Acts that are called episodes are read
/// too.

export function readEpisodeAt(paragraph: XmlElement): EpisodeHeading | undefined {
  if (!isHeadingType(paragraph.attributes.Type)) return undefined
  return readEpisodeHeading(plainText(paragraph).trim())
}

export function readSegmentAt(paragraph: XmlElement): SegmentHeading | undefined {
  if (!isHeadingType(paragraph.attributes.Type)) return undefined
  return readSegmentHeading(plainText(paragraph).trim())
}

export function isOutlineBody(paragraph: XmlElement): boolean {
  return paragraph.attributes.Type === outlineType
}

/// The text of paragraphs of outline, a line to each; `before` is what the heading itself says.
export function outlineOf(paragraphs: readonly XmlElement[], before = ''): string {
  return [...(before === '' ? [] : [before]), ...paragraphs.map(plainText)].join('\n')
}

export function plainEpisode(
  language: Language,
  place: number,
  { title, summary }: Pick<ScreenplayEpisode, 'title' | 'summary'>,
): readonly XmlElement[] {
  const heading = episodeHeading(language, place + 1, title).slice('# '.length)
  return [paragraph(episodeType, heading), ...bodies(summary)]
}

export function plainSegment(
  language: Language,
  kind: SegmentKind,
  outline: string,
): readonly XmlElement[] {
  const heading = segmentHeading(language, kind).slice('## '.length)
  return [paragraph(segmentType, heading), ...bodies(outline)]
}

function bodies(text: string): readonly XmlElement[] {
  return text === '' ? [] : text.split('\n').map((words) => paragraph(outlineType, words))
}

function paragraph(type: string, text: string): XmlElement {
  return xmlElement('Paragraph', { Type: type }, runsOf([{ text, style: {} }]))
}

/// The paragraphs of an episode's heading: as they were read, where they still say the same.
export function writeEpisode(
  language: Language,
  place: number,
  episode: ScreenplayEpisode,
): readonly XmlElement[] {
  const kept = readCarriedHeading(episode.carried)
  const { title, summary } = readEpisode(kept)
  const stays = kept.place === place && title === episode.title && summary === episode.summary
  const paragraphs = stays ? kept.paragraphs : plainEpisode(language, place, episode)
  const [first, ...below] = paragraphs as readonly [XmlElement, ...XmlElement[]]
  const read = { title: readEpisodeAt(first)?.title ?? '', summary: outlineOf(below) }
  return [withFacts(first, differences(episodeValue(episode), read)), ...below]
}

function readEpisode({ paragraphs: [first, ...below] }: CarriedHeading) {
  const title = first && readEpisodeAt(first)?.title
  return { title, summary: outlineOf(below) }
}

/// Where a segment stands among those of its episode that are written.
export interface Standing {
  readonly first: boolean
  readonly last: boolean
}

/// Whether the heading of a segment can be left out: text under an episode's heading is a beat.
/// A hook and a cliffhanger that say nothing are in every episode.
export function isSilent(kind: SegmentKind, segment: ScreenplaySegment, first: boolean): boolean {
  const kept = readCarriedHeading(segment.carried)
  const { outline, ...facts } = segmentValue(segment)
  if (outline !== '' || Object.keys(facts).length > 0 || kept.paragraphs.length > 0) return false
  const empty = segment.lines.length === 0
  return kind === 'beat' ? first && !empty : empty
}

/// The paragraphs of a segment's heading: as they were read, where they still say the same.
export function writeSegment(
  language: Language,
  kind: SegmentKind,
  segment: ScreenplaySegment,
  standing: Standing,
): readonly XmlElement[] {
  const kept = readCarriedHeading(segment.carried).paragraphs
  const heading = kept[0] && readSegmentAt(kept[0])
  const stays =
    heading !== undefined &&
    kindAt(heading.kind, standing) === kind &&
    outlineOf(kept.slice(1), heading.words) === segment.outline
  const paragraphs = stays ? kept : plainSegment(language, kind, segment.outline)
  const [first, ...below] = paragraphs as readonly [XmlElement, ...XmlElement[]]
  const read = { outline: outlineOf(below, readSegmentAt(first)?.words) }
  return [withFacts(first, differences(segmentValue(segment), read)), ...below]
}

/// What a segment of this name is where it stands: a hook is the first, a cliffhanger the last.
export function kindAt(said: SegmentKind | undefined, { first, last }: Standing): SegmentKind {
  if (said === 'hook' && first) return 'hook'
  return said === 'cliffhanger' && last ? 'cliffhanger' : 'beat'
}

export function isEpisodeOrSegment(paragraph: XmlElement): boolean {
  return readEpisodeAt(paragraph) !== undefined || readSegmentAt(paragraph) !== undefined
}
