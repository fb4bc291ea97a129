import type { i18n } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../shared/domain/language.ts'
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

let knowsTools = false

/// Adds what the tools of the script say, in the language at hand and in those that are chosen
/// later.
export async function learnTools(dictionary: i18n): Promise<void> {
  if (knowsTools) return
  const now = language.get()
  add(dictionary, now, await toolsOf(now))
  knowsTools = true
}

async function speak(dictionary: i18n, next: Language): Promise<void> {
  if (!dictionary.hasResourceBundle(next, 'translation')) {
    add(dictionary, next, await catalogueOf(next))
  }
  if (knowsTools) add(dictionary, next, await toolsOf(next))
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

async function toolsOf(language: Language) {
  switch (language) {
    case 'en':
      return (await import('../../shared/i18n/en/tools.ts')).tools
    case 'zh-Hans':
      return (await import('../../shared/i18n/zh-Hans/tools.ts')).tools
  }
}

function add(dictionary: i18n, language: Language, words: Readonly<Record<string, string>>): void {
  dictionary.addResourceBundle(language, 'translation', words, true, true)
}
