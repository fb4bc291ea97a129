import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { writeSeries } from '../../../src/shared/document/content.ts'
import { SeriesReading } from '../../../src/shared/document/reading.ts'
import { textOf } from '../../../src/shared/domain/line.ts'
import { defaultSettings } from '../../../src/shared/domain/settings.ts'
import { contentOf, screenplayOf } from '../../../src/shared/format/document.ts'
import { readFountain } from '../../../src/shared/format/fountain/read.ts'
import { writeFountain } from '../../../src/shared/format/fountain/write.ts'
import type {
  Screenplay,
  ScreenplayLine,
  ScreenplaySegment,
} from '../../../src/shared/format/screenplay.ts'

const fixtures = join(import.meta.dirname, '../../fixtures')

/// A line as one row: its element, what is special about it, and its text, styles in brackets.
function row(line: ScreenplayLine): string {
  const marks = [line.dual, line.align, line.sceneNumber && `#${line.sceneNumber}`]
  const text = line.spans
    .map(({ text, style }) => {
      const names = Object.keys(style).map((name) => name[0])
      return names.length ? `{${names.join('')} ${text}}` : text
    })
    .join('')
  return `${[line.element, ...marks.filter(Boolean)].join(' ')}: ${text.replaceAll('\n', '⏎')}`
}

function rows(source: string): string[] {
  const { episodes } = readFountain(source).screenplay
  expect(episodes).toHaveLength(1)
  const [{ hook, beats, cliffhanger }] = episodes as [Screenplay['episodes'][0]]
  return [hook, ...beats, cliffhanger].flatMap(({ lines }) => lines.map(row))
}

function segmentRows(name: string, { outline, lines }: ScreenplaySegment): string[] {
  return [`-- ${name}: ${outline.replaceAll('\n', '⏎')}`, ...lines.map(row)]
}

/// A whole screenplay as text, for people to compare.
function listing(screenplay: Screenplay): string {
  const { episodes, titlePage, ...head } = screenplay
  return [
    ...Object.entries(head).map(([key, value]) => `${key}: ${value}`),
    ...titlePage.map(({ key, values }) => `${key} = ${values.join(' | ')}`),
    ...episodes.flatMap(({ title, summary, hook, beats, cliffhanger }, i) => [
      '',
      `== ${i + 1} ${title}: ${summary.replaceAll('\n', '⏎')}`,
      ...segmentRows('hook', hook),
      ...beats.flatMap((beat) => segmentRows('beat', beat)),
      ...segmentRows('cliffhanger', cliffhanger),
    ]),
    '',
  ].join('\n')
}

describe('the fixtures', () => {
  for (const file of globSync('*.fountain', { cwd: fixtures }).sort()) {
    const source = readFileSync(join(fixtures, file), 'utf8')

    it(`${file} reads as listed beside it`, async () => {
      const list = listing(readFountain(source).screenplay)
      await expect(list).toMatchFileSnapshot(join(fixtures, `${basename(file, '.fountain')}.txt`))
    })

    it(`${file} is written so that it reads the same, to the same bytes twice`, () => {
      const { screenplay } = readFountain(source)
      const written = writeFountain(screenplay)
      expect(written.losses).toEqual([])
      const again = readFountain(written.text)
      expect(again.screenplay).toEqual(screenplay)
      expect(writeFountain(again.screenplay).text).toBe(written.text)
    })
  }
})

