import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { colors } from '../../src/views/series/colors.ts'

const css = readFileSync(join(import.meta.dirname, '../../src/views/tokens.css'), 'utf8')

/// A colour of tokens.css in the light theme and in the dark one.
function token(name: string): { light: string; dark: string } {
  const [, light, dark] =
    new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css) ?? []
  if (!light || !dark) throw new Error(`--${name} has no two colours`)
  return { light, dark }
}

/// Contrast as WCAG 2.2 reckons it, 1 … 21.
function contrast(a: string, b: string): number {
  const [dim, bright] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (bright + 0.05) / (dim + 0.05)
}

function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const papers = ['paper', 'panel', 'desk']
const softs = ['hook-soft', 'beat-soft', 'cliff-soft', 'accent-soft']
const texts = ['ink', 'ink-2', 'ink-3', 'hook', 'beat', 'cliff', 'accent', 'ok', 'warn']
const themes = ['light', 'dark'] as const

function pairs(over: readonly string[], under: readonly string[]) {
  return themes.flatMap((theme) =>
    over.flatMap((text) => under.map((paper) => [theme, text, paper] as const)),
  )
}

test.each(pairs(texts, [...papers, ...softs]))('%s: text in --%s reads on --%s', (...pair) => {
  const [theme, text, paper] = pair
  expect(contrast(token(text)[theme], token(paper)[theme])).toBeGreaterThanOrEqual(4.5)
})

test.each(pairs(['edge', 'hook', 'beat', 'cliff'], [...papers]))(
  '%s: what is drawn in --%s shows on --%s',
  (theme, text, paper) => {
    expect(contrast(token(text)[theme], token(paper)[theme])).toBeGreaterThanOrEqual(3)
  },
)

test.each(pairs(['hook', 'beat', 'cliff'], ['rule']))(
  '%s: a block in --%s shows on its track, --%s',
  (theme, text, paper) => {
    expect(contrast(token(text)[theme], token(paper)[theme])).toBeGreaterThanOrEqual(3)
  },
)

test.each(pairs(['paper'], ['ink']))('%s: --%s reads on a button of --%s', (theme, text, paper) => {
  expect(contrast(token(text)[theme], token(paper)[theme])).toBeGreaterThanOrEqual(4.5)
})

test.each(colors.flatMap((color) => themes.map((theme) => [color, theme] as const)))(
  'a person in %s can be read in white, and seen on the %s page',
  (color, theme) => {
    expect(contrast(color, '#ffffff')).toBeGreaterThanOrEqual(4.5)
    expect(contrast(color, token('paper')[theme])).toBeGreaterThanOrEqual(3)
  },
)

test('no style asks of the whole page what is in it: each key in the script would look for it', () => {
  const sheets = globSync('src/**/*.css').map((path) => readFileSync(path, 'utf8'))
  const asking = sheets.flatMap((sheet) => sheet.match(/^.*(:root|html|body)\S*:has\(.*$/gm) ?? [])
  expect(asking).toEqual([])
})
