import { expect, test } from 'vitest'
import { json } from '../../../../src/shared/format/json/json.ts'
import { readJson } from '../../../../src/shared/format/json/read.ts'
import { writeJson } from '../../../../src/shared/format/json/write.ts'
import type { Reading } from '../../../../src/shared/format/reading.ts'
import type { Screenplay } from '../../../../src/shared/format/screenplay.ts'

const everything: Screenplay = {
  title: 'Low Tide',
  logline: 'A lighthouse is for sale.',
  notes: 'Nobody may swim.\n',
  language: 'en',
  targetSeconds: 75,
  settings: { dress: 'zh-Hans', pace: 'fast', sceneNumbers: true },
  titlePage: [{ key: 'Contact', values: ['Harbour 3', 'by post'] }],
  cast: [{ name: 'MIRA', notes: 'keeps the light', aliases: ['M.'], colour: '#7a4fd0' }],
  places: [{ name: 'LIGHTHOUSE', notes: '', aliases: [] }],
  carried: { fdx: '<Watermark/>' },
  episodes: [
    {
      title: 'Ebb',
      summary: 'Mira sells.',
      hook: {
        outline: 'A sign.\nIn the rain.',
        lines: [
          {
            element: 'scene-heading',
            spans: [{ text: 'EXT. PIER - NIGHT', style: {} }],
            sceneNumber: '1A',
            sceneSeconds: 12.5,
            carried: { fdx: 'x' },
          },
          {
            element: 'character',
            spans: [{ text: 'MIRA', style: {} }],
            dual: 'left',
          },
          {
            element: 'dialogue',
            spans: [
              { text: 'Not ', style: {} },
              { text: 'now', style: { bold: true, strike: true } },
              { text: '.\n', style: {} },
            ],
            seconds: 2,
            translation: '现在不行。',
          },
          { element: 'action', spans: [], align: 'center' },
          { element: 'action', spans: [{ text: 'lone \ud83d half', style: { italic: true } }] },
        ],
        emotion: -3,
        tags: ['setup', 'prop: sign'],
        seconds: 9,
        carried: { fdx: 'y' },
      },
      beats: [],
      cliffhanger: { outline: '', lines: [] },
      targetSeconds: 60,
      writers: [{ id: 'u1', name: 'Ana' }],
      due: '2031-04-09',
      unlock: true,
      carried: { fdx: 'z' },
    },
  ],
}

function read(text: string): Reading {
  const reading = readJson(text)
  if ('code' in reading) throw new Error(reading.message)
  return reading
}

/// The file with something put in place of what it holds.
function broken(change: (file: Record<string, unknown>) => void): string {
  const file: Record<string, unknown> = JSON.parse(writeJson(everything))
  change(file)
  return JSON.stringify(file)
}

test('a series with everything in it comes back equal', () => {
  expect(read(writeJson(everything))).toEqual({ screenplay: everything, losses: [] })
})

test('a plain line is a text, as people write it', () => {
  expect(JSON.parse(writeJson(everything)).episodes[0].hook.lines[1]).toEqual({
    element: 'character',
    text: 'MIRA',
    dual: 'left',
  })
})

test('what is not known is left out and said, with its place', () => {
  const text = broken((file) => {
    const [episode] = file.episodes as Record<string, unknown>[]
    if (!episode) return
    episode.stars = 5
    episode.due = 'soon'
    episode.beats = [{ outline: 'Kept.', emotion: 9, lines: [{ element: 'song', text: 'La' }, 7] }]
  })
  const { screenplay, losses } = read(text)
  expect(screenplay.episodes[0]?.beats).toEqual([
    { outline: 'Kept.', lines: [{ element: 'general', spans: [{ text: 'La', style: {} }] }] },
  ])
  expect(losses.map(({ code, message }) => [code, /“(.*?)”/.exec(message)?.[1]])).toEqual([
    ['json.shape', 'episodes[0].due'],
    ['json.shape', 'episodes[0].beats[0].emotion'],
    ['json.shape', 'episodes[0].beats[0].lines[0].element'],
    ['json.shape', 'episodes[0].beats[0].lines[1]'],
    ['json.unknown', 'episodes[0].stars'],
  ])
})

test('names that every object has are no fields', () => {
  const text = broken((file) => {
    file.settings = JSON.parse('{"__proto__": {"pace": "fast"}, "toString": 1, "pace": "wild"}')
  })
  const { screenplay, losses } = read(text)
  expect(screenplay.settings).toBeUndefined()
  expect(losses.length).toBeGreaterThan(0)
})

test.each([
  ['json.damaged', '{"format": "ninety.series", "version": 1, "epis'],
  ['json.damaged', ''],
  ['json.stranger', '{"episodes": []}'],
  ['json.stranger', '[[[]]]'],
  ['json.stranger', 'null'],
  ['json.newer', '{"format": "ninety.series", "version": 2}'],
  ['json.empty', '{"format": "ninety.series", "version": 1, "episodes": [3]}'],
  ['json.empty', '{"format": "ninety.series", "version": 1, "episodes": {"length": 1}}'],
])('%s is said of what is no series', (code, text) => {
  expect(readJson(text)).toMatchObject({ code })
})

test('neither depth nor a file that is wrong throughout does harm', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
  expect(readJson(deep)).toHaveProperty('code')
  const lines = Array.from({ length: 20_000 }, () => 7)
  const { losses } = read(
    JSON.stringify({ format: 'ninety.series', version: 1, episodes: [{ hook: { lines } }] }),
  )
  expect(losses.length).toBeLessThan(600)
  expect(losses.at(-1)?.message).toContain('19500')
})

test('a file in another encoding is read', async () => {
  const bytes = new Uint8Array([0xff, 0xfe, ...utf16(writeJson(everything))])
  expect(await json.read(bytes)).toMatchObject({ screenplay: { title: 'Low Tide' } })
})

function utf16(text: string): number[] {
  return Array.from(text, (_, i) => text.charCodeAt(i)).flatMap((unit) => [unit & 255, unit >> 8])
}
