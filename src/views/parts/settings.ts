import type { WritingSettings } from '../../editor/writingsettings.ts'
import { type Language, languages } from '../../shared/domain/language.ts'
import { remembered } from './remembered.ts'

/// What a person has chosen for this browser.

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const theme = remembered<Theme>('ninety.theme', oneOf(themes, 'system'))

export const language = remembered<Language>('ninety.language', oneOf(languages, preferred()))

/// Whether single letters are keys, outside text.
export const letterKeys = remembered('ninety.letter-keys', oneOf(['on', 'off'] as const, 'on'))

/// Whether the episodes and the panel beside the script are shown where there is room for them.
export const episodesShown = remembered('ninety.episodes', oneOf(['on', 'off'] as const, 'on'))
export const panelShown = remembered('ninety.panel', oneOf(['on', 'off'] as const, 'on'))

const onOff = oneOf(['on', 'off'] as const, 'on')

/// How writing is helped; see WritingSettings.
export const conversions = remembered('ninety.conversions', onOff)
export const completion = remembered('ninety.completion', onOff)
export const quotes = remembered('ninety.quotes', onOff)
export const dashes = remembered('ninety.dashes', onOff)

export function writingSettings(): WritingSettings {
  return {
    conversions: conversions.get() === 'on',
    completion: completion.get() === 'on',
    quotes: quotes.get() === 'on',
    dashes: dashes.get() === 'on',
  }
}

/// Puts the chosen theme on the page, now and whenever it changes.
export function applyTheme(): void {
  const apply = () => {
    document.documentElement.dataset.theme = theme.get()
  }
  apply()
  theme.subscribe(apply)
}

/// The theme that is seen, whatever it comes from.
export function seenTheme(): 'light' | 'dark' {
  const chosen = theme.get()
  if (chosen !== 'system') return chosen
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

function oneOf<T extends string>(values: readonly T[], otherwise: T) {
  return (stored: string | null): T => values.find((value) => value === stored) ?? otherwise
}

/// The first of the browser's languages that the interface speaks.
function preferred(): Language {
  for (const tag of navigator.languages) {
    if (/^zh\b/i.test(tag)) return 'zh-Hans'
    if (/^en\b/i.test(tag)) return 'en'
  }
  return 'en'
}
