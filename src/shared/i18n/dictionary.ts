import { createInstance, type i18n } from 'i18next'
import type { Language } from '../domain/language.ts'
import type { Key, Values, Words } from './catalogue.ts'

/// A dictionary in one language at a time; more can be added and switched to.
export function createDictionary(
  language: Language,
  catalogue: Readonly<Record<string, string>>,
): i18n {
  const dictionary = createInstance()
  void dictionary.init({
    lng: language,
    resources: { [language]: { translation: catalogue } },
    fallbackLng: false,
    // At once, not in a later turn: nothing is loaded from anywhere.
    initAsync: false,
    // Keys have dots, which part nothing.
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  })
  return dictionary
}

/// What says words by their key.
export function wordsOf(dictionary: Pick<i18n, 't'>): Words {
  return (key: Key, values?: Values) => dictionary.t(key, { ...values })
}
