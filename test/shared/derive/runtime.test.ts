import { describe, expect, it } from 'vitest'
import { lineSeconds, secondsInto } from '../../../src/shared/derive/line-time.ts'
import { secondsOf } from '../../../src/shared/derive/parts.ts'
import { episodeTime, seasonTime, segmentTime, timeAt } from '../../../src/shared/derive/runtime.ts'
import { type Element, elements } from '../../../src/shared/domain/element.ts'
import type { Language } from '../../../src/shared/domain/language.ts'
import type { Line } from '../../../src/shared/domain/line.ts'
import { paces } from '../../../src/shared/domain/settings.ts'
import fc from '../../draw.ts'
import { en, episode, line, segment, zh } from './script.ts'

const total = (element: Element, text: string, language: Language = 'en') =>
  lineSeconds(line(element, text), language).total

describe('a line', () => {
  it('of dialogue is its syllables, its rests and the gap', () => {
    const time = lineSeconds(line('dialogue', 'Sign it. The money lands today.'), 'en')
    expect(time.speech).toBeCloseTo(8 / 5.1)
    expect(time.pauses).toBeCloseTo(0.4)
    expect(time.gap).toBe(0.5)
    expect(time.total).toBeCloseTo(8 / 5.1 + 0.9)
  })

  it('of Chinese dialogue is its characters, its rests and the gap', () => {
    expect(total('dialogue', '签了，钱今天到账。', 'zh-Hans')).toBeCloseTo(7 / 5 + 0.2 + 0.5)
    expect(total('dialogue', '（冷笑）签了，钱今天到账。', 'zh-Hans')).toBeCloseTo(2.1)
  })

  it('that is spoken takes a moment however short it is', () => {
    expect(total('dialogue', 'No.')).toBeCloseTo(1.3)
    expect(total('dialogue', '……', 'zh-Hans')).toBeCloseTo(1.3)
  })

  it('that is spoken takes the least moment with its rests, not beside them', () => {
    expect(total('dialogue', 'No. No.')).toBeCloseTo(1.3)
  })

  it('of action is a moment and its description', () => {
    expect(total('action', 'She signs.')).toBe(1.5)
    expect(total('action', 'She tears the contract in half and drops it.')).toBeCloseTo(2.8)
    expect(total('action', '她把合同撕成两半，扔在地上。', 'zh-Hans')).toBeCloseTo(1 + 12 * 0.12)
  })

  it('that is seen counts as a picture, that is read as a title', () => {
    expect(lineSeconds(line('shot', 'CLOSE ON the ring'), 'en').action).toBeCloseTo(1.8)
    expect(lineSeconds(line('on-screen-text', '五年后'), 'zh-Hans').reading).toBe(1.5)
  })

  it('that is sung takes twice as long as spoken', () => {
    const text = 'Happy birthday to you'
    const [sung, spoken] = [line('lyric', text), line('dialogue', text)]
    expect(lineSeconds(sung, 'en').speech).toBeCloseTo(2 * lineSeconds(spoken, 'en').speech)
  })

  it('costs nothing where nothing is performed', () => {
    for (const element of elements) expect(total(element, '')).toBe(0)
    for (const element of elements) expect(total(element, ' \n')).toBe(0)
    expect(total('character', 'JIANG WENXUE')).toBe(0)
    expect(total('parenthetical', '(softly)')).toBe(0)
    expect(total('general', '人物：江闻雪、梁策', 'zh-Hans')).toBe(0)
    expect(total('dialogue', '（沉默）', 'zh-Hans')).toBe(0)
  })

  it('takes a fixed moment as a heading or a transition', () => {
    expect(total('scene-heading', 'INT. ROOM - DAY')).toBe(1)
    expect(total('transition', 'SMASH CUT TO:')).toBe(0.5)
  })

  it('takes the seconds planned for it, at any pace', () => {
    const planned = line('action', 'A car explodes.', { seconds: 12 })
    expect(lineSeconds(planned, 'en', 'fast')).toMatchObject({ total: 12, planned: 12, action: 0 })
    expect(lineSeconds(line('action', '', { seconds: 3 }), 'en').total).toBe(3)
    for (const seconds of [Number.NaN, -1, Number.POSITIVE_INFINITY]) {
      expect(lineSeconds(line('action', 'A car.', { seconds }), 'en').total).toBe(1.5)
    }
  })

  it('is slower or faster at another pace', () => {
    const spoken = line('dialogue', 'Sign it. The money lands today.')
    const [slow, normal, fast] = (['slow', 'normal', 'fast'] as const).map(
      (pace) => lineSeconds(spoken, 'en', pace).total,
    )
    expect(slow).toBeCloseTo((normal ?? 0) / 0.85)
    expect(fast).toBeCloseTo((normal ?? 0) / 1.18)
  })
})

