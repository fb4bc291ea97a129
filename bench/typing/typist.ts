import { setTimeout as wait } from 'node:timers/promises'
import type { BrowserContext, CDPSession, Page } from '@playwright/test'
import { installKeyClock } from './keyclock.ts'

/// Somebody at a page who types with real key presses.
export interface Typist {
  /// Puts the cursor at the end of a line of action in the middle of the script, another each turn.
  settle(turn: number): Promise<void>
  /// Looks for a word in the script, and leaves what was found marked. Gives how often it is there.
  find(word: string): Promise<number>
  /// Types for a while and gives back the milliseconds from key to paint of each key.
  type(keys: number): Promise<readonly number[]>
  /// Milliseconds of computing time that the page's main thread has used until now.
  busy(): Promise<number>
  /// Starts or ends taking samples of what the page computes, a `.cpuprofile` for Chromium's own tools.
  startProfile(): Promise<void>
  endProfile(): Promise<string>
  readonly page: Page
}

/// Milliseconds between keys: a fast typist, and not in step with anything.
const pace = [70, 110] as const

const sentences = {
  en: 'and nobody in the room says a word ',
  'zh-Hans': '没有人说话只听见窗外下着雨',
}

export async function seatTypist(
  context: BrowserContext,
  url: string,
  language: keyof typeof sentences,
): Promise<Typist> {
  const page = await context.newPage()
  page.on('pageerror', (error) => console.error(error))
  await page.addInitScript(installKeyClock)
  await page.goto(url)
  await page.waitForSelector('.ProseMirror [data-line]')
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  const cdp = await context.newCDPSession(page)
  // Computing time, not time on the wall: another process that takes the processor is not counted.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  return {
    page,
    async settle(turn) {
      await page.bringToFront()
      const lines = page.locator('.ProseMirror [data-element="action"]')
      await lines.nth(Math.floor((await lines.count()) / 2) + turn).click()
      await page.keyboard.press('End')
      await wait(300)
    },
    async find(word) {
      await page.bringToFront()
      // The bar comes with what loads behind the page, as this button does.
      await page.getByRole('button', { name: 'Cast and places' }).waitFor()
      await page.keyboard.press('ControlOrMeta+f')
      await page.keyboard.type(word)
      const said = page.getByText(/^[\d,]+ of [\d,]+$/)
      await said.waitFor()
      return Number((await said.textContent())?.replace(/^.* of /, '').replaceAll(',', ''))
    },
    async type(keys) {
      const sentence = sentences[language]
      await page.evaluate(() => window.keyClock.take())
      for (let i = 0; i < keys; i++) {
        await press(cdp, sentence[i % sentence.length] as string)
        await wait(pace[0] + Math.random() * (pace[1] - pace[0]))
      }
      await wait(200)
      const unseen = await page.evaluate(() => window.keyClock.unseen)
      if (unseen > 0)
        throw new Error(`${unseen} keys were not in the line when it was drawn: ${page.url()}`)
      const times = await page.evaluate(() => window.keyClock.take())
      if (times.length < keys) throw new Error(`${times.length} of ${keys} keys were shown.`)
      return times
    },
    async busy() {
      const { metrics } = await cdp.send('Performance.getMetrics')
      return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
    },
    async startProfile() {
      await cdp.send('Profiler.enable')
      await cdp.send('Profiler.setSamplingInterval', { interval: 200 })
      await cdp.send('Profiler.start')
    },
    async endProfile() {
      return JSON.stringify((await cdp.send('Profiler.stop')).profile)
    },
  }
}

/// One key, down and up, as the keyboard gives it.
export async function press(cdp: CDPSession, text: string): Promise<void> {
  const key = { key: text, code: text === ' ' ? 'Space' : `Key${text.toUpperCase()}` }
  const code = /^[a-z ]$/.test(text) ? text.toUpperCase().charCodeAt(0) : 229
  await cdp.send('Input.dispatchKeyEvent', {
    type: 'keyDown',
    text,
    ...key,
    windowsVirtualKeyCode: code,
  })
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key, windowsVirtualKeyCode: code })
}
