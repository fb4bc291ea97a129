import { useCallback, useEffect, useState } from 'react'
import { type Cues, litAt } from '../../shared/derive/cues.ts'
import { after, type Deed, hasEnded, openedAt, positionAt, type Reading } from './reading.ts'

/// A read-through driven by the clock of the page. It is drawn again when another line is on or
/// another second has come; `draw` is called for every frame, with the seconds into the episode.
export function useReading(
  cues: Cues,
  line: string | undefined,
  draw: (at: number) => void,
): { reading: Reading; at: number; deed: (deed: Deed) => void } {
  const [reading, setReading] = useState(() => openedAt(cues, line))
  const [now, setNow] = useState(() => performance.now())
  const deed = useCallback((what: Deed) => {
    const when = performance.now()
    setReading((before) => after(before, what, when))
    setNow(when)
  }, [])

  useEffect(() => deed({ do: 'follow', cues }), [cues, deed])

  useEffect(() => {
    let frame = 0
    let shown = ''
    const step = () => {
      const when = performance.now()
      const at = positionAt(reading, when)
      draw(at)
      const lit = litAt(reading.cues, at).map((cue) => cue.line.id)
      const next = `${Math.floor(at)} ${lit.join(' ')}`
      if (next !== shown) setNow(when)
      shown = next
      if (reading.since === undefined) return
      if (hasEnded(reading, when)) deed({ do: 'tick' })
      else frame = requestAnimationFrame(step)
    }
    step()
    return () => cancelAnimationFrame(frame)
  }, [reading, draw, deed])

  useEffect(() => {
    // Nobody reads along on a page that is not seen, and its frames stand still.
    const pause = () => {
      if (document.hidden) deed({ do: 'pause' })
    }
    document.addEventListener('visibilitychange', pause)
    return () => document.removeEventListener('visibilitychange', pause)
  }, [deed])

  return { reading, at: positionAt(reading, now), deed }
}
