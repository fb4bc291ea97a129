import { beforeEach, describe, expect, it, vi } from 'vitest'

/// What a person has chosen, as a browser keeps it: with another storage for each test.

type Listener = (event: { key: string; newValue: string | null }) => void

class Browser {
  readonly kept = new Map<string, string>()
  readonly dataset: Record<string, string> = {}
  readonly #listeners: Listener[] = []

  constructor() {
    vi.stubGlobal('window', {
      addEventListener: (_: string, listener: Listener) => this.#listeners.push(listener),
    })
    vi.stubGlobal('navigator', { platform: 'Linux', languages: ['zh-CN', 'en'] })
    vi.stubGlobal('document', { documentElement: { dataset: this.dataset } })
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => this.kept.get(key) ?? null,
      setItem: (key: string, value: string) => this.kept.set(key, value),
      removeItem: (key: string) => this.kept.delete(key),
    })
  }

  /// What another window of the browser does.
  elsewhere(key: string, newValue: string | null): void {
    for (const listener of this.#listeners) listener({ key, newValue })
  }

  async load() {
    vi.resetModules()
    return import('../../../src/views/parts/settings.ts')
  }
}

let browser: Browser

beforeEach(() => {
  browser = new Browser()
})

describe('what is chosen', () => {
  it('is kept, and is there in the next visit', async () => {
    const first = await browser.load()
    expect(first.scriptSize.get()).toBe('normal')
    first.scriptSize.set('large')
    first.quotes.set('off')
    const second = await browser.load()
    expect(second.scriptSize.get()).toBe('large')
    expect(second.writingSettings()).toMatchObject({ quotes: false, dashes: true })
  })

  it('is as usual where something else is stored', async () => {
    browser.kept.set('ninety.script.size', 'enormous')
    browser.kept.set('ninety.motion', '')
    const { motion, scriptSize } = await browser.load()
    expect([motion.get(), scriptSize.get()]).toEqual(['system', 'normal'])
  })

  it('shows on the root at once and whenever it changes, also by another window', async () => {
    browser.kept.set('ninety.script.face', 'system')
    const { applyLooks, motion } = await browser.load()
    applyLooks()
    expect(browser.dataset).toMatchObject({ scriptFace: 'system', motion: 'system' })
    motion.set('less')
    expect(browser.dataset.motion).toBe('less')
    browser.elsewhere('ninety.script.line', 'wide')
    expect(browser.dataset.scriptLine).toBe('wide')
  })

  it('is forgotten at a reset, but for the language', async () => {
    const settings = await browser.load()
    settings.applyLooks()
    settings.language.set('en')
    settings.theme.set('dark')
    settings.scriptHan.set('serif')
    settings.letterKeys.set('off')
    settings.completion.set('off')
    settings.spelling.set('on')
    settings.focusMode.set('on')
    settings.resetSettings()
    expect(settings.language.get()).toBe('en')
    expect(settings.letterKeys.get()).toBe('on')
    expect([settings.spelling.get(), settings.focusMode.get()]).toEqual(['off', 'off'])
    expect(settings.writingSettings().completion).toBe(true)
    expect(browser.dataset).toMatchObject({ theme: 'system', scriptHan: 'sans' })
    expect([...browser.kept.keys()]).toEqual(['ninety.language'])
  })

  it('holds until the page is closed where the browser keeps nothing', async () => {
    const { resetSettings, scriptLine } = await browser.load()
    vi.stubGlobal('localStorage', undefined)
    scriptLine.set('narrow')
    expect(scriptLine.get()).toBe('narrow')
    resetSettings()
    expect(scriptLine.get()).toBe('normal')
  })
})
