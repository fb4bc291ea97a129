import type { Language } from '../domain/language.ts'
import { sheets } from '../i18n/en/sheets.ts'
import { sheets as zhSheets } from '../i18n/zh-Hans/sheets.ts'

const catalogues: Readonly<Record<Language, Readonly<Record<SheetKey, string>>>> = {
  en: sheets,
  'zh-Hans': zhSheets,
}

export type SheetKey = keyof typeof sheets

/// What stands at the head of a column, on the tab of a sheet.
export function sheetWord(language: Language, key: SheetKey, number?: number): string {
  return catalogues[language][key].replace('{{number}}', String(number ?? ''))
}

/// All that may stand at the head of a column of this kind, in any language.
export function sheetWords(key: SheetKey): readonly string[] {
  return Object.values(catalogues).map((catalogue) => catalogue[key])
}