describe('an episode', () => {
  const hook = segment([line('scene-heading', 'INT. ROOM - DAY'), line('action', 'She signs.')], {
    kind: 'hook',
  })
  const end = segment([line('character', 'LIN'), line('dialogue', 'No.')], { kind: 'cliffhanger' })

  it('lays its segments on one clock, with the target beside it', () => {
    const time = episodeTime(episode([hook, end]), en)
    expect(time.segments.map(({ kind, start, seconds }) => [kind, start, seconds])).toEqual([
      ['hook', 0, 2.5],
      ['cliffhanger', 2.5, expect.closeTo(1.3)],
    ])
    expect(time.seconds).toBeCloseTo(3.8)
    expect(time.low).toBeCloseTo(3.8 * 0.75)
    expect(time.high).toBeCloseTo(3.8 * 1.25)
    expect(time).toMatchObject({ target: 90, over: expect.closeTo(3.8 - 90) })
  })

  it('has its own target where it is given one, and the default where there is none', () => {
    expect(episodeTime(episode([hook, end], { targetSeconds: 2 }), en)).toMatchObject({
      target: 2,
      over: expect.closeTo(1.8),
    })
    expect(episodeTime(episode([hook, end]), { ...en, targetSeconds: Number.NaN }).target).toBe(90)
    const same = episode([hook, end])
    expect([60, 120, 60].map((s) => episodeTime(same, { ...en, targetSeconds: s }).target)).toEqual(
      [60, 120, 60],
    )
  })

  it('never counts the outline', () => {
    const lines = [line('dialogue', 'No.')]
    const outlines = [{ id: 'o', text: 'A very long outline. '.repeat(50) }]
    expect(segmentTime(segment(lines, { outlines }), 'en').seconds).toBe(
      segmentTime(segment(lines, { outlines: [] }), 'en').seconds,
    )
  })

  it('takes the seconds planned for a segment, which are not in doubt', () => {
    const planned = { ...end, seconds: 10 }
    const time = episodeTime(episode([hook, planned]), en)
    expect(time).toMatchObject({ seconds: 12.5, low: 10 + 2.5 * 0.75, high: 10 + 2.5 * 1.25 })
    expect(time.parts).toMatchObject({ planned: 10, speech: 0 })
  })

  it('counts speeches at the same time once, for the longer of them', () => {
    const long = 'I never wanted any of this money, and you know it.'
    const dual = segment([
      line('character', 'LIN', { dual: 'left' }),
      line('dialogue', 'No.'),
      line('character', 'ZHOU', { dual: 'right' }),
      line('parenthetical', '(over her)'),
      line('dialogue', long),
      line('action', 'She signs.'),
    ])
    const time = segmentTime(dual, 'en')
    expect(time.seconds).toBeCloseTo(total('dialogue', long) + 1.5)
    expect(time.starts.slice(0, 5)).toEqual([0, 0, 0, 0, 0])
    expect(time.starts[5]).toBeCloseTo(total('dialogue', long))
  })

  it('lays the lines of one speech behind each other', () => {
    const speech = segment([
      line('character', 'LIN'),
      line('dialogue', 'No.'),
      line('parenthetical', '(louder)'),
      line('dialogue', 'Never.'),
    ])
    expect(segmentTime(speech, 'en').starts).toEqual([0, 0, 1.3, 1.3])
  })

  it('a speech on the right with nothing directly before it stands alone', () => {
    const alone = segment([
      line('character', 'LIN'),
      line('dialogue', 'No.'),
      line('action', 'She signs.'),
      line('character', 'ZHOU', { dual: 'right' }),
      line('dialogue', 'Yes.'),
    ])
    expect(segmentTime(alone, 'en').seconds).toBeCloseTo(1.3 + 1.5 + 1.3)
  })

  it('knows the time at the cursor', () => {
    const text = '签了，钱今天到账。'
    const said = line('dialogue', text)
    const show = episode([hook, segment([line('character', '周曼丽'), said]), end])
    const at = (offset: number) => timeAt(show, zh, said.id, offset)
    expect(at(0)).toBe(2.5)
    expect(at(2)).toBeCloseTo(2.5 + 2 / 5)
    expect(at(text.length)).toBeCloseTo(2.5 + 7 / 5 + 0.2)
    expect(at(999)).toBe(at(text.length))
    expect(timeAt(show, zh, end.lines[0]?.id ?? '', 0)).toBeCloseTo(2.5 + 2.1)
    expect(timeAt(show, zh, 'elsewhere', 0)).toBeUndefined()
  })

  it('knows the time at the cursor in a planned segment', () => {
    const [first, second] = [
      line('action', 'One two three four five.'),
      line('action', 'She signs.'),
    ]
    const show = episode([segment([first, second], { seconds: 35 })])
    expect(timeAt(show, en, second.id, 0)).toBeCloseTo(20)
    expect(timeAt(show, en, second.id, second.text.length)).toBeCloseTo(35)
  })
})

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.stringMatching(/^[她说走了，。！？…（）△：a-zA-Z0-9 .,!?()'$%-]{0,40}$/),
)
const anyElement = fc.constantFrom(...elements)
const anyLanguage = fc.constantFrom<Language>('en', 'zh-Hans')
const anyLine = fc
  .record({ element: anyElement, text: anyText, dual: fc.constantFrom('left', 'right', undefined) })
  .map(({ element, text, dual }) => line(element, text, dual === undefined ? {} : { dual }))

describe('at another pace', () => {
  const show = episode([
    segment([
      line('scene-heading', 'INT. ROOM - DAY'),
      line('action', 'She tears the contract in half.'),
      line('character', 'LIN'),
      line('dialogue', 'Sign it. The money lands today.'),
      line('on-screen-text', 'FIVE YEARS LATER'),
      line('action', 'A car explodes.', { seconds: 4 }),
    ]),
    segment([line('dialogue', 'No.')], { seconds: 10 }),
  ])
  const at = (pace: (typeof paces)[number]) => ({ ...en, settings: { pace } })

  it('an episode takes what the model reckons longer or shorter, and what is planned as planned', () => {
    const { seconds } = episodeTime(show, en)
    expect(episodeTime(show, at('slow')).seconds).toBeCloseTo((seconds - 14) / 0.85 + 14)
    expect(episodeTime(show, at('fast')).seconds).toBeCloseTo((seconds - 14) / 1.18 + 14)
  })

  it('everything that is shown follows: season, bar, cursor', () => {
    const said = show.segments[0]?.lines[3]?.id ?? ''
    for (const pace of paces) {
      const series = { ...at(pace), episodes: [show] }
      const time = episodeTime(show, series)
      expect(seasonTime(series).seconds).toBeCloseTo(time.seconds)
      expect(time.segments[1]?.start).toBeCloseTo(time.seconds - 10)
      expect(timeAt(show, series, said, 0)).toBeCloseTo(time.times[0]?.starts[3] ?? 0)
    }
  })
})

describe('what is planned', () => {
  const heading = (more: Partial<Line> = {}) => line('scene-heading', 'INT. ROOM - DAY', more)
  const five = (more: Partial<Line> = {}) => line('action', 'One two three four five.', more)

  it('for a scene is shared by its lines, through all its segments, and by no others', () => {
    const before = five()
    const show = episode([
      segment([before, heading({ sceneSeconds: 20 }), five()]),
      segment([five(), heading(), five()]),
    ])
    const { segments, times, seconds, parts } = episodeTime(show, en)
    expect(segments.map((each) => each.seconds)).toEqual([
      expect.closeTo(2 + (20 * 3) / 5),
      expect.closeTo((20 * 2) / 5 + 3),
    ])
    expect(seconds).toBeCloseTo(25)
    expect(parts).toMatchObject({ planned: expect.closeTo(20), action: 4, heading: 1 })
    expect(times[0]?.starts).toEqual([0, 2, expect.closeTo(6)])
    expect(times[1]?.ends.map(Math.round)).toEqual([8, 9, 11])
  })

  it('for a line holds inside a scene, and for a scene inside a segment', () => {
    const planned = five({ seconds: 9 })
    const scene = [heading({ sceneSeconds: 15 }), planned, five()]
    const show = episode([segment([five(), ...scene], { seconds: 21 })])
    const [time] = episodeTime(show, en).times
    expect(time?.starts.map((each) => Number(each.toFixed(6)))).toEqual([0, 6, 8, 17])
    expect(time?.ends.at(-1)).toBeCloseTo(21)
    expect(time?.seconds).toBe(21)
  })

  it('gives way alike where it does not fit, the wider plan being the total', () => {
    const lines = [five({ seconds: 30 }), five({ seconds: 10 }), line('character', 'LIN')]
    const show = episode([segment(lines, { seconds: 20 })])
    const [time] = episodeTime(show, en).times
    expect(time?.starts).toEqual([0, expect.closeTo(15), expect.closeTo(20)])
    const tight = [heading({ sceneSeconds: 12 }), five({ seconds: 30 }), five()]
    expect(episodeTime(episode([segment(tight)]), en).seconds).toBeCloseTo(12)
  })

  it('for a scene gives way to its segments, which the outline is reviewed by', () => {
    const show = episode([
      segment([heading({ sceneSeconds: 30 }), five()], { seconds: 4 }),
      segment([five()]),
    ])
    const { segments } = episodeTime(show, en)
    expect(segments[0]?.seconds).toBe(4)
    expect(segments[1]?.seconds).toBeCloseTo((30 * 2) / 5)
  })

  it('for a scene says nothing on a line that is no heading, and is there again when it is one', () => {
    const once = five({ sceneSeconds: 30 })
    expect(episodeTime(episode([segment([once])]), en).seconds).toBe(2)
    const again = { ...once, element: 'scene-heading' as const }
    expect(episodeTime(episode([segment([again])]), en).seconds).toBe(30)
  })

  it('is there before anything is written', () => {
    const show = episode([
      segment([line('scene-heading', '', { sceneSeconds: 12 }), line('action', '')]),
      segment([line('action', '')], { seconds: 8 }),
    ])
    const time = episodeTime(show, en)
    expect(time.segments.map(({ seconds }) => seconds)).toEqual([12, 8])
    expect(time.times.flatMap(({ starts, ends }) => [...starts, ...ends])).not.toContain(Number.NaN)
  })

  it('keeps every clock in order, and every segment as long as its plan', () => {
    const seconds = fc.integer({ min: 1, max: 60 })
    const plannedLine = fc
      .record(
        { element: anyElement, text: anyText, seconds, sceneSeconds: seconds },
        { requiredKeys: ['element', 'text'] },
      )
      .map(({ element, text, ...plans }) => line(element, text, plans))
    const plannedSegment = fc
      .record(
        { lines: fc.array(plannedLine, { minLength: 1, maxLength: 8 }), seconds },
        { requiredKeys: ['lines'] },
      )
      .map(({ lines, ...plan }) => segment(lines, plan))
    fc.assert(
      fc.property(fc.array(plannedSegment, { minLength: 1, maxLength: 4 }), (segments) => {
        const show = episode(segments)
        const time = episodeTime(show, en)
        for (const [i, each] of show.segments.entries()) {
          const place = time.times[i]
          if (!place) throw new Error('a segment has no time')
          if (each.seconds !== undefined) expect(place.seconds).toBeCloseTo(each.seconds)
          for (const [row, start] of place.starts.entries()) {
            expect(place.ends[row] ?? 0).toBeGreaterThanOrEqual(start - 1e-9)
            expect(place.ends[row] ?? 0).toBeLessThanOrEqual(place.seconds + 1e-6)
            expect(start).toBeGreaterThanOrEqual((place.starts[row - 1] ?? 0) - 1e-9)
          }
        }
        const sum = time.segments.reduce((all, each) => all + each.seconds, 0)
        expect(time.seconds).toBeCloseTo(sum)
      }),
    )
  })
})

describe('for any text', () => {
  it('every part is finite and at least 0, and the parts add up', () => {
    fc.assert(
      fc.property(anyLine, anyLanguage, (any, language) => {
        const time = lineSeconds(any, language)
        expect(Object.values(time).every((value) => Number.isFinite(value) && value >= 0)).toBe(
          true,
        )
        expect(secondsOf(time)).toBeCloseTo(time.total, 9)
      }),
      { numRuns: 1000 },
    )
  })

  it('more words never take less time', () => {
    const words = fc.array(fc.stringMatching(/^[a-zA-Z0-9她说走了，。！？'.-]{1,9}$/), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(words, words, anyElement, anyLanguage, (some, more, element, language) => {
        const shorter = total(element, some.join(' '), language)
        expect(total(element, [...some, ...more].join(' '), language)).toBeGreaterThanOrEqual(
          shorter - 1e-9,
        )
      }),
      { numRuns: 1000 },
    )
  })

  it('the clock never runs backwards along a line, and ends within it', () => {
    fc.assert(
      fc.property(anyLine, anyLanguage, (any, language) => {
        let before = 0
        for (let offset = 0; offset <= any.text.length; offset++) {
          const now = secondsInto(any, language, 'normal', offset)
          expect(now).toBeGreaterThanOrEqual(before - 1e-9)
          before = now
        }
        expect(before).toBeLessThanOrEqual(lineSeconds(any, language).total + 1e-9)
      }),
    )
  })

  it('a segment is the sum of its lines, less what is said at the same time', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1 }), anyLanguage, (lines, language) => {
        const sum = lines.reduce((seconds, one) => seconds + lineSeconds(one, language).total, 0)
        const time = segmentTime(segment(lines), language)
        if (lines.some((one) => one.dual === 'right'))
          expect(time.seconds).toBeLessThanOrEqual(sum + 1e-6)
        else expect(time.seconds).toBeCloseTo(sum, 6)
      }),
    )
  })

  it('after any changes the time is that of a script never seen before', () => {
    const change = fc.record({ at: fc.nat(), text: anyText, element: anyElement })
    fc.assert(
      fc.property(
        fc.array(anyLine, { minLength: 2, maxLength: 12 }),
        fc.array(change),
        (first, changes) => {
          let lines = first
          for (const { at, text, element } of changes) {
            lines = lines.with(at % lines.length, line(element, text))
            const half = Math.ceil(lines.length / 2)
            const show = episode([segment(lines.slice(0, half)), segment(lines.slice(half))])
            const fresh = structuredClone(show)
            const { over, seconds, parts } = episodeTime(show, zh)
            const scratch = episodeTime(fresh, zh)
            expect({ over, seconds, parts }).toEqual({
              over: scratch.over,
              seconds: scratch.seconds,
              parts: scratch.parts,
            })
          }
        },
      ),
    )
  })
})

