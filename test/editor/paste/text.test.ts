import { describe, expect, test } from 'vitest'
import { type Pasted, readPlain, readText } from '../../../src/editor/paste/read.ts'
import type { Language } from '../../../src/shared/domain/language.ts'

/// What plain text from all kinds of places becomes.

function rows(text: string, language: Language = 'en'): string[] {
  const pasted = readText(text, language)
  if (typeof pasted === 'string') throw new Error(pasted)
  return said(pasted)
}

function said({ lines }: Pasted): string[] {
  return lines.map(({ element, spans, sceneNumber, align }) => {
    const number = sceneNumber === undefined ? '' : ` #${sceneNumber}`
    return `${element}${align ? ` ${align}` : ''}${number}: ${spans.map(({ text }) => text).join('')}`
  })
}

const page = [
  'scene-heading: INT. SHAFT - NIGHT',
  'action: A cable hums over the empty cabin, and nobody has come to see why the light is out.',
  'character: MARA',
  'parenthetical: (softly)',
  'dialogue: Who is there? I heard the cable, and I am not going up alone.',
  'transition: CUT TO:',
  'scene-heading: EXT. ROOF - NIGHT',
  'action: Rain.',
]

describe('a script in English', () => {
  test('with empty lines between', () => {
    const text = `INT. SHAFT - NIGHT

A cable hums over the empty cabin, and nobody has come to see why the light is out.

MARA
(softly)
Who is there? I heard the cable, and I am not going up alone.

CUT TO:

EXT. ROOF - NIGHT

Rain.
`
    expect(rows(text)).toEqual(page)
  })

  test('off a page, with its indents, broken lines, page number and (MORE)', () => {
    const text = `INT. SHAFT - NIGHT

A cable hums over the empty cabin, and nobody has come to see
why the light is out.

                      MARA
                (softly)
          Who is there? I heard the cable,
                      (MORE)


                                                           12.

                      MARA (CONT'D)
          and I am not going up alone.

                                                       CUT TO:

EXT. ROOF - NIGHT

Rain.
`
    expect(rows(text)).toEqual([
      ...page.slice(0, 4),
      'dialogue: Who is there? I heard the cable, and I am not going up alone.',
      ...page.slice(5),
    ])
  })

  test('off a page, without indents and empty lines', () => {
    const text = `INT. SHAFT - NIGHT
A cable hums over the empty cabin, and nobody has come to see
why the light is out.
MARA
(softly)
Who is there? I heard the cable,
and I am not going up alone.
CUT TO:
EXT. ROOF - NIGHT
Rain.`
    expect(rows(text)).toEqual(page)
  })

  test('numbers of scenes at both edges', () => {
    expect(
      rows('12   INT. SHAFT - NIGHT   12\n\nA cable hums.\n\n13A  EXT. ROOF - DAY  13A'),
    ).toEqual([
      'scene-heading #12: INT. SHAFT - NIGHT',
      'action: A cable hums.',
      'scene-heading #13A: EXT. ROOF - DAY',
    ])
  })

  test('names with a colon, shots, and text on the screen', () => {
    const text = `EXT. ROOF - DAY

MARA: (into the phone) It has stopped again.

TEXT ON SCREEN: 23:10

ANGLE ON THE ROPE

It holds.`
    expect(rows(text)).toEqual([
      'scene-heading: EXT. ROOF - DAY',
      'character: MARA',
      'parenthetical: (into the phone)',
      'dialogue: It has stopped again.',
      'on-screen-text: TEXT ON SCREEN: 23:10',
      'shot: ANGLE ON THE ROPE',
      'action: It holds.',
    ])
  })

  test('Fountain, with everything that its signs say; its sections are text', () => {
    const text = `# Episode 1: Up

.THE SHAFT

@McVey
So?

> BURN TO BLACK.

~la la`
    expect(rows(text)).toEqual([
      'general: # Episode 1: Up',
      'scene-heading: THE SHAFT',
      'character: McVey',
      'dialogue: So?',
      'transition: BURN TO BLACK.',
      'lyric: la la',
    ])
  })
})

describe('a script in Chinese', () => {
  const zh = (text: string) => rows(text, 'zh-Hans')

  test('in the format of the trade', () => {
    const text = `第3集
3-1 日 内 顶楼机房
人物：阿岚、老许
△阿岚推开铁门，风灌进来。
阿岚：（压低声音）谁在那儿？
老许（激动）：别开灯！
老许OS：她怎么会在这儿？
【字幕：三小时前】
【特写：红灯】
【闪回】
▲雨夜，电梯停在半空。
阿岚点头，冷笑：是你。
闪回结束`
    expect(zh(text)).toEqual([
      'general: 第3集',
      'scene-heading: 3-1 日 内 顶楼机房',
      'general: 人物：阿岚、老许',
      'action: 阿岚推开铁门，风灌进来。',
      'character: 阿岚',
      'parenthetical: （压低声音）',
      'dialogue: 谁在那儿？',
      'character: 老许',
      'parenthetical: （激动）',
      'dialogue: 别开灯！',
      'character: 老许（OS）',
      'dialogue: 她怎么会在这儿？',
      'on-screen-text: 【字幕：三小时前】',
      'shot: 【特写：红灯】',
      'transition: 【闪回】',
      'action: 雨夜，电梯停在半空。',
      'character: 阿岚',
      'parenthetical: （点头，冷笑）',
      'dialogue: 是你。',
      'transition: 闪回结束',
    ])
  })

  test('headings in their many orders', () => {
    const headings = [
      '1-1日内灵堂',
      '17-1 仓库 夜 内',
      '1-1场 旧超市\t日\t内',
      '1.1旧宅-后院 日 外',
      '1-1地点，宴会厅，日，内',
      '[1] 内 总裁办公室 日',
      '【场次 1】',
      '第二场 天台 夜 外',
    ]
    for (const heading of headings) {
      expect(zh(`${heading}\n△门开了。`), heading).toEqual([
        `scene-heading: ${heading.replaceAll(/\s+$/g, '')}`,
        'action: 门开了。',
      ])
    }
  })

  test('a sentence with a colon, a time and an address are no speeches', () => {
    const text = '1-1 夜 内 机房\n她低声说：走。\n23:10，灯灭了。\nhttp://example.test/路 看这里'
    expect(zh(text)).toEqual([
      'scene-heading: 1-1 夜 内 机房',
      'action: 她低声说：走。',
      'action: 23:10，灯灭了。',
      'action: http://example.test/路 看这里',
    ])
  })

  test('in an English series the mark of action stays', () => {
    expect(rows('1-1 夜 内 机房\n△门开了。')).toEqual([
      'scene-heading: 1-1 夜 内 机房',
      'action: △门开了。',
    ])
  })
})

