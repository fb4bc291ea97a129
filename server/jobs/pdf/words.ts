import type { Language } from '../../../src/shared/domain/language.ts'
import type { PageWords } from '../../../src/shared/format/pages/script.ts'
import type { Words } from '../../../src/shared/i18n/catalogue.ts'
import { createDictionary, wordsOf } from '../../../src/shared/i18n/dictionary.ts'
import { en } from '../../../src/shared/i18n/en/index.ts'
import { places } from '../../../src/shared/i18n/en/places.ts'
import { zhHans } from '../../../src/shared/i18n/zh-Hans/index.ts'
import { places as zhPlaces } from '../../../src/shared/i18n/zh-Hans/places.ts'

const catalogues = {
  en: { ...en, ...places },
  'zh-Hans': { ...zhHans, ...zhPlaces },
}

export function wordsIn(language: Language): Words {
  return wordsOf(createDictionary(language, catalogues[language]))
}

/// The words of a printed script.
export function pageWords(language: Language): PageWords {
  const words = wordsIn(language)
  return {
    episode: (number) => words('episode', { number }),
    segment: (kind, number) =>
      kind === 'beat' ? words('segment.beat.number', { number }) : words(`segment.${kind}`),
  }
}
