import type { Comparison } from '../../../../src/shared/domain/comparison.ts'
import { textOf } from '../../../../src/shared/domain/line.ts'

/// What changes say, a row each: `line: was → element next by Ana (contested)`.
export function changeRows({ changes }: Pick<Comparison, 'changes'>): string[] {
  return changes.map((change) => {
    const by = change.by.map(({ name }) => name).join(' & ')
    const tail = `${by ? ` by ${by}` : ''}${change.contested ? ' (contested)' : ''}`
    if (change.what === 'field') return `${change.field.in}: ${change.was} → ${change.next}${tail}`
    const was = 'was' in change ? textOf(change.was.spans) : ''
    const next = 'next' in change ? `${change.next.element} ${textOf(change.next.spans)}` : ''
    const translation = 'next' in change ? change.next.translation : undefined
    const said = translation === undefined ? '' : ` | ${translation}`
    return `${change.what}: ${was} → ${next}${said}${tail}`
  })
}
