import type { LineDraft } from '../../../src/shared/domain/comparison.ts'
import { elements } from '../../../src/shared/domain/element.ts'
import { type Line, type Span, sameSpans } from '../../../src/shared/domain/line.ts'
import type { ManifestLine } from './manifest.ts'
import type { Placed, Region } from './regions.ts'
import { speechIn } from './speech.ts'

/// The line that a paragraph says, or a part of one. `base` is what it said when the file was
/// written: whatever the page has no sign for is as it was.
export function draftIn(
  { role, number = '', centred }: Pick<Placed, 'role' | 'number' | 'centred'>,
  spans: readonly Span[],
  base?: LineDraft,
): LineDraft {
  const named = elements.find((element) => element === role)
  const beside =
    role === 'character-left' ? 'left' : role === 'character-right' ? 'right' : undefined
  const dual = beside ?? (role === 'character' ? undefined : base?.dual)
  const printed = base?.element === 'scene-heading' ? (base.sceneNumber ?? '').trim() : ''
  const sceneNumber = number === printed ? base?.sceneNumber : number
  const { translation } = base ?? {}
  return {
    element: beside ? 'character' : (named ?? base?.element ?? 'action'),
    spans,
    ...(dual && { dual }),
    ...(centred && { align: 'center' as const }),
    ...(sceneNumber !== undefined && { sceneNumber }),
    ...(translation !== undefined && { translation }),
  }
}

/// The lines that a new paragraph says.
export function draftsIn(
  { spans }: Region,
  paragraph: Placed,
  isSpeech: boolean,
): readonly LineDraft[] {
  if (isSpeech) return [{ element: 'dialogue', spans }]
  return paragraph.role === 'speech' ? speechIn(spans) : [draftIn(paragraph, spans)]
}

export function draftOf(line: Line | ManifestLine): LineDraft {
  const { id: _, text: __, ...draft } = line
  return draft
}

export function sameDraft(a: LineDraft, b: LineDraft): boolean {
  return (
    a.element === b.element &&
    a.dual === b.dual &&
    a.align === b.align &&
    a.sceneNumber === b.sceneNumber &&
    (a.translation ?? '') === (b.translation ?? '') &&
    sameSpans(a.spans, b.spans)
  )
}
