import { describe, expect, it } from 'vitest'
import type { Element } from '../../../src/shared/domain/element.ts'
import { textOf } from '../../../src/shared/domain/line.ts'
import {
  type Cut,
  cutWays,
  headingIn,
  linesOf,
  marksOf,
  proposeCuts,
  segmentWays,
  withCut,
} from '../../../src/shared/format/cuts.ts'
import { applyCuts, episodesCut } from '../../../src/shared/format/cutting.ts'
import type {
  Screenplay,
  ScreenplayLine,
  ScreenplaySegment,
} from '../../../src/shared/format/screenplay.ts'
import fc from '../../draw.ts'
import { screenplay as anyScreenplay } from './scripts.ts'

const none: ScreenplaySegment = { outline: '', lines: [] }

function line(text: string, element: Element = 'action'): ScreenplayLine {
  return { element, spans: [{ text, style: {} }] }
}

function scene(text: string): ScreenplayLine {
  return line(text, 'scene-heading')
}

function script(...lines: ScreenplayLine[]): Screenplay {
  const episodes = [
    { title: '', summary: '', hook: none, beats: [{ ...none, lines }], cliffhanger: none },
  ]
  return { title: '', logline: '', language: 'en', titlePage: [], episodes }
}

const seconds = ({ element }: ScreenplayLine) => (element === 'action' ? 30 : 0)

/// Each episode as its title and its segments: `h`, `b` or `c` with the texts of its lines.
function shape({ episodes }: Screenplay): readonly (readonly string[])[] {
  return episodes.map(({ title, hook, beats, cliffhanger }) => {
    const said = ({ outline, lines }: ScreenplaySegment, kind: string) =>
      outline === '' && lines.length === 0 && kind !== 'b'
        ? []
        : [
            `${kind}${outline && `(${outline})`} ${lines.map(({ spans }) => textOf(spans)).join(',')}`,
          ]
    return [
      title,
      ...said(hook, 'h'),
      ...beats.flatMap((beat) => said(beat, 'b')),
      ...said(cliffhanger, 'c'),
    ]
  })
}

const cut = (from: Screenplay, options: Partial<Parameters<typeof proposeCuts>[1]> = {}) =>
  applyCuts(from, proposeCuts(from, { seconds, ...options }).cuts).screenplay

describe('proposed cuts', () => {
  it('leave a script as its file marks it', () => {
    const said: Screenplay = {
      ...script(),
      episodes: [
        {
          title: 'The lift',
          summary: 'It stops.',
          hook: { outline: 'Dark', lines: [line('a')], emotion: -2 },
          beats: [none, { ...none, lines: [line('b')] }],
          cliffhanger: { ...none, outline: 'Who?' },
          unlock: true,
        },
        { title: '', summary: '', hook: none, beats: [], cliffhanger: none },
      ],
    }
    const { way, ways, cuts } = proposeCuts(said, { seconds })
    expect([way, ways]).toEqual(['said', ['said', 'none']])
    expect(applyCuts(said, cuts)).toEqual({ screenplay: said, losses: [] })
  })

  it('are made at lines that name an episode', () => {
    const whole = script(
      line('A love story'),
      line('EPISODE 1: The lift'),
      scene('INT. LIFT'),
      line('a'),
      line('【第二集】'),
      scene('1-1 日 内 客厅'),
      line('b'),
      scene('1-2 日 外 街'),
      line(
        'Episode 3 is the best one that they ever made, and this line is no heading of it at all',
      ),
    )
    expect(shape(cut(whole))).toEqual([
      ['The lift', 'b A love story,INT. LIFT,a'],
      ['', 'b 1-1 日 内 客厅,b', expect.stringContaining('b 1-2 日 外 街,Episode 3')],
    ])
    expect(proposeCuts(whole, { seconds }).ways[0]).toBe('headings')
  })

  it('are made at scenes near the target when the script is long, else offered', () => {
    const long = script(...['A', 'B', 'C', 'D', 'E'].flatMap((name) => [scene(name), line(name)]))
    const { way, cuts } = proposeCuts(long, { seconds, targetSeconds: 60 })
    expect(way).toBe('scenes')
    expect(shape(applyCuts(long, cuts).screenplay)).toEqual([
      ['', 'b A,A', 'b B,B'],
      ['', 'b C,C', 'b D,D'],
      ['', 'b E,E'],
    ])
    expect(proposeCuts(long, { seconds, targetSeconds: 900 }).ways).toEqual(['none', 'scenes'])
  })

  it('make a hook and a cliffhanger of the outermost scenes when asked', () => {
    const whole = script(scene('A'), line('a'), scene('B'), scene('C'), line('c'))
    expect(shape(cut(whole, { segments: 'ends' }))).toEqual([['', 'h A,a', 'b B', 'c C,c']])
    expect(shape(cut(whole, { segments: 'one' }))).toEqual([['', 'b A,a,B,C,c']])
  })
})

