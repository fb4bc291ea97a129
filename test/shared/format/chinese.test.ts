import { describe, expect, it } from 'vitest'
import { textOf } from '../../../src/shared/domain/line.ts'
import { dialects } from '../../../src/shared/format/chinese/dialect.ts'
import { readText } from '../../../src/shared/format/chinese/format.ts'
import { headerIn } from '../../../src/shared/format/chinese/header.ts'
import { isChineseScript, readChinese } from '../../../src/shared/format/chinese/read.ts'
import { writeChinese } from '../../../src/shared/format/chinese/write.ts'
import type { Screenplay, ScreenplaySegment } from '../../../src/shared/format/screenplay.ts'

const short: Record<string, string> = {
  'scene-heading': '#',
  action: '△',
  character: '@',
  parenthetical: '(',
  dialogue: ':',
  transition: '>',
  shot: '!',
  lyric: '~',
  'on-screen-text': '=',
  general: '-',
}

function lines({ lines: all }: ScreenplaySegment): string[] {
  return all.map(({ element, spans }) => `${short[element]}${textOf(spans)}`)
}

function scenes({ episodes }: Screenplay): string[][][] {
  return episodes.map(({ beats }) => beats.map(lines))
}

/// The lines of a script of one scene.
function read(...rows: string[]): string[] {
  const { screenplay } = readChinese(['1-1 日 内 客厅', ...rows].join('\n'))
  return scenes(screenplay).flat(2).slice(1)
}

describe('scene headings', () => {
  it.each([
    ['1-1 日 内 山门'],
    ['17-1 陈渡的船舱 夜 内'],
    ['1-1场 旧车站\t日\t内'],
    ['1.1唐宅-后院 日 外'],
    ['1-1日内灵堂'],
    ['1-1地点，宴会厅，日，内'],
    ['[1] 内 会议室 日'],
    ['【场次 1】'],
    ['【场次 12】 夜 外 码头'],
    ['第三场 日 内 客厅'],
    ['第3场'],
    ['3－12 夜 外 河边'],
    ['1-1'],
    ['日 内 客厅'],
    ['内景 客厅 夜'],
    ['客厅 夜 内'],
    ['1-2 INT. LIFT - NIGHT'],
    ['INT. LIFT - NIGHT'],
  ])('%s', (text) => {
    expect(headerIn(text)).toBe(text.replace(/\t/g, ' '))
  })

  it.each([
    ['3-5个人走进来。'],
    ['3-5年后'],
    ['2031-04-09'],
    ['1.5倍速播放'],
    ['日子一天天过去。'],
    ['内心：她不敢。'],
    ['第三场雨下了一整夜。'],
    ['1'],
    ['他说：1-1，平局。'],
  ])('not %s', (text) => {
    expect(headerIn(text)).toBeUndefined()
  })

  it('take in what stands under their number', () => {
    const { screenplay } = readChinese(
      [
        '第1集',
        ...['1-1', '地点：日，外，山谷', '△ 风。'],
        ...['1-2', '时：夜雨', '景：河边', '人：小满、随从*2', '△ 雨。'],
        ...['【场次 3】', '时间：日', '地点：酒店宴会厅', '人物：小满、宾客', '△ 光。'],
        ...['1-4', '时间：第三天快天亮的时候', '△ 雾。'],
        ...['1-5', '时：夜　景：书房', '△ 月。'],
        ...['场次：1-6 时间：日 地点：院子 人物：小满', '△ 花。△ 草。'],
      ].join('\n'),
    )
    expect(scenes(screenplay)[0]).toEqual([
      ['#1-1 日 外 山谷', '△风。'],
      ['#1-2 夜雨 河边', '-人：小满、随从*2', '△雨。'],
      ['#【场次 3】 日 酒店宴会厅', '-人物：小满、宾客', '△光。'],
      ['#1-4', '-时间：第三天快天亮的时候', '△雾。'],
      ['#1-5 夜 书房', '△月。'],
      ['#1-6 日 院子', '-人物：小满', '△花。', '△草。'],
    ])
  })
})