describe('a season of 5,400 lines', () => {
  let reads = 0

  /// A line that counts how often its text is looked at.
  function watched(element: Element, text: string): Line {
    return Object.defineProperty(line(element, ''), 'text', {
      get: () => {
        reads += 1
        return text
      },
    })
  }

  const says = (i: number) => `You owe me ${i} answers, and I want number ${i % 7} now. Talk!`
  const does = (i: number) => `她把第 ${i} 份合同撕成两半，扔在地上，门外有人在听。`
  const season = {
    ...en,
    episodes: Array.from({ length: 100 }, (_, e) =>
      episode(
        Array.from({ length: 6 }, (_, s) =>
          segment(
            Array.from({ length: 9 }, (_, l) => {
              const i = e * 54 + s * 9 + l
              return l % 3 === 0
                ? watched('action', does(i))
                : l % 3 === 1
                  ? watched('character', 'LIN')
                  : watched('dialogue', says(i))
            }),
          ),
        ),
      ),
    ),
  }

  it('is reckoned in less than 50 ms of a processor', () => {
    const took = Array.from({ length: 5 }, () => {
      const fresh = structuredClone(season)
      const started = process.threadCpuUsage()
      seasonTime(fresh)
      const { user, system } = process.threadCpuUsage(started)
      return (user + system) / 1000
    })
    expect(Math.min(...took)).toBeLessThan(50)
  })

  it('is reckoned once, and then only what changed', () => {
    reads = 0
    const before = seasonTime(season)
    expect(reads).toBeGreaterThanOrEqual(5400)

    reads = 0
    expect(seasonTime(season)).toEqual(before)
    expect(reads).toBe(0)

    const [first] = season.episodes
    const [opening] = first?.segments ?? []
    if (first === undefined || opening === undefined) throw new Error('the season has no opening')
    const changed = watched('action', 'She signs.')
    const edited = episode([
      { ...opening, lines: opening.lines.with(0, changed) },
      ...first.segments.slice(1),
    ])
    const after = seasonTime({ ...season, episodes: season.episodes.with(0, edited) })
    const alone = reads
    lineSeconds(watched('action', 'She signs.'), 'en')
    expect(reads - alone).toBe(alone)
    expect(after.seconds).not.toBe(before.seconds)
  })
})
