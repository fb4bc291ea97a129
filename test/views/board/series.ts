import type { Segment, SegmentKind } from '../../../src/shared/domain/segment.ts'
import type { Series } from '../../../src/shared/domain/series.ts'
import { defaultSettings } from '../../../src/shared/domain/settings.ts'

/// A series in short: "a: x y" is episode a with the beats x and y. What a segment or a title says
/// is its id, or what stands behind "=" ("a: x=Rain").
export function seriesOf(...episodes: readonly string[]): Series {
  return {
    title: '',
    logline: '',
    notes: '',
    language: 'en',
    settings: defaultSettings,
    targetSeconds: 90,
    bin: [],
    episodes: episodes.map((each) => {
      const [head = '', beats = ''] = each.split(':')
      const [id = '', title = id] = head.split('=')
      return {
        id,
        title,
        summary: '',
        segments: [
          segment(`${id}.hook`, 'hook'),
          ...beats
            .trim()
            .split(' ')
            .filter(Boolean)
            .map((beat) => segment(beat, 'beat')),
          segment(`${id}.cliffhanger`, 'cliffhanger'),
        ],
      }
    }),
  }
}

function segment(text: string, kind: SegmentKind): Segment {
  const [id = '', outline = id] = text.split('=')
  return { id, kind, outlines: [{ id, text: outline }], lines: [], tags: [] }
}
