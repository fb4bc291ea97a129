/// What axe finds on a page is nothing: in light, in dark, and where somebody asks for it, on a
/// telephone.

import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/// The rules that colours have a part in. All others read what is the same in both themes, so they
/// are tried in one.
const ofColours = ['color-contrast', 'link-in-text-block']

export interface Look {
  /// CSS selectors: only what is in there is looked at, and nothing of that.
  readonly within?: string
  readonly without?: readonly string[]
  /// Rules that are left out.
  readonly except?: readonly string[]
  /// Whether it is looked at 360 pixels wide as well.
  readonly narrow?: boolean
}

/// `what` is what stands on the page, for who reads of a fault.
export async function expectNoFault(page: Page, what: string, look: Look = {}): Promise<void> {
  const found: string[] = []
  const size = page.viewportSize()
  const examine = async (how: string, rules?: readonly string[]) => {
    // The guards of an open popup send the focus back into it. Without a page of its own, in which
    // axe would put together what it found in frames: there are none.
    const axe = new AxeBuilder({ page }).setLegacyMode().exclude('[data-base-ui-focus-guard]')
    await drawn(page)
    if (look.within !== undefined) axe.include(look.within)
    for (const selector of look.without ?? []) axe.exclude(selector)
    if (rules) axe.withRules([...rules])
    else axe.disableRules([...(look.except ?? [])])
    const { violations } = await axe.analyze()
    for (const { id, nodes } of violations) {
      for (const { html } of nodes) found.push(`${what}, ${how}: ${id} ${html}`)
    }
  }
  const reducedMotion = 'reduce'
  await page.emulateMedia({ colorScheme: 'light', reducedMotion })
  await examine('light')
  if (look.narrow && size) {
    await page.setViewportSize({ width: 360, height: 740 })
    await examine('narrow')
  }
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion })
  if (look.narrow && size) {
    await examine('narrow, dark', ofColours)
    await page.setViewportSize(size)
  }
  await examine('dark', ofColours)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' })
  expect(found).toEqual([])
}

/// Colours change with the theme in a transition, however short: it has ended when two frames were
/// drawn.
function drawn(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
      ),
  )
}