describe('changed cuts', () => {
  const marked: Screenplay = {
    ...script(),
    episodes: [
      {
        title: 'One',
        summary: '',
        hook: { outline: 'h1', lines: [line('a')] },
        beats: [],
        cliffhanger: { outline: 'c1', lines: [line('b')], emotion: 3 },
      },
      {
        title: 'Two',
        summary: 'sum',
        hook: { outline: 'h2', lines: [line('c')], seconds: 4 },
        beats: [],
        cliffhanger: { outline: 'c2', lines: [line('d')] },
        unlock: true,
      },
    ],
  }

  it('put two episodes together: words go on as outline', () => {
    const cuts = marksOf(marked).filter(({ title }) => title !== 'Two')
    const { screenplay, losses } = applyCuts(marked, cuts)
    expect(shape(screenplay)).toEqual([
      ['One', 'h(h1) a', 'b(c1) b', 'b(h2\nTwo\nsum) c', 'c(c2) d'],
    ])
    expect(screenplay.episodes[0]?.unlock).toBe(true)
    expect(losses).toEqual([])
  })

  it('put two segments together, and say which plans are gone', () => {
    const cuts = marksOf(marked).filter(({ at, begins }) => !(at === 2 && begins === 'hook'))
    const { screenplay, losses } = applyCuts(marked, cuts)
    expect(shape(screenplay)[1]).toEqual(['Two', 'b(h2) c', 'c(c2) d'])
    expect(losses.map(({ code }) => code)).toEqual(['cuts.plans'])
  })

  it('begin an episode inside a segment', () => {
    const whole = script(line('a'), line('b'), line('c'))
    const cuts = withCut(marksOf(whole), { at: 2, begins: 'episode', why: 'chosen', title: 'New' })
    expect(shape(applyCuts(whole, cuts).screenplay)).toEqual([
      ['', 'b a,b'],
      ['New', 'b c'],
    ])
    const before = withCut(marksOf(marked), { at: 1, begins: 'episode', why: 'chosen' })
    expect(shape(applyCuts(marked, before).screenplay)).toEqual([
      ['One', 'h(h1) a'],
      ['', 'c(c1) b'],
      ['Two', 'h(h2) c', 'c(c2) d'],
    ])
  })

  it('give the heading of an episode back to the script with its cut', () => {
    const whole = script(line('EPISODE 1'), line('a'), line('EPISODE 2'), line('b'))
    const { cuts } = proposeCuts(whole, { seconds })
    expect(shape(applyCuts(whole, cuts).screenplay)).toEqual([
      ['', 'b a'],
      ['', 'b b'],
    ])
    const fewer = cuts.filter(({ heading }) => heading !== 2)
    expect(shape(applyCuts(whole, fewer).screenplay)).toEqual([['', 'b a,EPISODE 2', 'b b']])
  })
})

