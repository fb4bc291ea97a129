import { type Language, languages } from './language.ts'

/// What a room has agreed on for a series. Each setting is a value of its own in the Y.Doc: two
/// people who change different ones at once have both changed theirs.
export interface SeriesSettings {
  /// How the script is dressed; absent, as its language is.
  readonly dress?: Language
  /// How fast the series is played: what the running time is reckoned with.
  readonly pace: Pace
  /// Whether viewers pay to go on (then episodes have unlock points) or see advertisements.
  readonly money: Money
  /// Whether a character who goes on speaking in a scene is marked as continued.
  readonly continued: boolean
  /// Whether scene headings show a number.
  readonly sceneNumbers: boolean
  /// Whether scene headings, characters, transitions and shots are shown in capitals.
  readonly capitals: boolean
  /// What Enter makes behind dialogue.
  readonly afterDialogue: 'action' | 'character'
}

export const paces = ['slow', 'normal', 'fast'] as const
export type Pace = (typeof paces)[number]

export const moneys = ['paid', 'free'] as const
export type Money = (typeof moneys)[number]

export const defaultSettings: SeriesSettings = {
  pace: 'normal',
  money: 'paid',
  continued: true,
  sceneNumbers: false,
  capitals: true,
  afterDialogue: 'action',
}

/// Makes settings of what is stored, which may be anything: `read` gives the value of a setting by
/// its name. What is not known counts as unset.
export function asSettings(read: (name: keyof SeriesSettings) => unknown): SeriesSettings {
  const one = <T>(name: keyof SeriesSettings, values: readonly T[], otherwise: T): T => {
    const value = read(name)
    return (values as readonly unknown[]).includes(value) ? (value as T) : otherwise
  }
  const { pace, money, continued, sceneNumbers, capitals, afterDialogue } = defaultSettings
  const dress = one<Language | undefined>('dress', languages, undefined)
  return {
    ...(dress !== undefined && { dress }),
    pace: one('pace', paces, pace),
    money: one('money', moneys, money),
    continued: one('continued', [true, false], continued),
    sceneNumbers: one('sceneNumbers', [true, false], sceneNumbers),
    capitals: one('capitals', [true, false], capitals),
    afterDialogue: one('afterDialogue', ['action', 'character'] as const, afterDialogue),
  }
}

/// The settings that are not as they are when nobody has chosen any.
export function chosenSettings(settings: SeriesSettings): Partial<SeriesSettings> {
  const usual: Partial<SeriesSettings> = defaultSettings
  const chosen = Object.entries(settings).filter(
    ([name, value]) => value !== usual[name as keyof SeriesSettings],
  )
  return Object.fromEntries(chosen) as Partial<SeriesSettings>
}
