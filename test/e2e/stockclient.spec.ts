import { readFileSync } from 'node:fs'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { tokenOf } from './people.ts'
import { expect, test } from './room.ts'
import { putCursor, scriptOf } from './script.ts'

/// A program of somebody else's: a stock y-websocket client that knows docs/DOCUMENT.md and nothing
/// more. The code it runs is what stands on that page.

test.use({ house: 'shared' })

interface Line {
  readonly id: string
  readonly element: string
  readonly text: string
}

interface Manual {
  readSeries(doc: Y.Doc): {
    readonly episodes: readonly {
      readonly segments: readonly { readonly lines: readonly Line[] }[]
    }[]
  }
  outlineOf(doc: Y.Doc, episode: number): readonly string[]
  createWriter(doc: Y.Doc): {
    type(line: string, offset: number, words: string): void
    addLine(line: string, element: string, words: string): string
  }
}

function readManual(): Manual {
  const page = readFileSync(new URL('../../docs/DOCUMENT.md', import.meta.url), 'utf8')
  const code = [...page.matchAll(/^```js\n(.*?)^```$/gms)].map(([, block]) => block)
  const names = 'return { readSeries, outlineOf, createWriter }'
  return new Function('Y', `${code.join('\n')}\n${names}`)(Y) as Manual
}

test('a stock client reads the outline of episode 3 and types a line', async ({ server, ada }) => {
  await ada.page.goto(`/series/${ada.sample}`)
  await expect(ada.page.locator('.script [data-episode]')).toHaveCount(12)
  const shown = ada.page.locator('.script [data-episode]').nth(2)
  const outline = await shown.locator('[data-outline]').allTextContents()

  const manual = readManual()
  const doc = new Y.Doc()
  // First of all: it draws the client ids, and the provider keeps to the one it finds.
  const writer = manual.createWriter(doc)
  const provider = new WebsocketProvider(
    `${server.url.replace('http', 'ws')}/sync`,
    ada.sample,
    doc,
    {
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
      params: { token: await tokenOf(server.url, server.people.owner) },
    },
  )
  try {
    await new Promise<void>((resolve) => provider.once('sync', () => resolve()))
    expect(outline.length).toBeGreaterThan(2)
    expect(manual.outlineOf(doc, 3)).toEqual(outline)

    const [first] = manual.readSeries(doc).episodes[2]?.segments[1]?.lines ?? []
    if (!first) throw new Error('Episode 3 has no first beat with a line.')
    const line = writer.addLine(first.id, 'action', 'A kettle whistles.')
    writer.type(line, 'A kettle whistles.'.length, ' Nobody moves.')
    const typed = shown.locator('[data-line]', { hasText: 'A kettle whistles. Nobody moves.' })
    await expect(typed).toHaveAttribute('data-element', 'action')

    // And the other way round: what is typed in the browser reaches the stock client.
    await putCursor(ada.page, 'A kettle whistles. Nobody moves.', -1)
    await ada.page.keyboard.type(' Then Dot does.')
    const texts = () =>
      manual.readSeries(doc).episodes[2]?.segments[1]?.lines.map(({ text }) => text) ?? []
    await expect.poll(texts).toContain('A kettle whistles. Nobody moves. Then Dot does.')
    expect(await scriptOf(ada.page)).toContain(
      'action: A kettle whistles. Nobody moves. Then Dot does.',
    )
  } finally {
    provider.destroy()
    doc.destroy()
  }
})
