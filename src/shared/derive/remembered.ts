import type { Language } from '../domain/language.ts'
import type { Pace } from '../domain/settings.ts'

/// Makes a reckoning that is done once per object, language and pace. The objects must be
/// immutable: a new line is a new object, and only that one is reckoned.
export function perPace<Subject extends object, Result>(
  reckon: (subject: Subject, language: Language, pace: Pace) => Result,
): (subject: Subject, language: Language, pace: Pace) => Result {
  const results = new Map<string, WeakMap<Subject, Result>>()
  return (subject, language, pace) => {
    const key = `${language} ${pace}`
    let known = results.get(key)
    if (known === undefined) {
      known = new WeakMap()
      results.set(key, known)
    }
    let result = known.get(subject)
    if (result === undefined) {
      result = reckon(subject, language, pace)
      known.set(subject, result)
    }
    return result
  }
}