describe('episodes and segments', () => {
  it('are read from headings in English and Chinese, whatever the number', () => {
    const read = (text: string) => readFountain(text).screenplay.episodes.map(({ title }) => title)
    const headings = ['Episode 12: The lift', 'EPISODE 12', 'Ep. 3 - Title', 'Episode Two']
    expect(headings.flatMap((words) => read(`# ${words}`))).toEqual(['The lift', '', 'Title', ''])
    const chinese = ['第12集：电梯', '第十二集 电梯', '第 3 集', '第两百零一集《电梯》']
    expect(chinese.flatMap((words) => read(`# ${words}`))).toEqual(['电梯', '电梯', '', '《电梯》'])
  })

  it('may lie below other sections', () => {
    const { episodes } = readFountain(
      '# Season 1\n\n## Episode 1: A\n\n### Hook\n= h\n\n## Episode 2: B',
    ).screenplay
    expect(episodes.map(({ title }) => title)).toEqual(['A', 'B'])
    expect(episodes[0]?.hook.outline).toBe('h')
    expect(episodes[0]?.hook.lines.map(row)).toEqual(['general: # Season 1'])
  })

  it('take the words behind their name and the synopses below as outline', () => {
    const { episodes } = readFountain(
      '# Episode 1\n= logline\n\n## Beat: words\n\n## Beat: words\n= a\n= b\n\n## Beat\n\n= c',
    ).screenplay
    expect(episodes[0]?.summary).toBe('logline')
    expect(episodes[0]?.beats.map(({ outline }) => outline)).toEqual(['words', 'words\na\nb', 'c'])
  })

  it('keep the order of the text where no hook or cliffhanger can be', () => {
    const { screenplay, losses } = readFountain(
      '# Episode 1\n\n## Beat\n\na\n\n## Hook\n\nb\n\n## Cliffhanger\n\nc\n\n## Beat\n\nd',
    )
    const [episode] = screenplay.episodes
    expect(episode?.beats.flatMap(({ lines }) => lines.map(row))).toEqual([
      'action: a',
      'action: b',
      'action: c',
      'action: d',
    ])
    expect(losses.map(({ code, at }) => [code, at])).toEqual([
      ['fountain.segment-order', 7],
      ['fountain.segment-order', 11],
    ])
  })

  it('take in what stands before them', () => {
    const { screenplay, losses } = readFountain('a\n\n# Episode 1\n\nb\n\n## Hook\n\nc')
    expect(screenplay.episodes[0]?.hook.lines.map(row)).toEqual([
      'action: a',
      'action: b',
      'action: c',
    ])
    expect(screenplay.episodes[0]?.beats).toEqual([])
    expect(losses.map(({ code }) => code)).toEqual(['fountain.before-first-episode'])
  })

  it('are numbered by their order, and a file that counts otherwise is told', () => {
    const { losses } = readFountain('# Episode 1\n\n# Episode 3\n\n# Episode 4')
    expect(losses).toHaveLength(1)
    expect(losses[0]).toMatchObject({ code: 'fountain.episode-number', at: 3 })
  })

  it('are one beat where the file has none', () => {
    const { episodes } = readFountain('INT. A - DAY\n\na\n\nINT. B - DAY').screenplay
    expect(episodes).toHaveLength(1)
    expect(episodes[0]?.beats).toHaveLength(1)
    expect(episodes[0]?.hook).toEqual({ outline: '', lines: [] })
  })

  it('are written in the language of the series', () => {
    const { screenplay } = readFountain('# Episode 1: 电梯\n= 一\n\n## Hook\n= 二\n= 三', {
      language: 'zh-Hans',
    })
    expect(writeFountain(screenplay).text).toBe(
      '# 第1集：电梯\n= 一\n\n## 钩子\n= 二\n= 三\n\n## 悬念\n',
    )
  })
})

describe('dividing at scene headings', () => {
  const scenes = (lengths: number[]) =>
    ['FADE IN:', ...lengths.map((length, i) => `INT. ROOM ${i}\n\n${'x'.repeat(length)}`)].join(
      '\n\n',
    )
  const divided = (lengths: number[], targetSeconds: number) => {
    const { episodes } = readFountain(scenes(lengths), {
      divide: 'scenes',
      targetSeconds,
      seconds: ({ element, spans }) =>
        element === 'action' ? textOf(spans).replace(/[^x]/g, '').length : 0,
    }).screenplay
    return episodes.map(({ beats }) => beats.length)
  }

  it('comes as near the target as whole scenes allow', () => {
    expect(divided([30, 30, 30, 30, 30], 90)).toEqual([3, 2])
    expect(divided([80, 30, 60, 200, 10], 90)).toEqual([1, 2, 1, 1])
    expect(divided([10], 90)).toEqual([1])
  })

  it('leaves episodes alone that the file names itself', () => {
    const { episodes } = readFountain('# Episode 1\n\nINT. A\n\na\n\nINT. B\n\nb', {
      divide: 'scenes',
      targetSeconds: 1,
      seconds: () => 10,
    }).screenplay
    expect(episodes).toHaveLength(1)
  })
})

