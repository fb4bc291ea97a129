import type { Element } from '../../domain/element.ts'

/// Two who speak at once stand in one paragraph of Final Draft's: the first cue in it and what is
/// said under it is on the left, the second on the right.

const spoken: ReadonlySet<Element> = new Set<Element>(['parenthetical', 'dialogue', 'lyric'])

interface Spoken {
  readonly element: Element
  readonly dual?: 'left' | 'right'
}

/// How many lines from `at` on belong to one pair; 0 where none begins.
export function pairAt(lines: readonly Spoken[], at: number): number {
  if (lines[at]?.element !== 'character' || lines[at]?.dual !== 'left') return 0
  const second = speechEnd(lines, at)
  const cue = lines[second]
  if (cue?.element !== 'character' || cue.dual !== 'right') return 0
  return speechEnd(lines, second) - at
}

function speechEnd(lines: readonly Spoken[], at: number): number {
  let end = at + 1
  while (end < lines.length && spoken.has(lines[end]?.element as Element)) end++
  return end
}

/// The sides of the lines that stand in one pair.
export function sidesIn(elements: readonly Element[]): readonly ('left' | 'right' | undefined)[] {
  let cues = 0
  return elements.map((element) => {
    if (element !== 'character') return undefined
    cues++
    if (cues === 1) return 'left'
    return cues === 2 ? 'right' : undefined
  })
}
