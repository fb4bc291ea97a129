import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { writeSeries } from '../../../../src/shared/document/content.ts'
import { SeriesReading } from '../../../../src/shared/document/reading.ts'
import { outlineText } from '../../../../src/shared/format/outline/report.ts'

async function markdown(language: 'en' | 'zh-Hans'): Promise<string> {
  const doc = new Y.Doc()
  const segment = (outline: string, values = {}) => ({ outline, values, lines: [] })
  writeSeries(doc, {
    title: '# Low *Tide*',
    logline: 'A light_house [for] sale',
    language,
    notes: '1. Nobody swims\n- ever',
    episodes: [
      {
        title: 'Ebb #',
        summary: '+ Mira sells.',
        hook: segment('A sign.\n\n2) In the rain <b>', {
          emotion: -3,
          tags: ['set_up', 'prop: a|b'],
        }),
        beats: [segment('  '), segment('She stays')],
        cliffhanger: segment(''),
      },
      { title: '', summary: '', hook: segment(''), beats: [], cliffhanger: segment('Dark') },
    ],
  })
  const { series } = new SeriesReading(doc)
  const kept = { titlePage: [], cast: [], places: [], carried: new Map() }
  const { bytes } = await outlineText.write({ series, kept }, { language, chosen: {} })
  return new TextDecoder().decode(bytes)
}

test('an outline is Markdown in which nothing that people typed is markup', async () => {
  expect(await markdown('en')).toBe(
    [
      '# \\# Low \\*Tide\\*',
      '*A light\\_house \\[for\\] sale*',
      '1\\. Nobody swims',
      '\\- ever',
      '## 1. Ebb \\# (0:00)',
      '\\+ Mira sells.',
      '**Hook:** A sign.',
      '2\\) In the rain \\<b\\>',
      'Emotion: -3 · Tags: set\\_up, prop: a\\|b',
      '**Beat 2:** She stays',
      '## 2 (0:00)',
      '**Cliffhanger:** Dark\n',
    ].join('\n\n'),
  )
})

test('in Chinese it has the words of the trade', async () => {
  const text = await markdown('zh-Hans')
  expect(text).toContain('## 第1集 Ebb \\# (0:00)')
  expect(text).toContain('**钩子：** A sign.')
  expect(text).toContain('## 第2集 (0:00)')
})