describe('writing', () => {
  const written = (...lines: ScreenplayLine[]) => {
    const empty = { outline: '', lines: [] }
    const { text } = writeFountain({
      title: '',
      logline: '',
      language: 'en',
      titlePage: [],
      episodes: [
        { title: '', summary: '', hook: { outline: '', lines }, beats: [], cliffhanger: empty },
      ],
    })
    return text.slice(text.indexOf('## Hook') + 9, text.indexOf('\n\n## Cliffhanger'))
  }
  const line = (element: ScreenplayLine['element'], text: string, rest = {}): ScreenplayLine => ({
    element,
    spans: text ? [{ text, style: {} }] : [],
    ...rest,
  })

  it('forces what would be taken for something else, and nothing else', () => {
    expect(written(line('action', 'He waits.'))).toBe('He waits.')
    expect(written(line('action', 'INT. is a word.'))).toBe('!INT. is a word.')
    expect(written(line('action', '# one\n# two'))).toBe('!# one\n!# two')
    expect(written(line('scene-heading', 'INT. LIFT', { sceneNumber: '4' }))).toBe('INT. LIFT #4#')
    expect(written(line('scene-heading', '内 电梯 夜'))).toBe('.内 电梯 夜')
    expect(written(line('transition', 'FADE OUT.'))).toBe('> FADE OUT.')
    expect(written(line('character', '小满'), line('dialogue', '妈。'))).toBe('@小满\n妈。')
  })

  it('says with a note what Fountain has no sign for', () => {
    expect(written(line('shot', 'CLOSE ON *her*'))).toBe('[[element: shot]]\n!CLOSE ON \\*her\\*')
    expect(written(line('on-screen-text', '字幕：五年后'))).toBe('字幕：五年后')
    expect(written(line('on-screen-text', '五年后'))).toBe('[[element: on-screen text]]\n!五年后')
    expect(written(line('dialogue', 'No one asked.'))).toBe('[[element: dialogue]]\n!No one asked.')
  })

  it('never lets a boneyard without an end find one further down', () => {
    const lines = [
      line('general', '= What comes /* next'),
      line('action', 'is lost'),
      line('shot', 'here */'),
    ]
    expect(rows(written(...lines))).toEqual(lines.map(row))
  })

  it('keeps a speech together', () => {
    expect(
      written(
        line('character', 'ANNA'),
        line('dialogue', 'a\n\nb'),
        line('dialogue', 'c'),
        line('character', 'BEN'),
        line('dialogue', ''),
      ),
    ).toBe('ANNA\na\n  \nb\n[[element: dialogue]]\nc\n\nBEN\n[[element: dialogue]]')
  })

  it('says in a note above what the signs cannot', () => {
    const struck = [
      { text: 'Stop', style: { strike: true as const } },
      { text: ' now ', style: {} },
    ]
    expect(written({ element: 'transition', spans: struck })).toBe(
      '[[line; exact: \\sStop\\s\\ now\\ ]]\n\n> Stop now',
    )
    expect(
      written(
        line('scene-heading', 'INT. LIFT', { sceneSeconds: 30 }),
        line('character', 'ANNA', { seconds: 1 }),
        line('parenthetical', '(low)', { translation: '低声' }),
        line('parenthetical', '(lower)'),
        line('dialogue', 'Up; or [down]?', { seconds: 2.5, translation: '上，还是下？' }),
        line('dialogue', 'Out.'),
      ),
    ).toBe(
      `[[line; scene seconds: 30]]

INT. LIFT

[[line; seconds: 1]]

ANNA
[[line; translation: 低声]]
(low)
[[element: parenthetical]]
(lower)
[[line; seconds: 2.5; translation: 上，还是下？]]
Up; or [down]?
[[element: dialogue]]
Out.`,
    )
  })

  it('takes what a note says back only while the line is as it was', () => {
    const noted = written({
      element: 'action',
      spans: [{ text: 'The lift stops', style: { strike: true } }],
      seconds: 3,
    })
    expect(rows(noted)).toEqual(['action: {s The lift stops}'])
    const changed = readFountain(noted.replace('stops', 'goes on').replace('stops', 'waits'))
    expect(changed.screenplay.episodes[0]?.beats[0]?.lines).toEqual([
      { element: 'action', spans: [{ text: 'The lift waits', style: {} }], seconds: 3 },
    ])
    expect(changed.losses.map(({ code, at }) => [code, at])).toEqual([['fountain.stale-note', 3]])
  })

  it('puts what belongs to a segment, an episode and the series below their headings and at the end', () => {
    const { screenplay } = readFountain('# Episode 1: Up\n\n## Hook\n= It stops.\n\nANNA\nNo.')
    const [episode] = screenplay.episodes as [Screenplay['episodes'][0]]
    const whole: Screenplay = {
      ...screenplay,
      notes: 'Two lines;\nthe second.',
      cast: [{ name: 'ANNA', notes: 'Afraid of lifts', aliases: ['Annie'], colour: '#7a4fd0' }],
      places: [{ name: 'LIFT', notes: '', aliases: [] }],
      carried: { fdx: '<A b="c"/>' },
      episodes: [
        {
          ...episode,
          targetSeconds: 75,
          due: '2031-04-09',
          writers: [
            { id: 'Ada', name: 'Ada' },
            { id: 'u1', name: 'Ben' },
          ],
          hook: { ...episode.hook, emotion: -2, tags: ['setup', 'door'], seconds: 12 },
        },
      ],
    }
    const { text, losses } = writeFountain(whole)
    expect(text).toBe(`# Episode 1: Up
[[episode; target: 75; writer: Ada; writer: Ben, u1; due: 2031-04-09]]

## Hook
= It stops.
[[segment; emotion: -2; tags: setup, door; seconds: 12]]

ANNA
No.

## Cliffhanger


[[series; notes: Two lines\\;\\nthe second.; carried: fdx, <A b="c"/>]]
[[cast; name: ANNA; alias: Annie; colour: #7a4fd0; notes: Afraid of lifts]]
[[place; name: LIFT]]
`)
    expect(losses).toEqual([])
    expect(readFountain(text).screenplay).toEqual(whole)
  })

  it('reads a note of very many entries', () => {
    const aliases = Array.from({ length: 60_000 }, (_, i) => `; alias: ${i}`).join('')
    const { cast } = readFountain(`[[cast; name: ANNA${aliases}]]`).screenplay
    expect(cast?.[0]?.aliases).toHaveLength(60_000)
  })

  it('leaves notes alone that are somebody else’s, or stand where they say nothing', () => {
    const notes = ['[[line; seconds: soon]]', '[[segment; emotion: 2]]', '[[line; seconds: 2]]']
    expect(rows(notes.join('\n\n'))).toEqual(notes.map((note) => `general: ${note}`))
  })
})

