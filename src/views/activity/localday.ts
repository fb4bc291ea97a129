import type { Language } from '../../shared/domain/language.ts'
import { today } from '../review/day.ts'

/// The day that a moment is on where this browser is, as `2031-04-09`.
export function localDay(at: number): string {
  return today(new Date(at))
}

/// "Today", "Yesterday", "Thursday, 12 March".
export function sayLongDay(day: string, language: Language, now = new Date()): string {
  const days = Math.round((Date.parse(day) - Date.parse(today(now))) / 86_400_000)
  if (days === 0 || days === -1) {
    const near = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day')
    return near.charAt(0).toUpperCase() + near.slice(1)
  }
  return new Intl.DateTimeFormat(language, {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))
}
