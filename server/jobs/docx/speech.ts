import type { LineDraft } from '../../../src/shared/domain/comparison.ts'
import type { Span } from '../../../src/shared/domain/line.ts'
import { paragraph } from '../../../src/shared/format/chinese/paragraph.ts'
import { speechIn as readSpeech } from '../../../src/shared/format/chinese/speech.ts'

/// A new speech in one paragraph as the Chinese dress has it: 名字（情绪）：台词. What does not look like
/// one is dialogue.
export function speechIn(spans: readonly Span[]): readonly LineDraft[] {
  const found = readSpeech(paragraph(spans, 1, false), new Set())
  return found?.lines ?? [{ element: 'dialogue', spans }]
}