describe('lines', () => {
  it.each<[string, ...string[]]>([
    ['△ 门开了。', '△门开了。'],
    ['▲门开了。', '△门开了。'],
    ['小满：妈。', '@小满', ':妈。'],
    ['小满：（喝水）妈。', '@小满', '(（喝水）', ':妈。'],
    ['小满（激动）：妈。', '@小满', '(（激动）', ':妈。'],
    ['小满OS：不对。', '@小满（OS）', ':不对。'],
    ['小满 (OS): 不对。', '@小满（OS）', ':不对。'],
    ['小满：（叹气，os）不对。', '@小满（OS）', '(（叹气）', ':不对。'],
    ['小满（画外音，发抖）：不对。', '@小满（画外音）', '(（发抖）', ':不对。'],
    ['VO小满：那年冬天。', '@小满（VO）', ':那年冬天。'],
    ['旁白：那年冬天。', '@旁白', ':那年冬天。'],
    ['小满：好。（放下碗）走。（出门）', '@小满', ':好。', '(（放下碗）', ':走。', '(（出门）'],
    ['小满：三个（大的）就够。', '@小满', ':三个（大的）就够。'],
    ['小满、一鸣：走！', '@小满、一鸣', ':走！'],
    ['【字幕：五年后】', '=字幕：五年后'],
    ['（字幕：五年后）', '=字幕：五年后'],
    ['△ 字幕：五年后', '=字幕：五年后'],
    ['【特写：红灯】', '!特写：红灯'],
    ['△ 特写：红灯', '!特写：红灯'],
    ['△ （特写）她颤抖着打开盒子。', '△（特写）她颤抖着打开盒子。'],
    ['【闪回】', '>闪回'],
    ['【闪出】', '>闪出'],
    ['闪回结束', '>闪回结束'],
    ['【闪回】△ 雪地。【闪出】', '>闪回', '△雪地。', '>闪出'],
    ['SFX：门锁一响。', '△SFX：门锁一响。'],
    ['【彩蛋】', '-【彩蛋】'],
    ['人物：小满 / 一鸣', '-人物：小满 / 一鸣'],
    ['♪ 音乐：低沉的钢琴', '△♪ 音乐：低沉的钢琴'],
  ])('%s', (row, ...expected) => {
    expect(read(row)).toEqual(expected)
  })

  it('know what somebody does while speaking by who is present', () => {
    expect(
      read('人物：小满、一鸣', '小满点头，激动：我去！', '小满打开信，上面写着：别来。'),
    ).toEqual([
      '-人物：小满、一鸣',
      '@小满',
      '(（点头，激动）',
      ':我去！',
      '△小满打开信，上面写着：别来。',
    ])
  })

  it('tell relations and voices of somebody from what somebody does', () => {
    const rows = ['人物：小满', '小满猛地回头：谁！', '小满妈妈：我。', '小满画外音：不。']
    expect(read(...rows).slice(1)).toEqual([
      ...['@小满', '(（猛地回头）', ':谁！', '@小满妈妈', ':我。', '@小满（画外音）', ':不。'],
    ])
  })

  it('say under a name what stands under it', () => {
    expect(read('△ 夜。', '小满：', '（低声）', '妈？', '', '一盏灯亮了。')).toEqual([
      '△夜。',
      '@小满',
      '(（低声）',
      ':妈？',
      '△一盏灯亮了。',
    ])
  })

  it('are guessed where nothing marks them, and that is said', () => {
    const { screenplay, losses } = readChinese(
      '1-1 日 内 家\n△ 门开。\n小满：我\n回来了。\n\n没人应。',
    )
    expect(scenes(screenplay).flat(2).slice(2)).toEqual(['@小满', ':我', ':回来了。', '△没人应。'])
    expect(losses).toEqual([expect.objectContaining({ code: 'zh.unmarked', at: 4 })])
  })

  it('keep what is bold', () => {
    const [beat] =
      readChinese('1-1 日 内 家\n**小满**（笑）：走！').screenplay.episodes[0]?.beats ?? []
    expect(beat?.lines[1]?.spans).toEqual([{ text: '小满', style: { bold: true } }])
  })
})

