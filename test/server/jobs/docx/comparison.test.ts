import { describe, expect, it } from 'vitest'
import { compareWord } from '../../../../server/jobs/docx/comparison.ts'
import { acceptChanges, subjectOfRemark } from '../../../../src/shared/document/acceptance.ts'
import { reviseLines } from '../../../../src/shared/document/revise.ts'
import { quoteOf } from '../../../../src/shared/document/subject.ts'
import type { Comparison } from '../../../../src/shared/domain/comparison.ts'
import { changeRows } from './changerows.ts'
import { Desk, endMark, inserted } from './desk.ts'

const script = `Title: The last ferry

# Episode 1: The pier

= Mira misses the boat.

## Hook

= She runs.

EXT. PIER - NIGHT

Mira runs along the pier.

MIRA
(out of breath)
Wait for me.

The ferry is *gone*.

## Beat

= A stranger waits.

A man sits on a suitcase.

JON
They said the last one is at ten.

## Cliffhanger

= The light.

A light on the water.
`

function compared(desk: Desk, bytes = desk.bring()): Comparison {
  const comparison = compareWord(bytes, desk.series)
  if ('code' in comparison) throw new Error(comparison.code)
  return comparison
}

describe('a script that comes back', () => {
  it('as it went changes nothing', async () => {
    for (const chosen of [{}, { outline: 'no' }]) {
      const desk = await new Desk(script).send(chosen)
      expect(compared(desk)).toEqual({ changes: [], remarks: [], losses: [] })
    }
  })

  it('with tracked words says which line, what it said, what it says, who', async () => {
    const desk = await new Desk(script).send()
    desk.track('ten', 'Ana', 'eleven')
    const comparison = compared(desk)
    expect(changeRows(comparison)).toEqual([
      'line: They said the last one is at ten. → dialogue They said the last one is at eleven. by Ana',
    ])
    expect(comparison.changes[0]).toMatchObject({ number: 1, by: [{ at: '2031-04-09T10:00:00Z' }] })
    expect(acceptChanges(desk.document, comparison.changes)).toEqual({ done: ['1'], stale: [] })
    expect(desk.rows).toContain('dialogue: They said the last one is at eleven.')
    expect(desk.rows).toHaveLength(10)
  })

  it('with words changed and nothing tracked says so without a name', async () => {
    const desk = await new Desk(script).send()
    desk.change('A man sits on a suitcase.', 'A woman sits on a suitcase.')
    expect(changeRows(compared(desk))).toEqual([
      'line: A man sits on a suitcase. → action A woman sits on a suitcase.',
    ])
  })

  it('keeps what the room has written meanwhile', async () => {
    const desk = await new Desk(script).send()
    desk.track('ten', 'Ana', 'eleven')
    const line = desk.series.episodes[0]?.segments[1]?.lines[2]
    const group = desk.document.reading.groupOfLine(line?.id ?? '')
    if (!group) throw new Error('no group')
    const write = (text: string) =>
      desk.document.edit(() => {
        const { lines } = desk.document.reading.segment(group.id) ?? { lines: [] }
        const drafts = lines.map(({ id, text: _, ...draft }) =>
          id === line?.id ? { ...draft, spans: [{ text, style: {} }] } : draft,
        )
        reviseLines(desk.document, group, drafts)
      })
    write('Jon said the last one is at ten.')
    expect(changeRows(compared(desk))).toEqual([
      'line: Jon said the last one is at ten. → dialogue Jon said the last one is at eleven. by Ana',
    ])
    write('They said the last one is at nine.')
    expect(changeRows(compared(desk))).toEqual([
      'line: They said the last one is at nine. → dialogue They said the last one is at eleven. by Ana (contested)',
    ])
    const stale = compared(desk).changes
    write('Nobody says anything.')
    expect(acceptChanges(desk.document, stale)).toEqual({ done: [], stale: ['1'] })
  })

  it('with a paragraph more, as Word tracks Enter behind a line', async () => {
    const desk = await new Desk(script).send()
    desk.change(
      /(<w:p><w:pPr><w:pStyle w:val="Dialogue"\/>)(<\/w:pPr>(?:(?!<\/w:p>).)*Wait for me\.(?:(?!<\/w:p>).)*<\/w:p>)/,
      `$1${endMark('ins', 'Ana')}$2<w:p><w:pPr><w:pStyle w:val="Action"/></w:pPr>${inserted('She stops.', 'Ana')}</w:p>`,
    )
    const comparison = compared(desk)
    expect(changeRows(comparison)).toEqual(['added:  → action She stops. by Ana'])
    acceptChanges(desk.document, comparison.changes)
    expect(desk.rows.slice(3, 7)).toEqual([
      'parenthetical: (out of breath)',
      'dialogue: Wait for me.',
      'action: She stops.',
      'action: The ferry is gone.',
    ])
  })

  it('with paragraphs more where nothing was written, and is not brought twice', async () => {
    const desk = await new Desk(script.replace('A light on the water.\n', '')).send()
    const paragraphs = ['A light.', 'A light.'].map((text) => `<w:p>${inserted(text, 'Ana')}</w:p>`)
    desk.change('<w:sectPr>', `${paragraphs.join('')}<w:sectPr>`)
    const { changes } = compared(desk)
    expect(changeRows(compared(desk))).toEqual([
      'added:  → action A light. by Ana',
      'added:  → action A light. by Ana',
    ])
    acceptChanges(desk.document, changes.slice(0, 1))
    expect(changeRows(compared(desk))).toEqual(['added:  → action A light. by Ana'])
    acceptChanges(desk.document, compared(desk).changes)
    expect(desk.rows.slice(-2)).toEqual(['action: A light.', 'action: A light.'])
    expect(compared(desk).changes).toEqual([])
  })

  it('with a paragraph taken out whole', async () => {
    const desk = await new Desk(script).send()
    desk.change(
      /(<w:pStyle w:val="Action"\/>)(<\/w:pPr>(?:(?!<\/w:p>).)*?)<w:r><w:t xml:space="preserve">Mira runs along the pier\.<\/w:t><\/w:r>/,
      `$1${endMark('del', 'Bo')}$2<w:del w:id="5" w:author="Bo"><w:r><w:delText>Mira runs along the pier.</w:delText></w:r></w:del>`,
    )
    const comparison = compared(desk)
    expect(changeRows(comparison)).toEqual(['removed: Mira runs along the pier. →  by Bo'])
    acceptChanges(desk.document, comparison.changes)
    expect(desk.rows).not.toContain('action: Mira runs along the pier.')
    expect(desk.rows).toHaveLength(9)
  })

  it('with the element of a line changed by its style, and emphasis', async () => {
    const desk = await new Desk(script).send()
    desk.change(
      /<w:pStyle w:val="Action"\/>((?:(?!<\/w:p>).)*A light on the water)/,
      '<w:pStyle w:val="Shot"/>$1',
    )
    desk.change('<w:rPr><w:i/><w:iCs/></w:rPr><w:t xml:space="preserve">gone', '<w:t>gone')
    const { changes } = compared(desk)
    expect(changes).toMatchObject([
      { what: 'line', next: { spans: [{ text: 'The ferry is gone.', style: {} }] } },
      { what: 'line', was: { element: 'action' }, next: { element: 'shot' } },
    ])
    acceptChanges(desk.document, changes)
    expect(desk.rows.at(-1)).toBe('shot: A light on the water.')
  })

  it('with the outline, a summary and titles changed', async () => {
    const desk = await new Desk(script).send()
    desk.track('stranger', 'Producer', 'woman')
    desk.change('The pier</w:t>', 'The quay</w:t>')
    desk.track('misses', 'Producer', 'catches')
    const { changes } = compared(desk)
    expect(changeRows({ changes })).toEqual([
      'title: The pier → The quay',
      'summary: Mira misses the boat. → Mira catches the boat. by Producer',
      'outline: A stranger waits. → A woman waits. by Producer',
    ])
    acceptChanges(desk.document, changes)
    expect(desk.series.episodes[0]).toMatchObject({
      title: 'The quay',
      summary: 'Mira catches the boat.',
    })
  })

  it('with a comment and its answer, tied to the words', async () => {
    const desk = await new Desk(script).send()
    desk.comment('suitcase', 'Producer', 'Why a suitcase?', 'It pays off in 12.')
    const { remarks, changes } = compared(desk)
    expect(changes).toEqual([])
    expect(remarks).toMatchObject([
      {
        quote: 'suitcase',
        said: [
          { by: { name: 'Producer', at: '2031-04-09T10:00:00Z' }, text: 'Why a suitcase?' },
          { by: { name: 'Room' }, text: 'It pays off in 12.' },
        ],
      },
    ])
    const subject = remarks[0] && subjectOfRemark(desk.document, remarks[0])
    expect(subject && quoteOf(subject)).toBe('suitcase')
  })

  it('names its changes and its comments apart: each is chosen by its name', async () => {
    const desk = await new Desk(script).send()
    desk.track('Mira runs', 'Sam', 'Mira walks').comment('Wait for me.', 'Ann', 'Louder?')
    desk.xml = desk.xml.replaceAll(/(<w:comment\w+ w:id=)"0"/g, '$1"1"')
    desk.comments = desk.comments.replace('w:id="0"', 'w:id="1"')
    const { changes, remarks } = compared(desk)
    const names = [...changes, ...remarks].map(({ id }) => id)
    expect([names.length, new Set(names).size]).toEqual([2, 2])
  })

  it('that has lost what it was made from is still told by its ids', async () => {
    const desk = await new Desk(script).send()
    desk.track('ten', 'Ana', 'eleven')
    const comparison = compared(desk, desk.bring('customXml'))
    expect(changeRows(comparison)).toHaveLength(1)
    expect(comparison.losses).toMatchObject([{ code: 'docx.unmarked' }])
  })

  it('is refused where it is of another series, or no script of ours', async () => {
    const desk = await new Desk(script).send()
    const other = new Desk('# Episode 1\n\nSomething else.')
    expect(compareWord(desk.bring(), other.series)).toMatchObject({ code: 'docx.other-series' })
    expect(compareWord(new TextEncoder().encode('%PDF-1.7'), desk.series)).toMatchObject({
      code: 'docx.not-word',
    })
  })
})

