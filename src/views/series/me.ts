import { remembered } from '../parts/remembered.ts'
import { colors } from './colors.ts'

/// Who writes in this browser, until there are accounts: a name it was given and may change.

/// Empty until there is one.
export const myName = remembered<string>('ninety.name', (stored) => stored?.trim() ?? '')

export const myColor = remembered<string>(
  'ninety.color',
  (stored) => colors.find((color) => color === stored) ?? '',
)

/// Sees to it that this browser has a name, one of `names` (parted by commas), and a colour.
export function settleOnName(names: string, random: () => number = Math.random): void {
  const pick = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)] as T
  if (myName.get() === '') myName.set(pick(names.split(',')))
  if (myColor.get() === '') myColor.set(pick(colors))
}
