import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { sheet } from '../../../../server/jobs/xlsx/format.ts'
import { writeWorkbook } from '../../../../server/jobs/xlsx/workbook.ts'
import { marksOf } from '../../../../src/shared/format/cuts.ts'
import { applyCuts } from '../../../../src/shared/format/cutting.ts'
import { screenplayOf } from '../../../../src/shared/format/document.ts'
import { outlineGrid } from '../../../../src/shared/format/outline/grid.ts'
import { seasonOf } from '../../../../src/shared/format/outline/season.ts'
import { Person, twoEpisodes } from '../../document/room.ts'

test.each(['episodes', 'segments'] as const)('a sheet by %s begins a series', async (layout) => {
  const state = Y.encodeStateAsUpdate(twoEpisodes([]))
  const { series } = new Person(state).document.reading
  const bytes = writeWorkbook([outlineGrid(series, 'zh-Hans', layout).table])
  const reading = await sheet.read(bytes)
  if ('code' in reading) throw new Error(reading.message)
  expect(reading.losses).toEqual([])
  const { episodes } = screenplayOf(series)
  expect(reading.screenplay.episodes).toEqual(episodes)
  // The preview cuts it where it says, though there is not a line yet.
  expect(applyCuts(reading.screenplay, marksOf(reading.screenplay)).screenplay.episodes).toEqual(
    episodes,
  )
})

test('a sheet that people have made themselves begins one', () => {
  const rows = [
    ['出品方的大纲'],
    ['集数', '标题', '钩子', '节拍1', '节拍2', '悬念', '情绪', '秒数', '备注'],
    ['1', '退潮', '灯灭了', '她上楼', '', '门开了', '1|−2|5', '', '好'],
    ['', '', '', '', '', '', '', '', ''],
    ['2', '涨潮', '水来了', '', '', '', '坏', '9|9', ''],
  ]
  const reading = seasonOf(rows)
  if ('code' in reading) throw new Error(reading.message)
  expect(reading.screenplay).toMatchObject({
    language: 'zh-Hans',
    episodes: [
      {
        title: '退潮',
        hook: { outline: '灯灭了', emotion: 1 },
        beats: [{ outline: '她上楼', emotion: -2 }],
        cliffhanger: { outline: '门开了', emotion: 5 },
      },
      { title: '涨潮', hook: { outline: '水来了', seconds: 9 }, beats: [] },
    ],
  })
  expect(reading.losses).toEqual([
    { code: 'sheet.column', message: '“备注” in I1 was left out.', at: 1 },
    { code: 'sheet.count', message: '“坏” in G5 was left out.', at: 5 },
  ])
})

test('a sheet without an episode is none', () => {
  expect(seasonOf([['Episode', 'Hook']])).toMatchObject({ code: 'outline.empty' })
  expect(seasonOf([['a', 'b']])).toMatchObject({ code: 'outline.headless' })
})