describe('episodes', () => {
  it('are told by their headings, in every spelling', () => {
    const { screenplay, losses } = readChinese(
      [
        ...['第1集：电梯', '1-1 日 内 电梯', '△ 停了。', '（一卡）', '本集完'],
        ...['【第二集】', '2-1 夜 外 街', '△ 雨。'],
        ...['第 3 集 · 重逢', '3-1 日 内 家', '△ 灯。'],
        ...[
          '# 第004集',
          '### 4-1 日内 家',
          '- 场景目标：让她签字。',
          '△ 灯。',
          '第5集（付费卡点）',
        ],
      ].join('\n'),
    )
    expect(screenplay.episodes.map(({ title, unlock }) => [title, unlock ?? false])).toEqual([
      ['电梯', true],
      ['', false],
      ['重逢', false],
      ['', false],
      ['', true],
    ])
    expect(screenplay.episodes[3]?.beats[0]?.outline).toBe('让她签字。')
    expect(losses.map(({ code }) => code)).toEqual(['zh.ends'])
  })

  it('are numbered by their order, and that is said', () => {
    const { losses } = readChinese('第11集\n11-1 日 内 家\n△ 灯。')
    expect(losses).toEqual([expect.objectContaining({ code: 'zh.episode-number', at: 1 })])
  })

  it('keep a mark of payment that stands inside them', () => {
    const { screenplay, losses } = readChinese('第1集\n1-1 日 内 家\n△ 灯。\n（二卡）\n△ 灭。')
    expect(scenes(screenplay).flat(2)).toEqual(['#1-1 日 内 家', '△灯。', '-（二卡）', '△灭。'])
    expect(screenplay.episodes[0]?.unlock).toBe(true)
    expect(losses).toEqual([expect.objectContaining({ code: 'zh.unlock-inside', at: 4 })])
  })

  it('have outlines and segments where the file gives them', () => {
    const { screenplay } = readChinese(
      [
        ...[
          '第1集',
          '本集概要：她被困。',
          '结尾钩子：谁在门外？',
          '【钩子：停电】',
          '1-1 夜 内 电梯',
          '△ 黑。',
        ],
        ...['【节拍】', '△ 亮。', '【悬念】', '小满：谁？'],
      ].join('\n'),
    )
    const [episode] = screenplay.episodes
    expect(episode?.summary).toBe('她被困。')
    expect([episode?.hook.outline, episode?.cliffhanger.outline]).toEqual(['停电', '谁在门外？'])
    expect(
      episode && [lines(episode.hook), episode.beats.map(lines), lines(episode.cliffhanger)],
    ).toEqual([['#1-1 夜 内 电梯', '△黑。'], [['△亮。']], ['@小满', ':谁？']])
  })

  it('have their summary in front of their scenes', () => {
    const rows = [
      '## 本集简卡',
      '- 情绪：克制',
      '### 1-1 日内 家',
      '- 目的：签字',
      '△ 灯。',
      '- 回填：一页',
    ]
    const { screenplay } = readChinese(['# 第001集', ...rows].join('\n'))
    const [episode] = screenplay.episodes
    expect(episode?.summary).toBe('本集简卡\n情绪：克制')
    expect(episode?.beats[0]?.outline).toBe('目的：签字')
    expect(scenes(screenplay).flat(2)).toEqual(['#1-1 日内 家', '△灯。', '-回填：一页'])
  })

  it('stand behind what the series is about', () => {
    const { screenplay } = readChinese(
      [
        ...['《灯笼巷》', '编剧：林晚', '单集时长：1分30秒', '一句话故事：一盏灯等一个人。'],
        ...[
          '人物小传：',
          '小满（女，28岁）：末班车司机。',
          '话少。',
          '',
          '第一集',
          '1-1 日 内 家',
          '△ 灯。',
        ],
      ].join('\n'),
    )
    expect(screenplay).toMatchObject({
      title: '灯笼巷',
      logline: '一盏灯等一个人。',
      targetSeconds: 90,
      language: 'zh-Hans',
      titlePage: [{ key: '编剧', values: ['林晚'] }],
      cast: [{ name: '小满', notes: '（女，28岁）末班车司机。\n话少。', aliases: [] }],
    })
  })
})

