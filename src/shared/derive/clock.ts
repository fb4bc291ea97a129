/// Seconds as a clock shows them: "0:07", "1:43", "58:02", "1:59:58". Rounded to whole seconds;
/// below 0 with a minus sign.
export function formatTime(seconds: number): string {
  const whole = Math.round(Math.abs(seconds))
  const sign = seconds < 0 && whole > 0 ? '−' : ''
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const padded = (value: number) => String(value).padStart(2, '0')
  if (hours > 0) return `${sign}${hours}:${padded(minutes)}:${padded(rest)}`
  return `${sign}${minutes}:${padded(rest)}`
}

/// What there is to say about a running time beside its target, as in "1:43 of 1:30 · 13 s over".
export interface Standing {
  /// As a clock shows it.
  readonly time: string
  readonly target: string
  /// Whole seconds between the two as they are shown.
  readonly by: number
  readonly is: 'over' | 'under' | 'even'
}

export function standing(seconds: number, target: number): Standing {
  const by = Math.round(seconds) - Math.round(target)
  return {
    time: formatTime(seconds),
    target: formatTime(target),
    by: Math.abs(by),
    is: by > 0 ? 'over' : by < 0 ? 'under' : 'even',
  }
}
