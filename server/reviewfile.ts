import { reviewSheet } from '../src/shared/derive/reviewsheet.ts'
import type { Language } from '../src/shared/domain/language.ts'
import { writeCsv } from '../src/shared/format/csv.ts'
import { createDictionary, wordsOf } from '../src/shared/i18n/dictionary.ts'
import { en } from '../src/shared/i18n/en/index.ts'
import { places } from '../src/shared/i18n/en/places.ts'
import { zhHans } from '../src/shared/i18n/zh-Hans/index.ts'
import { places as zhPlaces } from '../src/shared/i18n/zh-Hans/places.ts'
import type { Fault } from './fault.ts'
import type { Reviews } from './records/reviews.ts'

const catalogues = {
  en: { ...en, ...places },
  'zh-Hans': { ...zhHans, ...zhPlaces },
}

/// The review of a series as a file for a spreadsheet.
export async function reviewFile(
  reviews: Reviews,
  id: string,
  language: Language,
): Promise<{ readonly name: string; readonly text: string } | Fault> {
  const sheet = await reviews.sheet(id)
  if ('code' in sheet) return sheet
  const { series, required, signOffs, ready } = sheet
  const words = wordsOf(createDictionary(language, catalogues[language]))
  const rows = reviewSheet(series, required, signOffs, ready, words)
  const title = series.title.replaceAll(/[/\\:*?"<>|\p{Cc}]+/gu, ' ').trim()
  return { name: `${title} – ${words('review.title')}.csv`, text: writeCsv(rows) }
}