describe('reading', () => {
  it('takes empty lines between paragraphs of action as they are meant', () => {
    expect(rows('a\n\n\n\nb\n\n\nINT. C')).toEqual([
      'action: a',
      'action: ',
      'action: ',
      'action: b',
      'scene-heading: INT. C',
    ])
  })

  it('pairs speeches spoken at the same time', () => {
    expect(rows('A\na\n\nB ^\nb\n\nC\nc')).toEqual([
      'character left: A',
      'dialogue: a',
      'character right: B',
      'dialogue: b',
      'character: C',
      'dialogue: c',
    ])
  })

  it('tells a title page from a first line with a colon', () => {
    expect(rows('FADE IN:\n\nINT. A')[0]).toBe('action: FADE IN:')
    expect(readFountain('Title: FADE IN:\n\nINT. A').screenplay.title).toBe('FADE IN:')
  })

  it('knows the language by the script', () => {
    expect(readFountain('电梯门开了。').screenplay.language).toBe('zh-Hans')
    expect(readFountain('The lift 电梯 opens on an empty floor.').screenplay.language).toBe('en')
    expect(readFountain('电梯', { language: 'en' }).screenplay.language).toBe('en')
  })

  it('says that boneyard shows as text, and that a title has lost its emphasis', () => {
    const { screenplay, losses } = readFountain('Title: _**Lift**_\n\na /* b */ c')
    expect(screenplay.title).toBe('Lift')
    expect(losses.map(({ code }) => code)).toEqual(['fountain.title-style', 'fountain.boneyard'])
  })
})

