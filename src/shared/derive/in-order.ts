import type { Line } from '../domain/line.ts'
import type { LineTime } from './line-time.ts'
import { type Parts, sumOf } from './parts.ts'

interface Voice {
  readonly times: LineTime[]
  seconds: number
}

/// Lays lines one after the other, and speeches side by side where they are dual: a character on the
/// right begins when the speech directly before it began. Both take as long as the longer one, whose
/// parts are the ones that count. Seconds count from the first line's start.
export function inOrder(
  lines: readonly Line[],
  timeOf: (line: Line) => LineTime,
): { starts: readonly number[]; ends: readonly number[]; parts: Parts } {
  const starts: number[] = []
  const ends: number[] = []
  const counted: Parts[] = []
  let clock = 0
  let voices: Voice[] = []
  const close = () => {
    if (voices.length === 0) return
    const longest = voices.reduce((a, b) => (b.seconds > a.seconds ? b : a))
    for (const time of longest.times) counted.push(time)
    clock += longest.seconds
    voices = []
  }
  for (const line of lines) {
    const time = timeOf(line)
    if (line.element === 'character') {
      if (line.dual !== 'right') close()
      voices.push({ times: [], seconds: 0 })
    } else if (!ofASpeech(line)) {
      close()
    }
    const voice = voices.at(-1)
    const start = clock + (voice?.seconds ?? 0)
    starts.push(start)
    ends.push(start + time.total)
    if (voice === undefined) {
      counted.push(time)
      clock += time.total
    } else {
      voice.times.push(time)
      voice.seconds += time.total
    }
  }
  close()
  return { starts, ends, parts: sumOf(counted) }
}

function ofASpeech(line: Line): boolean {
  return line.element === 'dialogue' || line.element === 'parenthetical' || line.element === 'lyric'
}
