import type { Comparison } from '../../shared/domain/comparison.ts'
import type { OutlineEdit, OutlineRemark } from '../../shared/domain/outlineedit.ts'
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
    }

export async function compareFile(
  series: string,
  file: File,
  signal: AbortSignal,
): Promise<Compared> {
  const path = `/api/series/${series}/compare?name=${encodeURIComponent(file.name)}`
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
  return readAnswer<{ readonly compared: Compared }>(!isFault, last).compared
}
