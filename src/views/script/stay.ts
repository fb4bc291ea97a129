const touches = ['keydown', 'pointerdown', 'wheel', 'beforeinput'] as const

/// Frames without a change after which everything has its height.
const calm = 6

/// What ends the staying of each page that stays somewhere.
const staying = new WeakMap<HTMLElement, () => void>()

/// Goes somewhere again as long as what lies above it is still getting its height: episodes out of
/// sight have an estimated one, and the faces come late. Not any more when somebody has touched the
/// page, when it is to stay somewhere else, or when what is given back is called.
export function stayUntilTouched(scroller: HTMLElement, go: () => void): () => void {
  staying.get(scroller)?.()
  let isOver = false
  const stop = () => {
    isOver = true
    if (staying.get(scroller) === stop) staying.delete(scroller)
    for (const touch of touches) removeEventListener(touch, stop, true)
  }
  staying.set(scroller, stop)
  const settle = (then: () => void, unchanged = 0, before = Number.NaN) => {
    requestAnimationFrame(() => {
      if (isOver) return
      const { scrollHeight, scrollTop } = scroller
      const now = scrollHeight + scrollTop / 1e6
      if (now !== before) go()
      const next = now === before ? unchanged + 1 : 0
      if (next < calm) settle(then, next, now)
      else then()
    })
  }
  for (const touch of touches) addEventListener(touch, stop, true)
  settle(() => void document.fonts.ready.then(() => settle(stop)))
  return stop
}
