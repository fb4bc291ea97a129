import { goToPoint } from '../../editor/going.ts'
import type { ScriptView } from '../../editor/scriptview.ts'
import type { Session } from '../../session/session.ts'
import { createStore, type Store } from '../../session/store.ts'
import { cursor } from '../script/cursor.ts'
import { stayUntilTouched } from '../script/stay.ts'
import { jump, readTrail, type Stop, sameStop, type Trail, travel, visit } from './trail.ts'

/// Keeps the trail of the series that is open, in this tab: it is there again after a reload.

export interface Trails {
  readonly trail: Store<Trail>
  /// Goes one place back (−1) or forward (1); false where there is none.
  travel(way: -1 | 1): boolean
  /// Goes to a line of the script on purpose.
  goTo(stop: Stop & { readonly line: string }): void
  destroy(): void
}

/// A place in the next segment but one is a jump; in this and in the next, a small move.
const near = 1

export function keepTrail(session: Session, script: ScriptView): Trails {
  const { reading } = session.document
  const stored = `ninety.trail.${session.id}`
  const trail = createStore<Trail>(readTrail(read(stored)))
  let stay = () => {}

  const set = (next: Trail) => {
    const { behind, ahead } = trail.get()
    trail.set(next)
    if (next.behind !== behind || next.ahead !== ahead) write(stored, JSON.stringify(next))
  }
  const orderOf = (stop: Stop): number => {
    const id = reading.group(stop.segment)?.id
    let order = 0
    for (const { groups } of reading.arrangement.episodes) {
      const at = groups.findIndex((group) => group.id === id)
      if (at >= 0) return order + at
      order += groups.length
    }
    return -1
  }
  const isNear = (a: Stop, b: Stop) =>
    a.segment === b.segment || Math.abs(orderOf(a) - orderOf(b)) <= near
  const isThere = (stop: Stop) => orderOf(stop) >= 0

  const note = (stop: Stop) => set(visit(trail.get(), stop, isNear))
  const stops = [
    // The segment at once, the line a moment later.
    session.place.subscribe(() => {
      const { segment } = session.place.get()
      if (segment !== undefined && segment !== trail.get().here?.segment) note({ segment })
    }),
    cursor.subscribe(() => {
      const here = cursor.get()
      const { segment } = session.place.get()
      // It comes late: by now one may be somewhere else.
      if (!here || here.segment !== segment) return
      const { line, offset } = here
      note({
        segment,
        ...(line !== undefined && { line }),
        ...(offset !== undefined && { offset }),
      })
    }),
  ]
  const { segment } = session.place.get()
  if (segment !== undefined) note({ segment })

  const arrive = ({ segment, line, offset = 0 }: Stop) => {
    stay()
    const bring = line === undefined ? undefined : goToPoint(script, { in: 'line', line, offset })
    const group = reading.group(segment)
    if (!bring && group) {
      session.go({ segment: group.id, ...episodeOf(session, group.id) })
      return
    }
    if (!matchMedia('(pointer: coarse)').matches) script.focus()
    const page = script.view.dom.parentElement
    if (bring && page) stay = stayUntilTouched(page, bring)
  }

  return {
    trail,
    travel(way) {
      const next = travel(trail.get(), way, isThere)
      if (!next?.here) return false
      set(next)
      arrive(next.here)
      return true
    },
    goTo(stop) {
      const { here } = trail.get()
      if (!here || !sameStop(here, stop)) set(jump(trail.get(), stop))
      arrive(stop)
    },
    destroy() {
      stay()
      for (const stop of stops) stop()
      write(stored, JSON.stringify(trail.get()))
    },
  }
}

function episodeOf({ document }: Session, segment: string): { readonly episode?: string } {
  const { episodes } = document.reading.arrangement
  const episode = episodes.find(({ groups }) => groups.some(({ id }) => id === segment))?.id
  return episode === undefined ? {} : { episode }
}

function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key)
  } catch {
    return null
  }
}

function write(key: string, text: string): void {
  try {
    sessionStorage.setItem(key, text)
  } catch {
    // A tab that keeps nothing has its trail until it is left.
  }
}
