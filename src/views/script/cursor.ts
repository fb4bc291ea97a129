import type { ScriptPlace } from '../../editor/place.ts'
import { createStore, type Store } from '../../session/store.ts'

/// Milliseconds that the page around the script lets the cursor run ahead.
const lag = 120

const here = createStore<ScriptPlace | undefined>(undefined)
let next: ScriptPlace | undefined
let timer: ReturnType<typeof setTimeout> | undefined

/// Where the cursor stands in the script, a little behind it, so that nothing but the script moves
/// while a key paints.
export const cursor: Store<ScriptPlace | undefined> = here

export function setCursor(place: ScriptPlace | undefined): void {
  next = place
  if (timer !== undefined) return
  timer = setTimeout(() => {
    timer = undefined
    here.set(next)
  }, lag)
}
