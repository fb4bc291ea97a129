import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import { rescueFrom } from '../../src/session/rescue.ts'
import { binEpisode } from '../../src/shared/document/episodes.ts'
import { binBeat } from '../../src/shared/document/segments.ts'
import { readFountain } from '../../src/shared/format/fountain/read.ts'
import { twoPeople } from '../shared/document/room.ts'

test('text that is only in this browser comes out with what is in the bin', async () => {
  const [ada] = twoPeople()
  binBeat(ada.document, ada.segment('red').id)
  binEpisode(ada.document, ada.episode(2))
  const stray = ada.document.roots.bodies.get(ada.segment('hook').id) as Y.Text
  stray.insert(0, 'Typed in front of any mark.')
  stray.insertEmbed(27, { line: 'stray', element: 'dialogue' })
  const { bytes } = await rescueFrom(ada.doc)
  const text = new TextDecoder().decode(bytes)
  for (const said of [
    'hook one',
    'red one',
    'red two',
    'blue2 two',
    'Typed in front of any mark.',
  ]) {
    expect(text.split(said)).toHaveLength(2)
  }
  const { episodes } = readFountain(text).screenplay
  expect(episodes.map(({ title }) => title)).toEqual(['Episode', 'Bin: Episode2', 'Bin'])
  expect(episodes[2]?.beats.map(({ outline }) => outline)).toEqual(['red', ''])
})

test('nothing is said of a bin that is empty', async () => {
  const [ada] = twoPeople()
  const { bytes } = await rescueFrom(ada.doc)
  expect(new TextDecoder().decode(bytes)).not.toContain('Bin')
})
