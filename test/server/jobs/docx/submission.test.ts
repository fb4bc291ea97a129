import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { submissionPackage } from '../../../../server/jobs/docx/submission.ts'
import { writeSeries } from '../../../../src/shared/document/content.ts'
import { keptIn } from '../../../../src/shared/document/kept.ts'
import { SeriesReading } from '../../../../src/shared/document/reading.ts'
import { contentOf } from '../../../../src/shared/format/document.ts'
import { readFountain } from '../../../../src/shared/format/fountain/read.ts'
import type { Screenplay } from '../../../../src/shared/format/screenplay.ts'
import { part } from './desk.ts'

const script = `Title: 末班渡轮
Logline: 小满错过了末班渡轮，却在码头遇见了改变她一生的陌生人。

# 第1集：码头

= 小满赶到码头，渡轮已经开走，一个陌生人坐在箱子上等她，说出了她父亲的名字，她不敢相信。

@小满
等等我！

# 第2集

@小满
你是谁？

# 第3集：灯

= 水面上有一盏灯。

@小满
@阿海
灯亮了。
`

async function made(chosen: Record<string, string>, more: Partial<Screenplay> = {}) {
  const doc = new Y.Doc()
  writeSeries(doc, contentOf({ ...readFountain(script).screenplay, ...more }))
  const material = { series: new SeriesReading(doc).series, kept: keptIn(doc) }
  const { bytes, losses } = await submissionPackage.write(material, { language: 'en', chosen })
  const rows = part(bytes, 'word/document.xml')
    .split('</w:p>')
    .map((row) => row.replace(/<[^>]*>/g, '').trim())
    .filter((row) => row !== '')
  return { rows, losses: losses.map(({ code, message }) => `${code} ${message}`) }
}

it('has every part in order, and the first episodes of script alone', async () => {
  const cast = [{ name: '小满', notes: '二十岁，渔家女儿，倔强。', aliases: [] }]
  const { rows } = await made({ scripts: '1' }, { cast })
  expect(rows).toEqual([
    '末班渡轮',
    '共3集，每集约90秒',
    '一句话故事',
    '小满错过了末班渡轮，却在码头遇见了改变她一生的陌生人。',
    '故事梗概',
    '小满赶到码头，渡轮已经开走，一个陌生人坐在箱子上等她，说出了她父亲的名字，她不敢相信。水面上有一盏灯。',
    '人物小传',
    '小满',
    '二十岁，渔家女儿，倔强。',
    '分集大纲',
    '第1集 码头',
    '小满赶到码头，渡轮已经开走，一个陌生人坐在箱子上等她，说出了她父亲的名字，她不敢相信。',
    '第2集',
    '第3集 灯',
    '水面上有一盏灯。',
    '剧本正文（第1–1集）',
    '第1集：码头',
    '小满：等等我！',
  ])
})

it('says what is missing, too short or too long, by the template or by what is asked for', async () => {
  const { losses } = await made({ template: 'filing', logline: '5-10', synopsis: '10-90' })
  expect(losses).toEqual([
    'submission.long Longer than the template asks for: “一句话故事: 27 (5–10)”',
    'submission.synopsis The synopsis is put together from what is said of the episodes: read it through.',
    'submission.character Nothing is written down about somebody who speaks in several episodes: “小满”',
    'submission.missing Still to be written: “第2集”',
    'submission.short Shorter than the template asks for: “第3集: 8 (30–300)”',
  ])
})