const script = `《灯笼巷》

一句话故事：一盏灯等一个人。


第1集：多报一站

本集概要：喇叭报出一个不存在的站。

1-1 夜 内 27路车厢
人物：小满、护士
【字幕：23:10 末班车】
报站声（VO）：下一站，灯笼巷。
△小满抬头。
小满（皱眉）：妈，你报错了。
【闪回】
△站牌前，年轻的母亲对着话筒。
【闪出】

1-2 夜 内 调度室
人物：小满
△灯灭了。
（付费点）


第2集

2-1 日 外 灯笼巷
△围挡。
`

describe('writing', () => {
  it('gives a script back that is written in the standard dialect', () => {
    const { screenplay } = readChinese(script)
    expect(writeChinese(screenplay).text).toBe(script)
  })

  it.each(Object.keys(dialects))('%s is read as the same script', (dialect) => {
    const { screenplay } = readChinese(script)
    const { text } = writeChinese(screenplay, { dialect })
    const again = writeChinese(readChinese(text).screenplay).text
    expect(
      again.replaceAll(/出场人物：|^人：/gmu, '人物：').replace(/【场次 (.*?)】/gu, '$1'),
    ).toBe(script)
  })

  it('looks as each dialect does', () => {
    const { screenplay } = readChinese('第1集\n1-1 夜 内 车厢\n人物：小满\n小满（笑）：走。')
    const body = (dialect: string) =>
      writeChinese(screenplay, { dialect }).text.split('\n').slice(2, -1)
    expect(body('place-first')).toEqual(['1-1 车厢 夜 内', '出场人物：小满', '小满：（笑）走。'])
    expect(body('labelled')).toEqual([
      '1-1',
      '时：夜',
      '景：内 车厢',
      '人：小满',
      '小满：（笑）走。',
    ])
    expect(body('bracketed')).toEqual([
      '【场次 1-1】',
      '时间：夜',
      '地点：内 车厢',
      '人物：小满',
      '小满：（笑）走。',
    ])
  })

  it('numbers scenes that have no number, all of them anew when asked', () => {
    const { screenplay } = readChinese('第1集\n日 内 家\n△ 灯。\n7-7 夜 外 街\n△ 雨。')
    const headings = (numbers: string) =>
      writeChinese(screenplay, { numbers }).text.match(/^\d.*$/gmu)
    expect(headings('kept')).toEqual(['1-1 日 内 家', '7-7 夜 外 街'])
    const spelled = readChinese(
      '第2集\n【场次 3】 日 内 家\n1.4街道 夜 外\n2-5场 日 外 街',
    ).screenplay
    expect(writeChinese(spelled).text.match(/^\d.*$/gmu)).toEqual([
      ...['1-3 日 内 家', '1-4 夜 外 街道', '2-5 日 外 街'],
    ])
    expect(headings('fresh')).toEqual(['1-1 日 内 家', '1-2 夜 外 街'])
  })

  it('has translations when asked', () => {
    const text = '第1集\n\n1-1 夜 内 家\n小满（低声）：签字。（Sign it.）\n一鸣：好（OK）\n'
    const { screenplay } = readChinese(text)
    const said = screenplay.episodes[0]?.beats[0]?.lines ?? []
    expect(said.map(({ translation }) => translation).filter(Boolean)).toEqual(['Sign it.'])
    const { text: again, losses } = writeChinese(screenplay, { translations: 'on' })
    expect([again, losses]).toEqual([text, []])
    expect(writeChinese(screenplay).losses.map(({ code }) => code)).toEqual(['zh.translations'])
  })

  it('marks segments with their outlines when asked', () => {
    const text = '第1集\n\n【钩子：停电】\n\n1-1 夜 内 电梯\n△黑。\n\n【悬念】\n小满：谁？\n'
    const { screenplay } = readChinese(text)
    expect(writeChinese(screenplay, { segments: 'marked' }).text).toBe(text)
  })

  it('marks what would be read as something else', () => {
    const { screenplay } = readChinese(
      [
        '1-1 日 内 家',
        '【备注：第2集】',
        '【转场：她睡着了】',
        '【画面文字：第2集】',
        '【镜头：从她的肩上】',
        '@大声的，那个人：第2集。',
        '♪月儿弯弯',
        '：没有名字的话',
      ].join('\n'),
    )
    expect(scenes(screenplay).flat(2).slice(1)).toEqual([
      '-第2集',
      '>她睡着了',
      '=第2集',
      '!从她的肩上',
      '@大声的，那个人',
      ':第2集。',
      '~月儿弯弯',
      ':没有名字的话',
    ])
    const again = readChinese(writeChinese(screenplay).text).screenplay
    expect(again.episodes).toEqual(screenplay.episodes)
  })
})

