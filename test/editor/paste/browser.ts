import { type Browser, chromium, type Page } from '@playwright/test'
import { build } from 'vite'
import type { Language } from '../../../src/shared/domain/language.ts'
import { installBrowser } from '../../browser.ts'
import type { Trial } from './payloads.ts'

/// A page in a real browser that has the reader of pasted text in it, and hears of everything that
/// a payload would do beside being read.

export interface PastePage {
  /// What a payload becomes, as rows `element: text`.
  read(html: string, text: string, language?: Language): Promise<string[]>
  /// What is wrong with what came of each, in their order.
  tryAll(trials: readonly Trial[]): Promise<string[][]>
  copyAndPaste(rows: readonly (readonly [string, string])[]): Promise<string[]>
  /// Puts a payload on the page, as an editor would that trusted it.
  trust(html: string): Promise<void>
  /// What has run, been asked for or been shown since the page was opened.
  happened(): Promise<string[]>
  close(): Promise<void>
}

declare global {
  interface Window {
    read(html: string, text: string, language: Language): string[]
    tryPaste(trial: Trial): string[]
    copyAndPaste(rows: readonly (readonly [string, string])[]): string[]
    ran?: unknown
  }
}

export async function openPastePage(): Promise<PastePage> {
  const code = await bundled()
  const browser: Browser = await chromium.launch({ executablePath: installBrowser() })
  const page: Page = await browser.newPage()
  const happened: string[] = []
  await page.goto('about:blank')
  await page.setContent('<!doctype html><title>Paste</title>')
  await page.addScriptTag({ content: code })
  page.on('dialog', (dialog) => {
    happened.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => happened.push(`request ${request.url()}`))
  page.on('popup', (popup) => happened.push(`popup ${popup.url()}`))
  page.on('framenavigated', (frame) => happened.push(`frame ${frame.url()}`))
  page.on('pageerror', (error) => happened.push(`error ${error.message}`))
  return {
    read: (html, text, language = 'en') =>
      page.evaluate(([html, text, language]) => window.read(html, text, language), [
        html,
        text,
        language,
      ] as const),
    tryAll: (trials) =>
      page.evaluate((each) => each.map((one) => window.tryPaste(one)), trials.map(sendable)),
    copyAndPaste: (rows) => page.evaluate((rows) => window.copyAndPaste(rows), rows),
    async trust(html) {
      await page.evaluate((html) => {
        document.body.innerHTML = html
      }, html)
      await page.waitForFunction(() => window.ran !== undefined)
    },
    async happened() {
      const ran = await page.evaluate(() => window.ran !== undefined || frames.length > 0)
      return ran ? [...happened, 'something ran'] : happened
    },
    close: () => browser.close(),
  }
}

/// Half characters do not come through to a browser: they go as characters of nobody's.
function sendable(trial: Trial): Trial {
  const send = (text: string) =>
    text.replace(/\p{Cs}/gu, (half) => (half < '\udc00' ? '\ue000' : '\ue001'))
  const { html, text } = trial.payload
  return { ...trial, payload: { html: send(html), text: send(text) } }
}

async function bundled(): Promise<string> {
  const entry = new URL('page.ts', import.meta.url).pathname
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      rolldownOptions: { input: entry, output: { format: 'iife' } },
    },
  })
  const [chunk] = 'output' in built ? built.output : []
  if (chunk?.type !== 'chunk') throw new Error('The page of the paste tests could not be built.')
  return chunk.code
}
