import type { Element } from '../../../src/shared/domain/element.ts'
import type { Episode } from '../../../src/shared/domain/episode.ts'
import { type Line, plain } from '../../../src/shared/domain/line.ts'
import type { Segment } from '../../../src/shared/domain/segment.ts'

/// Script for tests, a line at a time; every id is new.

let ids = 0

export function line(element: Element, text: string, more: Partial<Line> = {}): Line {
  const spans = text === '' ? [] : [{ text, style: plain }]
  return { id: `l${ids++}`, element, spans, text, ...more }
}

export function segment(lines: readonly Line[], more: Partial<Segment> = {}): Segment {
  const id = `s${ids++}`
  return { id, kind: 'beat', outlines: [{ id, text: 'An outline.' }], lines, tags: [], ...more }
}

export function episode(segments: readonly Segment[], more: Partial<Episode> = {}): Episode {
  return { id: `e${ids++}`, title: '', summary: '', segments, ...more }
}

export const en = { language: 'en', targetSeconds: 90, settings: { pace: 'normal' } } as const
export const zh = { ...en, language: 'zh-Hans' } as const
