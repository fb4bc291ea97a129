import type { Language } from '../../shared/domain/language.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { sayWhen } from '../parts/when.ts'

/// A moment (milliseconds since 1970) inside a sentence: "a moment ago", "yesterday".
export function sayAgo(words: Words, at: number, language: Language, now = Date.now()): string {
  if (now - at < 60_000) return words('review.moment')
  return sayWhen(new Date(at).toISOString(), now, language)
}
