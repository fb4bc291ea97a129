import type { Language } from '../../shared/domain/language.ts'

/// Days of the calendar (`2031-04-09`), which are the same everywhere.

export function today(now: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

export function isLate(due: string, now: Date): boolean {
  return due < today(now)
}

/// "12 Mar", with the year when it is another one.
export function sayDay(day: string, language: Language, now = new Date()): string {
  const year = day.slice(0, 4) === String(now.getFullYear()) ? {} : { year: 'numeric' as const }
  return new Intl.DateTimeFormat(language, {
    month: 'short',
    day: 'numeric',
    ...year,
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))
}
