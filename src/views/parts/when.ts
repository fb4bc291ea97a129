import type { Language } from '../../shared/domain/language.ts'

const steps = [
  ['minute', 60_000, 60],
  ['hour', 3_600_000, 24],
  ['day', 86_400_000, 7],
] as const

/// A moment as people speak of it: "5 minutes ago", "yesterday", "12 March 2026". `moment` is an
/// ISO time, `now` in milliseconds.
export function sayWhen(moment: string, now: number, language: Language): string {
  const ago = Math.max(0, now - Date.parse(moment))
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  if (ago < 60_000) return relative.format(0, 'second')
  for (const [unit, length, most] of steps) {
    const count = Math.floor(ago / length)
    if (count < most) return relative.format(-count, unit)
  }
  return new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(new Date(moment))
}