describe('a Chinese script that comes back', () => {
  const chinese = `Title: 末班渡轮

# 第1集：码头

## 钩子

.1-1 夜 外 码头

小满沿着码头奔跑。

@小满
（喘气）
等等我！
`

  it('tells name, mood and words of one paragraph apart', async () => {
    const desk = await new Desk(chinese).send()
    expect(desk.xml).toContain('：')
    expect(compared(desk).changes).toEqual([])
    desk.track('等等我', '安娜', '别走')
    desk.track('喘气', '安娜', '低声')
    expect(changeRows(compared(desk))).toEqual([
      'line: （喘气） → parenthetical （低声） by 安娜',
      'line: 等等我！ → dialogue 别走！ by 安娜',
    ])
  })

  it('keeps what a line is when the one before is taken out, whatever style is left', async () => {
    const desk = await new Desk(chinese).send()
    desk.track('小满沿着码头奔跑。', '安娜', '')
    desk.change(/(<w:pStyle w:val="Action"\/>)(?=<\/w:pPr><w:r>)/, `$1${endMark('del', '安娜')}`)
    desk.change('<w:pStyle w:val="Speech"/>', '<w:pStyle w:val="Action"/>')
    expect(changeRows(compared(desk))).toEqual(['removed: 小满沿着码头奔跑。 →  by 安娜'])
  })

  it('takes what is typed beside the marks for what it stands beside', async () => {
    const desk = await new Desk(chinese).send()
    desk.change(
      '<w:t xml:space="preserve">：</w:t></w:r><w:bookmarkStart',
      '<w:t>：喂，</w:t></w:r><w:bookmarkStart',
    )
    desk.change('<w:t xml:space="preserve">△</w:t>', '<w:t>△雨夜，</w:t>')
    expect(changeRows(compared(desk))).toEqual([
      'line: 小满沿着码头奔跑。 → action 雨夜，小满沿着码头奔跑。',
      'line: 等等我！ → dialogue 喂，等等我！',
    ])
  })
})

