import type { WritingSettings } from '../../editor/writingsettings.ts'
import { type Language, languages } from '../../shared/domain/language.ts'
import { remembered } from './remembered.ts'

/// What a person has chosen for this browser.

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const theme = remembered<Theme>('ninety.theme', oneOf(themes, 'system'))

export const language = remembered<Language>('ninety.language', oneOf(languages, preferred()))

/// Whether anything moves: as the system has it, or nothing at all.
export const motions = ['system', 'less'] as const
export const motion = remembered('ninety.motion', oneOf(motions, 'system'))

/// The script: how large, in which face (what is Chinese has one of its own), how long its lines are.
export const scriptSizes = ['small', 'normal', 'large', 'larger', 'largest'] as const
export const scriptSize = remembered('ninety.script.size', oneOf(scriptSizes, 'normal'))
export const scriptFaces = ['courier', 'system'] as const
export const scriptFace = remembered('ninety.script.face', oneOf(scriptFaces, 'courier'))
export const scriptHans = ['sans', 'serif'] as const
export const scriptHan = remembered('ninety.script.han', oneOf(scriptHans, 'sans'))
export const scriptLines = ['narrow', 'normal', 'wide'] as const
export const scriptLine = remembered('ninety.script.line', oneOf(scriptLines, 'normal'))

/// Whether single letters are keys, outside text.
export const letterKeys = remembered('ninety.letter-keys', oneOf(['on', 'off'] as const, 'on'))

/// Whether the episodes and the panel beside the script are shown where there is room for them.
export const episodesShown = remembered('ninety.episodes', oneOf(['on', 'off'] as const, 'on'))
export const panelShown = remembered('ninety.panel', oneOf(['on', 'off'] as const, 'on'))

/// How one looks at the script while writing: only one's own segment in full ink, the line at a steady
/// height.
const offOn = oneOf(['on', 'off'] as const, 'off')
export const focusMode = remembered('ninety.focus', offOn)
export const typewriterMode = remembered('ninety.typewriter', offOn)

const onOff = oneOf(['on', 'off'] as const, 'on')

/// How writing is helped; see WritingSettings.
export const conversions = remembered('ninety.conversions', onOff)
export const completion = remembered('ninety.completion', onOff)
export const quotes = remembered('ninety.quotes', onOff)
export const dashes = remembered('ninety.dashes', onOff)

/// Whether the browser checks the spelling of the script.
export const spelling = remembered('ninety.spelling', offOn)

export function writingSettings(): WritingSettings {
  return {
    conversions: conversions.get() === 'on',
    completion: completion.get() === 'on',
    quotes: quotes.get() === 'on',
    dashes: dashes.get() === 'on',
  }
}

/// What shows on the page by itself: as attributes of the root, which tokens.css knows.
const looks = { theme, motion, scriptSize, scriptFace, scriptHan, scriptLine } as const

/// Puts how the page looks on it, now and whenever it changes.
export function applyLooks(): void {
  for (const [name, store] of Object.entries(looks)) {
    const apply = () => {
      document.documentElement.dataset[name] = store.get()
    }
    apply()
    store.subscribe(apply)
  }
}

/// Forgets what was chosen on the page of settings. The language of the interface stays: whoever
/// reads this can read it.
export function resetSettings(): void {
  const rest = [
    ...[letterKeys, focusMode, typewriterMode],
    ...[conversions, completion, quotes, dashes, spelling],
  ]
  for (const store of [...Object.values(looks), ...rest]) store.reset()
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