describe('what a room has agreed on', () => {
  const read = (head: string) =>
    readFountain(`Title: The Lift\n${head}\n\n# Episode 1\n\n# Episode 2\n\n# Episode 3`)

  it('is on the title page, and comes back from it', () => {
    const head = `Language: en
Settings:
    Dress: zh-Hans
    Pace: slow
    Money: free
    Continued: off
    Scene numbers: on
    Capitals: off
    After dialogue: character
Unlock: 1, 3`
    const { screenplay } = read(head)
    expect(screenplay.settings).toEqual({
      dress: 'zh-Hans',
      pace: 'slow',
      money: 'free',
      continued: false,
      sceneNumbers: true,
      capitals: false,
      afterDialogue: 'character',
    })
    expect(screenplay.episodes.map(({ unlock }) => unlock)).toEqual([true, undefined, true])
    expect(screenplay.titlePage).toEqual([])
    const { text, losses } = writeFountain(screenplay)
    expect(text.slice(0, text.indexOf('\n\n'))).toBe(`Title: The Lift\n${head}`)
    expect(losses).toEqual([])
  })

  it('goes through a series and back', () => {
    const { screenplay } = read('Settings: Capitals: off\nUnlock: 2')
    const doc = new Y.Doc()
    writeSeries(doc, contentOf(screenplay))
    const { series } = new SeriesReading(doc)
    expect(series.settings).toEqual({ ...defaultSettings, capitals: false })
    expect(series.episodes.map(({ unlock }) => unlock)).toEqual([undefined, true, undefined])
    const again = screenplayOf(series)
    expect(again.settings).toEqual(screenplay.settings)
    expect(again.episodes.map(({ unlock }) => unlock)).toEqual([undefined, true, undefined])
  })

  it('is not written where all is as usual', () => {
    const { screenplay } = read('Settings: Pace: normal')
    expect(screenplay.settings).toBeUndefined()
    expect(writeFountain(screenplay).text).not.toContain('Settings')
  })

  it.each([
    ['Settings: as agreed'],
    ['Settings: Pace: leisurely'],
    ['Settings:\n    Pace: slow\n    Pace: fast'],
    ['Unlock: the door'],
    ['Unlock: 0'],
  ])('%j is somebody else’s entry and stays', (head) => {
    const { screenplay } = read(head)
    expect(screenplay.settings).toBeUndefined()
    expect(screenplay.titlePage).toHaveLength(1)
    expect(readFountain(writeFountain(screenplay).text).screenplay).toEqual(screenplay)
  })

  it('begins no title page by itself', () => {
    expect(rows('Unlock: the door!')).toEqual(['action: Unlock: the door!'])
  })

  it('names episodes that there are', () => {
    const { screenplay, losses } = read('Unlock: 2, 9')
    expect(screenplay.episodes.map(({ unlock }) => unlock)).toEqual([undefined, true, undefined])
    expect(losses.map(({ code }) => code)).toEqual(['fountain.unlock'])
  })
})
