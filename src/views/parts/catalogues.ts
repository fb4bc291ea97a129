import type { Language } from '../../shared/domain/language.ts'

/// The parts of the catalogue; see `English`.
export type Part = 'first' | 'places' | 'tools' | 'files'

/// Loads a part of the catalogue of a language. Here and not with the dictionary, so that it can be
/// asked for before anything else has been read.
export const catalogues: Readonly<
  Record<Language, Readonly<Record<Part, () => Promise<Readonly<Record<string, string>>>>>>
> = {
  en: {
    first: async () => (await import('../../shared/i18n/en/index.ts')).en,
    places: async () => (await import('../../shared/i18n/en/places.ts')).places,
    tools: async () => (await import('../../shared/i18n/en/tools.ts')).tools,
    files: async () => (await import('../../shared/i18n/en/files.ts')).files,
  },
  'zh-Hans': {
    first: async () => (await import('../../shared/i18n/zh-Hans/index.ts')).zhHans,
    places: async () => (await import('../../shared/i18n/zh-Hans/places.ts')).places,
    tools: async () => (await import('../../shared/i18n/zh-Hans/tools.ts')).tools,
    files: async () => (await import('../../shared/i18n/zh-Hans/files.ts')).files,
  },
}
