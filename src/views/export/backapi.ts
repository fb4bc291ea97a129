import type { Comparison } from '../../shared/domain/comparison.ts'
import type { OutlineEdit, OutlineRemark } from '../../shared/domain/outlineedit.ts'
import type { Loss } from '../../shared/format/screenplay.ts'
import type { TranslatedFile } from '../../shared/format/translated.ts'
import { Fault, readAnswer } from '../parts/ask.ts'

/// `/api/series/{id}/compare`: what was changed in a file that was made from the series.
export type Compared =
  | { readonly kind: 'script'; readonly comparison: Comparison }
  | {
      readonly kind: 'outline'
      readonly changes: {
        readonly edits: readonly OutlineEdit[]
        readonly remarks: readonly OutlineRemark[]
      }
      readonly losses: readonly Loss[]
    }

export function compareFile(series: string, file: File, signal: AbortSignal): Promise<Compared> {
  return heldAgainst(series, file, 'changes', signal)
}

/// A script that somebody has translated as a file of its own.
export async function compareTranslation(
  series: string,
  file: File,
  signal: AbortSignal,
): Promise<TranslatedFile> {
  type Answer = { readonly translation: TranslatedFile }
  return (await heldAgainst<Answer>(series, file, 'translation', signal)).translation
}

async function heldAgainst<Answer>(
  series: string,
  file: File,
  of: 'changes' | 'translation',
  signal: AbortSignal,
): Promise<Answer> {
  const query = new URLSearchParams({ name: file.name, of })
  const path = `/api/series/${series}/compare?${query}`
  const headers = { 'content-type': 'application/octet-stream' }
  let text: string
  let isOk: boolean
  try {
    const response = await fetch(path, { method: 'POST', headers, body: file, signal })
    text = await response.text()
    isOk = response.ok
  } catch {
    throw new Fault('network', 'no answer')
  }
  const last = text.trimEnd().split('\n').at(-1) ?? ''
  const isFault = !isOk || last.startsWith('{"error"')
  return readAnswer<{ readonly compared: Answer }>(!isFault, last).compared
}
