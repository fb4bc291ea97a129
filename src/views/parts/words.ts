import type { i18n } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../shared/domain/series.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { createDictionary, wordsOf } from '../../shared/i18n/dictionary.ts'
import { language } from './settings.ts'

/// The words of the interface, in the language that the person chose.
export function useWords(): Words {
  const { t } = useTranslation()
  // `t` is another function in another language.
  return useMemo(() => wordsOf({ t }), [t])
}

/// The dictionary of the interface, which follows the choice of language. Catalogues are loaded
/// when they are first needed.
export async function openDictionary(): Promise<i18n> {
  const dictionary = createDictionary(language.get(), await catalogueOf(language.get()))
  setLanguageOfPage(language.get())
  language.subscribe(() => void speak(dictionary, language.get()))
  return dictionary
}

async function speak(dictionary: i18n, next: Language): Promise<void> {
  if (!dictionary.hasResourceBundle(next, 'translation')) {
    dictionary.addResourceBundle(next, 'translation', await catalogueOf(next))
  }
  await dictionary.changeLanguage(next)
  setLanguageOfPage(next)
}

function setLanguageOfPage(next: Language): void {
  document.documentElement.lang = next
}

async function catalogueOf(language: Language) {
  switch (language) {
    case 'en':
      return (await import('../../shared/i18n/en/index.ts')).en
    case 'zh-Hans':
      return (await import('../../shared/i18n/zh-Hans/index.ts')).zhHans
  }
}