describe('a script in two columns that comes back', () => {
  it('leaves room for words in each of them', async () => {
    const { xml } = await new Desk(script).send({ columns: 'two' })
    const column = 4000
    const spoken = [...xml.matchAll(/<w:pStyle w:val="Dialogue"\/><w:ind ([^>]*)\/>/g)]
    expect(spoken.length).toBe(xml.split('w:val="Dialogue"').length - 1)
    for (const [, indents = ''] of spoken) {
      const taken = [...indents.matchAll(/"(\d+)"/g)].reduce((sum, [, it]) => sum + Number(it), 0)
      expect(taken).toBeLessThan(column / 2)
    }
  })

  it('brings translations to their lines', async () => {
    const desk = new Desk(script)
    await desk.send({ columns: 'two' })
    desk.change(
      /(<w:bookmarkStart w:id="\d+" w:name="_nt_\w+"\/>)(<w:bookmarkEnd w:id="\d+"\/><\/w:p><\/w:tc><\/w:tr>(?:(?!<w:tr>).)*<w:tr>(?:(?!<\/w:tr>).)*Mira runs along)/,
      '$1<w:r><w:t>外 码头 夜</w:t></w:r>$2',
    )
    const { changes } = compared(desk)
    expect(changes).toMatchObject([
      { what: 'line', next: { element: 'scene-heading', translation: '外 码头 夜' } },
    ])
    acceptChanges(desk.document, changes)
    const [line] = desk.series.episodes[0]?.segments[0]?.lines ?? []
    expect(line).toMatchObject({ text: 'EXT. PIER - NIGHT', translation: '外 码头 夜' })
    expect(line?.translated).toBe('EXT. PIER - NIGHT')
    expect(compared(desk).changes).toEqual([])
  })
})
