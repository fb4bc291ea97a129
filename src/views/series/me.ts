import { remembered } from '../parts/remembered.ts'

/// Who writes in this browser, until there are accounts: a name it was given and may change.

/// Each has 4.5:1 against white text and 3:1 against the dark page.
export const colors = [
  '#7a4fd0',
  '#0a7a66',
  '#b8452f',
  '#2563c9',
  '#b03080',
  '#8f6000',
  '#3f7a2b',
  '#5d6675',
] as const

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

/// One or two letters that stand for a name: "Quiet Heron" is QH, 白鹭 is 白鹭, 林晓月 is 晓月.
export function initials(name: string): string {
  const han = name.match(/\p{Script=Han}/gu)
  if (han) return han.slice(-2).join('')
  const words = name.split(/\s+/).filter((word) => word !== '')
  return words
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase() ?? '')
    .join('')
}
