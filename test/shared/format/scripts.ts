import { elements } from '../../../src/shared/domain/element.ts'
import { languages } from '../../../src/shared/domain/language.ts'
import type { Span, Style } from '../../../src/shared/domain/line.ts'
import { moneys, paces, type SeriesSettings } from '../../../src/shared/domain/settings.ts'
import type {
  Carried,
  Screenplay,
  ScreenplayEntry,
  ScreenplayEpisode,
  ScreenplayLine,
  ScreenplaySegment,
} from '../../../src/shared/format/screenplay.ts'
import fc from '../../draw.ts'

/// Pieces of Fountain, and of what only looks like it.
const snippets = [
  ...[
    'INT. HOUSE - DAY',
    'INT. HOUSE - DAY #1A#',
    '.THE ROOF',
    '..not',
    '.内 电梯 夜',
    'EXT',
    'int. ',
  ],
  ...[
    'ANNA',
    'ANNA (V.O.)',
    'ANNA ^',
    'anna',
    '@安娜',
    '@安娜（低声）',
    '@',
    'АННА',
    'അന്ന',
    'R2D2',
  ],
  ...[
    '(beat)',
    '（笑）',
    '(a) b (c)',
    '()',
    'Hello.',
    'He said *no*.',
    '~la la',
    '~',
    '> FADE',
    '> x <',
  ],
  ...[
    '><',
    'CUT TO:',
    '===',
    '====',
    '==',
    '= ',
    '= outline',
    '=',
    '# Episode 1: The lift',
    '# ACT I',
  ],
  ...[
    '## Hook',
    '## Beat: words',
    '## Cliffhanger',
    '## Beat',
    '### Deep',
    '#tag',
    '# 第12集：电梯',
    '## 钩子',
  ],
  ...[
    '## 节拍',
    '## 悬念',
    '# 第十二集 电梯',
    '# Episode 7',
    '## Episode 2',
    '!',
    '!! now',
    '!ANNA',
    '!# x',
  ],
  ...[
    '[[note]]',
    '[[open',
    'close]]',
    '[[element: shot]]',
    '[[element: dialogue]]',
    '[[element: dialogue; dual: left]]',
    '[[element: parenthetical]]',
    '[[line; seconds: 4]]',
    '[[line; translation: 电梯门开了。; scene seconds: 12.5]]',
    '[[line; exact: a ]]',
    '[[line; exact: \\sa\\s\\ ]]',
    '[[line; dual: right]]',
    '[[line; dual: up]]',
    '[[segment; emotion: -3; tags: reversal, payoff]]',
    '[[segment; outline: outline\\n]]',
    '[[episode; target: 60; due: 2031-04-09; writer: Ada; writer: Ben, b1]]',
    '[[series; notes: a\\nb]]',
    '[[cast; name: ANNA; alias: Annie]]',
    '[[place; name: LIFT; notes: it stops\\; often]]',
  ],
  ...[
    '[[element: scene heading; scene: 4%20b]]',
    '/* cut */',
    '/*',
    '*/',
    '/**/',
    '/\\*',
    '\\/*',
    '\\[[',
    ']]',
  ],
  ...[
    '*',
    '**',
    '***',
    '****',
    '_',
    '__',
    '\\',
    '\\\\',
    '\\*',
    '\\_',
    ' ',
    '  ',
    '    ',
    '\t',
    '\u3000',
    '\u00a0',
  ],
  ...[
    '\u2028',
    '\uFEFF',
    '\r',
    '字幕：五年后',
    'TEXT ON SCREEN: now',
    'Title: X',
    'Title:',
    'Key: v',
  ],
  ...[
    'Language: fr',
    'Target: 60',
    'Target: 1:30',
    'Settings: Pace: slow',
    'Settings:',
    '    Capitals: off',
    'Unlock: 1, 2',
    'Unlock: 7',
    '    indented',
    '电梯门开了。',
    'a',
    'b',
    '/',
    '^',
    '#',
    '#1#',
  ],
  ...['👩‍👩‍👧', '\u0301', '\u0000', '\u200b', '\v', '\f', '\u0085'],
]

