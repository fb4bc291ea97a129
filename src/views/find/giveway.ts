import type { GivingWay } from '../../shared/document/slices.ts'

/// Lets the page draw and take keys before the work goes on.
export function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}

/// How work over the whole season gives way to the page.
export function giveWay(onProgress: (part: number) => void): GivingWay {
  return { rest, now: () => performance.now(), onProgress }
}
