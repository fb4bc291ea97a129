import type { GivingWay } from '../../shared/document/slices.ts'

/// Lets the page draw and take keys before the work goes on. A page that nobody sees has its timers
/// held up for a second and more: there the work goes on behind what else is waiting.
export function rest(): Promise<void> {
  return new Promise((resolve) => {
    if (!document.hidden) {
      setTimeout(resolve)
      return
    }
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}

/// How work over the whole season gives way to the page.
export function giveWay(onProgress: (part: number) => void): GivingWay {
  return { rest, now: () => performance.now(), onProgress }
}
