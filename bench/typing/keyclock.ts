/// Runs inside the page, before anything of it: takes the time of every key.
///
/// From the time stamp of `keydown`, which the browser sets when the key comes in and so counts the
/// time it waits behind other work of the page, to a task that was posted from the animation frame
/// after the text changed, with a priority that nothing else in these pages has: it runs when that
/// frame has been styled, laid out, painted and handed over. (`event` entries of PerformanceObserver say the same, rounded to 8 ms.)

export interface KeyClock {
  /// Milliseconds of each key since `take` was last called.
  take(): readonly number[]
  /// Keys whose letter was not in the line when its frame was drawn.
  readonly unseen: number
  /// Milliseconds from navigation to the first key that was seen, once there is one.
  readonly first: number | undefined
}

declare global {
  interface Window {
    keyClock: KeyClock
  }
}

export function installKeyClock(): void {
  let times: number[] = []
  let unseen = 0
  let first: number | undefined
  const pressed: { readonly at: number; readonly length: number }[] = []
  const textOf = (line: Element | null | undefined) => line?.textContent.length ?? 0
  const lineLength = () => {
    const node = getSelection()?.anchorNode
    const element = node instanceof Element ? node : node?.parentElement
    const line = element?.closest('[data-line]')
    // Names of people who are in the line come and go in it.
    const others = Array.from(line?.querySelectorAll('.ProseMirror-widget') ?? [])
    return others.reduce((length, { textContent }) => length - textContent.length, textOf(line))
  }
  const isScript = ({ target }: Event) =>
    target instanceof Element && target.matches('.ProseMirror')
  addEventListener(
    'keydown',
    (event) => {
      const isText = event.key.length === 1 && !event.ctrlKey && !event.metaKey
      if (isText && isScript(event)) pressed.push({ at: event.timeStamp, length: lineLength() })
    },
    true,
  )
  addEventListener(
    'input',
    (event) => {
      const key = isScript(event) ? pressed.shift() : undefined
      if (!key) return
      requestAnimationFrame(() => {
        const isSeen = lineLength() > key.length
        const drawn = () => {
          const now = performance.now()
          if (isSeen) {
            times.push(now - key.at)
            first ??= now
          } else unseen++
        }
        void scheduler.postTask(drawn, { priority: 'user-blocking' })
      })
    },
    true,
  )
  window.keyClock = {
    take() {
      const taken = times
      times = []
      return taken
    },
    get unseen() {
      return unseen
    },
    get first() {
      return first
    },
  }
}