const snippet = fc.constantFrom(...snippets)
const breaks = fc.constantFrom(
  '',
  '',
  ' ',
  '\n',
  '\n',
  '\n\n',
  '\n\n',
  '\n\n\n',
  '\n  \n',
  '\n \n',
  '\r\n',
)

/// Snippets one after the other, most of them on lines of their own.
export const fountain: fc.Arbitrary<string> = fc
  .array(
    fc.tuple(
      fc.oneof({ weight: 9, arbitrary: snippet }, fc.string({ unit: 'grapheme', maxLength: 6 })),
      breaks,
    ),
    {
      maxLength: 24,
    },
  )
  .map((parts) => parts.flat().join(''))

/// What somebody may type into one line.
const typed: fc.Arbitrary<string> = fc.oneof(
  snippet,
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc
    .array(
      fc.tuple(
        fc.oneof(snippet, fc.string({ unit: 'binary', maxLength: 3 })),
        fc.constantFrom('', '', ' ', '\n', '\n\n'),
      ),
      {
        maxLength: 5,
      },
    )
    .map((parts) => parts.flat().join('')),
)

const flag = fc.constantFrom(true as const, undefined)

const style: fc.Arbitrary<Style> = fc
  .record({
    bold: flag,
    italic: flag,
    underline: flag,
    strike: fc.constantFrom(undefined, undefined, true as const),
  })
  .map((style) => Object.fromEntries(Object.entries(style).filter(([, on]) => on)) as Style)

const spans: fc.Arbitrary<Span[]> = fc.oneof(
  typed.map((text) => (text === '' ? [] : [{ text, style: {} }])),
  fc.array(fc.record({ text: typed, style }), { maxLength: 5 }),
)

const rarely = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })

/// Without the keys that have no value.
function present<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> }
}

const planned = fc.constantFrom(1, 4.5, 90, 0.001)
const left: fc.Arbitrary<Carried> = fc.dictionary(fc.constantFrom('fdx', 'x, y', 'docx'), typed, {
  minKeys: 1,
  maxKeys: 2,
})

const line: fc.Arbitrary<ScreenplayLine> = fc
  .record({
    element: fc.constantFrom(...elements),
    spans,
    dual: rarely(fc.constantFrom('left' as const, 'right' as const)),
    align: rarely(fc.constant('center' as const)),
    sceneNumber: rarely(fc.oneof(fc.constantFrom('1', '12A', 'A-3.'), typed)),
    seconds: rarely(planned),
    sceneSeconds: rarely(planned),
    translation: rarely(typed),
    carried: rarely(left),
  })
  .map(({ element, spans, ...rest }) => ({ element, spans, ...present(rest) }))

/// A cue with what is said under it, the way most speeches are.
const speech: fc.Arbitrary<ScreenplayLine[]> = fc
  .tuple(
    fc.constantFrom('ANNA', 'Anna', '安娜', ''),
    rarely(fc.constantFrom('left' as const, 'right' as const)),
    fc.array(fc.tuple(fc.constantFrom('dialogue', 'parenthetical', 'lyric'), typed), {
      maxLength: 3,
    }),
  )
  .map(([name, dual, said]) => [
    { element: 'character', spans: name ? [{ text: name, style: {} }] : [], ...(dual && { dual }) },
    ...said.map(([element, text]) => ({
      element: element as ScreenplayLine['element'],
      spans: text ? [{ text, style: {} }] : [],
    })),
  ])

/// A speech of lines that have more than text.
const noted: fc.Arbitrary<ScreenplayLine[]> = fc
  .tuple(
    fc.array(line, { minLength: 1, maxLength: 4 }),
    fc.array(fc.constantFrom('dialogue', 'parenthetical', 'lyric'), { minLength: 4, maxLength: 4 }),
  )
  .map(([given, elements]) =>
    given.map((one, i) => ({
      ...one,
      element: i === 0 ? 'character' : (elements[i] as ScreenplayLine['element']),
    })),
  )

