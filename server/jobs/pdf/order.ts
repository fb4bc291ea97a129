import { createRequire } from 'node:module'
import type { Bidi } from 'bidi-js'

/// A stretch of a row that is read in one direction.
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly rtl: boolean
}

/// The stretches of a row from left to right, as the Unicode Bidirectional Algorithm orders them.
export function inOrder(text: string, rtl: boolean): readonly Stretch[] {
  if (!rtl && !rightToLeft.test(text)) return [{ from: 0, to: text.length, rtl: false }]
  const { levels } = bidi.getEmbeddingLevels(text, rtl ? 'rtl' : 'ltr')
  const runs: { from: number; to: number; level: number }[] = []
  for (let i = 0; i < text.length; i++) {
    const level = levels[i] ?? 0
    const last = runs.at(-1)
    if (last && last.level === level) last.to = i + 1
    else runs.push({ from: i, to: i + 1, level })
  }
  // Rule L2: from the highest level down, whatever is at it or above is turned around.
  for (let level = Math.max(0, ...runs.map((run) => run.level)); level > 0; level--) {
    for (let i = 0; i < runs.length; i++) {
      let end = i
      while ((runs[end]?.level ?? -1) >= level) end++
      if (end - i > 1) runs.splice(i, end - i, ...runs.slice(i, end).reverse())
      i = Math.max(i, end)
    }
  }
  return runs.map(({ from, to, level }) => ({ from, to, rtl: level % 2 === 1 }))
}

/// Brackets as they look when they are read from right to left.
export function mirrored(text: string): string {
  return Array.from(text, (char) => bidi.getMirroredCharacter(char) ?? char).join('')
}

/// Whether letters of a text turn its glyphs around by themselves when it is set.
export function turnsItself(text: string): boolean {
  return rightToLeft.test(text)
}

// Its types say that it has a default export, as a module; it is CommonJS and is the function itself.
const bidi = (createRequire(import.meta.url)('bidi-js') as () => Bidi)()
const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