describe('cuts that no preview makes', () => {
  it('take no line out of the script that is no heading', () => {
    const whole = script(line('a'), line('EPISODE 2'), line('b'))
    const cut = { at: 0, begins: 'episode', why: 'chosen', heading: 0 } as const
    expect(shape(applyCuts(whole, [cut]).screenplay)).toEqual([['', 'b a,EPISODE 2,b']])
  })

  it('stand for one mark of their own sort: what the file says is there once', () => {
    const whole: Screenplay = {
      ...script(),
      episodes: [
        {
          title: 'One',
          summary: 'sum',
          hook: { outline: 'h1', lines: [line('a')] },
          beats: [],
          cliffhanger: { outline: 'c1', lines: [line('b')] },
        },
      ],
    }
    const cut = (begins: Cut['begins'], at: number, mark: number) =>
      ({ at, begins, why: 'chosen', mark }) as const
    const cuts = [cut('episode', 0, 1), cut('hook', 0, 0), cut('cliffhanger', 1, 1)]
    const { screenplay } = applyCuts(whole, cuts)
    expect(shape(screenplay)).toEqual([['', 'h(One\nsum) a', 'c(h1\nc1) b']])
    const twice = [cut('episode', 0, 0), cut('hook', 0, 1), cut('cliffhanger', 1, 1)]
    const said = JSON.stringify(applyCuts(whole, twice).screenplay)
    expect([said.split('h1').length, said.split('c1').length]).toEqual([2, 2])
  })
})

const anyCut: fc.Arbitrary<Cut> = fc.record(
  {
    at: fc.oneof(fc.integer({ min: -2, max: 20 }), fc.constant(Number.NaN), fc.double()),
    begins: fc.constantFrom('episode', 'hook', 'beat', 'cliffhanger'),
    why: fc.constant('chosen'),
    heading: fc.integer({ min: -1, max: 20 }),
    mark: fc.integer({ min: -1, max: 12 }),
  },
  { requiredKeys: ['at', 'begins', 'why'] },
)

describe('whatever the cuts are', () => {
  const texts = (whole: Screenplay) => linesOf(whole).map(({ spans }) => textOf(spans))

  it('every line is there, in its order, and every word of the outline', () => {
    fc.assert(
      fc.property(anyScreenplay, fc.array(anyCut, { maxLength: 8 }), (whole, cuts) => {
        const { screenplay } = applyCuts(whole, cuts)
        const all = texts(whole)
        const headings = new Set(episodesCut(all.length, cuts).map(({ cut }) => cut.heading))
        const isHeading = (each: ScreenplayLine, i: number) => headings.has(i) && headingIn(each)
        const script = linesOf(whole).filter((each, i) => !isHeading(each, i))
        expect(texts(screenplay)).toEqual(script.map(({ spans }) => textOf(spans)))
        const retitled = cuts.some(({ begins, mark }) => begins === 'episode' && mark !== undefined)
        const said = JSON.stringify(screenplay.episodes)
        for (const { hook, beats, cliffhanger, title, summary } of whole.episodes) {
          const named = { outline: retitled ? '' : title }
          for (const { outline } of [named, hook, ...beats, cliffhanger]) {
            for (const part of `${outline}\n${summary}`.split('\n')) {
              expect(said).toContain(JSON.stringify(part).slice(1, -1))
            }
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it('the marks of the file give it back', () => {
    fc.assert(
      fc.property(anyScreenplay, (whole) => {
        expect(applyCuts(whole, marksOf(whole))).toEqual({ screenplay: whole, losses: [] })
      }),
      { numRuns: 200 },
    )
  })

  it('every way of cutting covers the script', () => {
    fc.assert(
      fc.property(
        anyScreenplay,
        fc.constantFrom(...cutWays),
        fc.constantFrom(...segmentWays),
        (whole, way, segments) => {
          const { cuts } = proposeCuts(whole, { way, segments, seconds, targetSeconds: 40 })
          const all = texts(whole)
          const headings = new Set(cuts.map(({ heading }) => heading))
          const { screenplay } = applyCuts(whole, cuts)
          expect(texts(screenplay)).toEqual(all.filter((_, i) => !headings.has(i)))
          const parts = episodesCut(all.length, cuts).flatMap((each) => each.segments)
          const covered = parts.flatMap(({ from, to }) => [from, to])
          expect(covered).toEqual(covered.toSorted((a, b) => a - b))
        },
      ),
      { numRuns: 200 },
    )
  })
})