it.each(Object.keys(dialects))('any scene heading stays one in %s', (dialect) => {
  const written = (text: string, sceneNumber?: string) => {
    const heading = { element: 'scene-heading' as const, spans: [{ text, style: {} }] }
    const lines = [{ ...heading, ...(sceneNumber && { sceneNumber }) }]
    const episodes = [{ ...empty, beats: [{ outline: '', lines }] }]
    const file = writeChinese({ ...readChinese('第1集').screenplay, episodes }, { dialect }).text
    return readChinese(file).screenplay.episodes[0]?.beats[0]?.lines.map(({ element }) => element)
  }
  for (const text of ['他走了。', '第三场 日 内 家', '屋顶', '日 内 家', 'THE ROOF: LATER', '夜']) {
    expect([text, written(text)]).toEqual([text, ['scene-heading']])
    expect([text, written(text, '4A')]).toEqual([text, ['scene-heading']])
  }
})

it('a name has its extension in one spelling, and its mood behind a name that is forced', () => {
  const cue = (name: string) => {
    const beats = [
      {
        outline: '',
        lines: [
          { element: 'character' as const, spans: [{ text: name, style: {} }] },
          { element: 'parenthetical' as const, spans: [{ text: '（笑）', style: {} }] },
          { element: 'dialogue' as const, spans: [{ text: '走。', style: {} }] },
        ],
      },
    ]
    const { text } = writeChinese({
      ...readChinese('第1集').screenplay,
      episodes: [{ ...empty, beats }],
    })
    return text.trim().split('\n').at(-1)
  }
  expect(cue('小满 (VO)')).toBe('小满（VO）（笑）：走。')
  expect(cue('MIRA (V.O.)')).toBe('MIRA (V.O.)（笑）：走。')
  expect(cue('一个，没有名字的人')).toBe('@一个，没有名字的人：（笑）走。')
})

const empty = {
  title: '',
  summary: '',
  hook: { outline: '', lines: [] },
  cliffhanger: { outline: '', lines: [] },
}

describe('text files', () => {
  it('are read as what they look like', () => {
    const english =
      'EPISODE 1\n\nINT. LIFT - NIGHT\n\nMIRA:\n(low)\nWho is it?\n\nJON: (TEXT)\nMe.\n\n[beat]\n\nTEXT ON SCREEN: Later\n\nSMASH CUT TO BLACK.\n\n[END EPISODE - CLIFFHANGER]'
    const { screenplay, losses } = readText(english)
    expect(scenes(screenplay)).toEqual([
      [
        [
          ...['#INT. LIFT - NIGHT', '@MIRA', '((low)', ':Who is it?', '@JON', '((TEXT)', ':Me.'],
          ...['((beat)', '=TEXT ON SCREEN: Later', '>SMASH CUT TO BLACK.'],
        ],
      ],
    ])
    expect(losses.map(({ code }) => code)).toEqual(['plain.ends'])
    expect(
      readText('# Episode 1\n\n## Hook\n\n@小满\n妈。').screenplay.episodes[0]?.hook.lines,
    ).toHaveLength(2)
    expect(
      isChineseScript('Title: X\n\n# 第1集：电梯\n\n## 钩子\n\n.1-1 夜 内 车厢\n\n@小满\n妈。'),
    ).toBe(false)
    expect(isChineseScript(script)).toBe(true)
  })
})
