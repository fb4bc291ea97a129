/// Resolves when `holds`, looked at every few milliseconds: what is waited for happens in other
/// processes. Rejects with what `late` says when that takes too long.
export async function until(
  holds: () => boolean,
  patience: number,
  late: () => string,
): Promise<void> {
  const end = performance.now() + patience
  while (!holds()) {
    if (performance.now() > end) throw new Error(`${patience / 1000} s: ${late()}`)
    await pause(15)
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, ms)
  })
}
