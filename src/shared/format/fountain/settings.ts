import type { SeriesSettings } from '../../domain/settings.ts'

/// The settings of a series on a title page, one below the other: `Pace: slow`, `Scene numbers: on`.
/// Only those are written that somebody has chosen.

type Chosen = Partial<SeriesSettings>

/// The settings by their names, each with its values as they are written.
const written = {
  dress: { name: 'Dress', values: { en: 'en', 'zh-Hans': 'zh-Hans' } },
  pace: { name: 'Pace', values: { slow: 'slow', normal: 'normal', fast: 'fast' } },
  money: { name: 'Money', values: { paid: 'paid', free: 'free' } },
  continued: { name: 'Continued', values: { on: true, off: false } },
  sceneNumbers: { name: 'Scene numbers', values: { on: true, off: false } },
  capitals: { name: 'Capitals', values: { on: true, off: false } },
  afterDialogue: { name: 'After dialogue', values: { action: 'action', character: 'character' } },
} as const satisfies {
  readonly [Name in keyof SeriesSettings]-?: {
    readonly name: string
    readonly values: { readonly [value: string]: SeriesSettings[Name] }
  }
}

/// Reads settings. Undefined where any of the lines is no setting, or one of them comes twice: then
/// it is another program's entry.
export function readSettings(lines: readonly string[]): Chosen | undefined {
  const found = new Map<string, unknown>()
  for (const line of lines) {
    const [, said = '', value = ''] = /^([^:：]+)[:：]\s*(\S+)$/.exec(line) ?? []
    const entry = Object.entries(written).find(
      ([, { name }]) => name.toLowerCase() === said.trim().toLowerCase(),
    )
    if (!entry || found.has(entry[0])) return undefined
    const [setting, { values }] = entry
    const means = Object.entries(values).find(([as]) => as.toLowerCase() === value.toLowerCase())
    if (!means) return undefined
    found.set(setting, means[1])
  }
  return Object.fromEntries(found) as Chosen
}

export function writeSettings(settings: Chosen): string[] {
  return Object.entries(written).flatMap(([setting, { name, values }]) => {
    const value = settings[setting as keyof SeriesSettings]
    const as = Object.entries(values).find(([, means]) => means === value)?.[0]
    return value === undefined || as === undefined ? [] : [`${name}: ${as}`]
  })
}

/// Reads `10, 17, 24`: the numbers of the episodes behind which viewers pay. Undefined where it is
/// anything else.
export function readUnlocks(value: string): readonly number[] | undefined {
  if (!/^\d{1,6}(?:\s*[,，、]\s*\d{1,6})*$/.test(value)) return undefined
  const numbers = value.match(/\d+/g)?.map(Number) ?? []
  return numbers.every((number) => number > 0) ? numbers : undefined
}
