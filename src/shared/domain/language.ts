/// Languages a series can be written in. The language decides how the script is dressed and how
/// its running time is reckoned, not what may be typed.
export const languages = ['en', 'zh-Hans'] as const
export type Language = (typeof languages)[number]

/// Reads a language from outside; what is not known counts as English.
export function asLanguage(value: unknown): Language {
  return (languages as readonly unknown[]).includes(value) ? (value as Language) : 'en'
}

/// The other language of a series: the one its lines are translated into.
export function otherLanguage(language: Language): Language {
  return language === 'en' ? 'zh-Hans' : 'en'
}