const lines: fc.Arbitrary<ScreenplayLine[]> = fc
  .array(
    fc.oneof(
      line.map((one) => [one]),
      speech,
      noted,
    ),
    { maxLength: 6 },
  )
  .map((groups) => groups.flat())

const segment: fc.Arbitrary<ScreenplaySegment> = fc
  .record({
    outline: fc.oneof(fc.constant(''), typed),
    lines,
    emotion: rarely(fc.integer({ min: -5, max: 5 })),
    tags: rarely(fc.array(typed, { minLength: 1, maxLength: 3 })),
    seconds: rarely(planned),
    carried: rarely(left),
  })
  .map(({ outline, lines, ...rest }) => ({ outline, lines, ...present(rest) }))

const episode: fc.Arbitrary<ScreenplayEpisode> = fc
  .record({
    title: fc.oneof(fc.constant(''), typed),
    summary: fc.oneof(fc.constant(''), typed),
    hook: segment,
    beats: fc.array(segment, { maxLength: 2 }),
    cliffhanger: segment,
    unlock: flag,
    targetSeconds: rarely(planned),
    writers: rarely(
      fc.array(fc.record({ id: typed, name: typed }), { minLength: 1, maxLength: 2 }),
    ),
    due: rarely(fc.constantFrom('2031-04-09', '2030-12-31')),
    carried: rarely(left),
  })
  .map(({ title, summary, hook, beats, cliffhanger, ...rest }) => ({
    ...{ title, summary, hook, beats, cliffhanger },
    ...present(rest),
  }))

const settings: fc.Arbitrary<Partial<SeriesSettings>> = fc.record(
  {
    dress: fc.constantFrom(...languages),
    pace: fc.constantFrom(...paces),
    money: fc.constantFrom(...moneys),
    continued: fc.boolean(),
    sceneNumbers: fc.boolean(),
    capitals: fc.boolean(),
    afterDialogue: fc.constantFrom('action', 'character'),
  },
  { requiredKeys: [] },
)

const entry: fc.Arbitrary<ScreenplayEntry> = fc
  .record({
    name: typed,
    notes: fc.oneof(fc.constant(''), typed),
    aliases: fc.array(typed, { maxLength: 2 }),
    colour: rarely(fc.constantFrom('#7a4fd0', '#000000')),
  })
  .map(({ colour, ...rest }) => ({ ...rest, ...present({ colour }) }))

export const screenplay: fc.Arbitrary<Screenplay> = fc
  .record({
    title: fc.oneof(fc.constant(''), typed),
    logline: fc.oneof(fc.constant(''), typed),
    language: fc.constantFrom(...languages),
    targetSeconds: fc.constantFrom(undefined, undefined, 90, 62.5, 0, -1, Number.NaN, 1e30),
    titlePage: fc.oneof(
      fc.constant([]),
      fc.array(
        fc.record({
          key: fc.oneof(
            fc.constantFrom(
              ...['Author', 'Title', 'Logline', 'Language', 'Target', 'Notes', 'Settings'],
              'Unlock',
            ),
            typed,
          ),
          values: fc.array(typed, { maxLength: 3 }),
        }),
        { maxLength: 3 },
      ),
    ),
    settings: rarely(settings),
    notes: rarely(typed),
    cast: rarely(fc.array(entry, { minLength: 1, maxLength: 2 })),
    places: rarely(fc.array(entry, { minLength: 1, maxLength: 2 })),
    carried: rarely(left),
    episodes: fc.array(episode, { minLength: 1, maxLength: 2 }),
  })
  .map(({ title, logline, language, titlePage, episodes, ...rest }) => ({
    ...{ title, logline, language, titlePage, episodes },
    ...present(rest),
  }))