describe('what is no script', () => {
  test('a single line is text, with the space around it', () => {
    const pasted = readText(' booth', 'en')
    expect(pasted).toMatchObject({ isScript: false, single: [{ text: ' booth' }] })
  })

  test('paragraphs are lines; those broken to fit a page are put together', () => {
    expect(rows('One thing.\nAnother thing.')).toEqual([
      'action: One thing.',
      'action: Another thing.',
    ])
    const broken = `The cabin stands between two floors and nobody in the house has
noticed yet that the light in it went out an hour ago.

Then somebody does.`
    expect(rows(broken)).toEqual([
      'action: The cabin stands between two floors and nobody in the house has noticed yet that the light in it went out an hour ago.',
      'action: Then somebody does.',
    ])
  })

  test('a number alone is not the number of a page', () => {
    expect(rows('MARA\nHow many?\n\nBEN\n12\n\nMARA\nTwelve.')).toContain('dialogue: 12')
  })

  test('numbers that head short episodes are no numbers of pages', () => {
    const beat = (many: number) => Array.from({ length: many }, (_, i) => `MARA\nRain falls ${i}.`)
    const headed = [1, 2, 3].flatMap((n) => [`${n}`, 'INT. ROOF - NIGHT', ...beat(15)])
    const bare = [4, 5, 6].flatMap((n) => [`${n}`, ...beat(6)])
    const first = [1, 2, 3].flatMap((n) => [`${n}.`, ...beat(15)])
    for (const all of [headed, bare, first]) {
      const said = rows(all.join('\n\n')).join('\n')
      for (const number of all.filter((row) => /^\d/.test(row))) {
        expect(said).toContain(`: ${number}\n`)
      }
    }
    const pages = [2, 3, 4].flatMap((n) => [...beat(15), `${n}.`])
    expect(rows(pages.join('\n\n')).join('\n')).not.toMatch(/: \d\.$/m)
  })

  test('who goes on speaking is told so', () => {
    expect(rows('MARA\n(continuing)\nCome.\n\nMARA\n(cont’d)\nNow.\n')).toEqual([
      'character: MARA',
      'parenthetical: (continuing)',
      'dialogue: Come.',
      'character: MARA',
      'parenthetical: (cont’d)',
      'dialogue: Now.',
    ])
  })

  test('a number that is said stays beside a page that breaks', () => {
    const text = 'MARA\nI said\n(MORE)\n\nMARA (CONT’D)\nhow many?\n\nBEN\n12\n'
    expect(rows(text)).toContain('dialogue: 12')
  })

  test('half characters, control characters and marks without width go, words stay', () => {
    const pasted = readText('a\ud800b\u0000c\u200bd\u202ee\ufefff\u00a0g', 'en')
    expect(pasted).toMatchObject({ single: [{ text: 'a\ufffdbcdef g' }] })
  })

  test('too much is refused whole', () => {
    expect(readText('a'.repeat(10), 'en')).not.toBe('too-long')
    expect(readPlain({ html: '', text: 'a'.repeat(1_000_001) })).toBe('too-long')
    expect(readPlain({ html: '', text: '' })).toBe('empty')
  })

  test('as plain text lines stay lines, whatever they look like', () => {
    const pasted = readPlain({ html: '<b>x</b>', text: 'INT. SHAFT - NIGHT\r\n\r\nMARA\r\n' })
    expect(pasted).toMatchObject({ isScript: false, closes: false })
    if (typeof pasted !== 'string') {
      expect(said(pasted)).toEqual(['action: INT. SHAFT - NIGHT', 'action: ', 'action: MARA'])
    }
  })

  test.each([
    ['empty lines', `.A\n${'\n'.repeat(200_000)}b`],
    ['broken lines', `INT. A - DAY\n\nMARA\nHi.\n\n${`${'word '.repeat(12)}on,\n`.repeat(10_000)}`],
    ['Chinese lines', `第1集\n${`${'风'.repeat(22)}\n`.repeat(20_000)}`],
    ['leavings of pages', `INT. A - DAY\n\n${'so,\nCONTINUED:\n'.repeat(50_000)}`],
    ['a gap', `第1集\n林${' '.repeat(20_000)}走\n`],
  ])('much of one thing is read at once: %s', (_, text) => {
    const start = performance.now()
    readText(text, 'en')
    // Each takes less than half a second; what grows with the square takes minutes.
    expect(performance.now() - start).toBeLessThan(5000)
  })
})
