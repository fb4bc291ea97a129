import type { Outlined } from '../../../src/shared/document/outlines.ts'
import type { SegmentKind } from '../../../src/shared/domain/segment.ts'
import fc from '../../draw.ts'

/// Outlines for tests.

export function beat(id: string, kind: SegmentKind, text: string): Outlined['segments'][number] {
  return {
    id,
    kind,
    outlines: text.split('\n').map((each, i) => ({ id: `${id}-${i}`, text: each })),
  }
}

/// The first text is the hook, the last the cliffhanger; ids count from 0.
export function episode(
  title: string,
  summary: string,
  texts: readonly string[],
  prefix = '',
): Outlined {
  const last = texts.length - 1
  const kind = (i: number) => (i === 0 ? 'hook' : i === last ? 'cliffhanger' : 'beat')
  return {
    id: 'e',
    title,
    summary,
    segments: texts.map((text, i) => beat(`${prefix}${i}`, kind(i), text)),
  }
}

/// A text of few different words, so that two of them often have some in common.
export const words = fc
  .array(
    fc.constantFrom(
      'Mira',
      'hides',
      'the',
      'ring',
      '，',
      '她',
      '把戒指',
      '藏',
      '.',
      "don't",
      '🌊',
      '\n',
    ),
    {
      maxLength: 14,
    },
  )
  .map((all) => all.join(' '))
