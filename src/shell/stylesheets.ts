/// Milliseconds after which a style sheet that did not come is asked for again: at first, and at
/// most; twice as long each time.
const soon = 250
const longest = 8_000

/// Asks again for style sheets that did not come, until they do. Vite asks once for the sheet of a
/// part of the page, and loads the part without it when it is tried again.
export function keepStyleSheets(): void {
  const waits = new Map<string, number>()
  // An element's error does not bubble.
  addEventListener(
    'error',
    ({ target }) => {
      if (!(target instanceof HTMLLinkElement) || target.rel !== 'stylesheet') return
      const wait = waits.get(target.href) ?? soon
      waits.set(target.href, Math.min(2 * wait, longest))
      setTimeout(() => target.replaceWith(target.cloneNode()), wait)
    },
    true,
  )
}
