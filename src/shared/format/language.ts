import type { Language } from '../domain/language.ts'

/// The language of a text that does not say it: Chinese where there are more Han characters than
/// words in other scripts.
export function guessLanguage(text: string): Language {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  if (han === 0) return 'en'
  const words = text.match(/(?:(?!\p{Script=Han})[\p{L}\p{M}])+/gu)?.length ?? 0
  return han > words ? 'zh-Hans' : 'en'
}
