/// Where the seconds go. The parts of a whole add up to its seconds.
export interface Parts {
  /// Talking and singing.
  readonly speech: number
  /// Rests inside a speech.
  readonly pauses: number
  /// Breath between speeches.
  readonly gap: number
  /// What is seen: action and shots.
  readonly action: number
  /// On-screen text, while it is being read.
  readonly reading: number
  readonly heading: number
  readonly transition: number
  /// Seconds the room has planned, in place of the model's.
  readonly planned: number
}

export const noTime: Parts = {
  speech: 0,
  pauses: 0,
  gap: 0,
  action: 0,
  reading: 0,
  heading: 0,
  transition: 0,
  planned: 0,
}

export function secondsOf(parts: Parts): number {
  return (
    parts.speech +
    parts.pauses +
    parts.gap +
    parts.action +
    parts.reading +
    parts.heading +
    parts.transition +
    parts.planned
  )
}

export function sumOf(all: Iterable<Parts>): Parts {
  const sum = { ...noTime }
  for (const parts of all) {
    sum.speech += parts.speech
    sum.pauses += parts.pauses
    sum.gap += parts.gap
    sum.action += parts.action
    sum.reading += parts.reading
    sum.heading += parts.heading
    sum.transition += parts.transition
    sum.planned += parts.planned
  }
  return sum
}
