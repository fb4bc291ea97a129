import { describe, expect, it } from 'vitest'
import { textOf } from '../../../../src/shared/domain/line.ts'
import { readFountain } from '../../../../src/shared/format/fountain/read.ts'
import { type Book, gridRuler } from '../../../../src/shared/format/pages/book.ts'
import { pageOptions } from '../../../../src/shared/format/pages/options.ts'
import { layScript } from '../../../../src/shared/format/pages/script.ts'
import type { Screenplay } from '../../../../src/shared/format/screenplay.ts'
import fc from '../../../draw.ts'

const words = {
  episode: (number: number) => `Episode ${number}`,
  segment: (kind: string, number: number) => (kind === 'beat' ? `beat ${number}` : kind),
}

function lay(script: string | Screenplay, asked: Record<string, string> = {}) {
  const screenplay = typeof script === 'string' ? readFountain(script).screenplay : script
  return layScript(screenplay, pageOptions(screenplay, { titlePage: 'no', ...asked }), {
    words,
    ruler: gridRuler,
  })
}

/// The rows of each page, without those at its head.
function pagesOf({ pages }: Book): readonly (readonly string[])[] {
  return pages.map(({ rows }) =>
    rows.filter(({ y }) => y > 60).map(({ spans }) => textOf(spans).trim()),
  )
}

/// Action paragraphs of one row each, which take two rows with the space before them.
function filled(rows: number): string {
  return Array.from({ length: rows / 2 }, (_, i) => `Nobody comes, ${i + 1}.`).join('\n\n')
}

const four =
  'The first sentence of this paragraph is long enough for one row. The second one ends on the next row. The third goes on for a while and fills another row of it. The fourth is the last.'
const speech =
  'I was here before you. I was here before anybody else was. I have counted every lamp of the street, twice, and I will count them again. Now you come.'

describe('a screenplay on pages', () => {
  it('stands where the measures say', () => {
    const { book } = lay(
      'INT. ROOM - DAY #7A#\n\nShe waits.\n\nMARA\n(low)\nCome in.\n\nCUT TO:\n\n> The end <',
    )
    const at = book.pages[0]?.rows.map((row) => [textOf(row.spans), row.x, row.y, row.align])
    expect(at).toEqual([
      ['7A', 54, 80, 'left'],
      ['INT. ROOM - DAY', 108, 80, 'left'],
      ['7A', 531, 80, 'left'],
      ['She waits.', 108, 104, 'left'],
      ['MARA', 252, 128, 'left'],
      ['(low)', 2.9 * 72, 140, 'left'],
      ['Come in.', 180, 152, 'left'],
      ['CUT TO:', 396, 176, 'right'],
      ['The end', 108, 200, 'center'],
    ])
  })

  it('has 54 rows on Letter, 57 on A4, and as many as are asked for', () => {
    const first = (asked: Record<string, string>) =>
      pagesOf(lay(filled(120), asked).book)[0]?.length
    expect(first({})).toBe(27)
    expect(first({ paper: 'usual' })).toBe(27)
    expect(first({ paper: 'a4' })).toBe(29)
    expect(first({ rows: '40' })).toBe(20)
  })

  it('gives tall letters more room', () => {
    const { book } = lay(Array.from({ length: 60 }, () => 'तुम फिर से देर से आए हो।').join('\n\n'))
    const [first, second] = book.pages[0]?.rows ?? []
    expect((second?.y ?? 0) - (first?.y ?? 0)).toBe(28)
    expect(Math.max(...(book.pages[0]?.rows ?? []).map(({ y }) => y))).toBeLessThanOrEqual(720)
  })

  it('strands no heading: two rows of what is behind it, or all of it, come along', () => {
    const [page] = pagesOf(lay(`${filled(50)}\n\nINT. HALL - DAY\n\n${four}`).book)
    expect(page?.at(-1)).toBe('Nobody comes, 25.')
    const [other] = pagesOf(lay(`${filled(50)}\n\nINT. HALL - DAY\n\nA door.`).book)
    expect(other?.slice(-2)).toEqual(['INT. HALL - DAY', 'A door.'])
  })

  it('divides a paragraph where a sentence ends, two rows on each side at least', () => {
    const [page, next] = pagesOf(lay(`${filled(52)}\n\n${four}`, { rows: '53' }).book)
    expect(page?.at(-1)).toBe('Nobody comes, 26.')
    expect(next?.[0]).toBe('The first sentence of this paragraph is long enough for one')
    const [third, fourth] = pagesOf(lay(`${filled(52)}\n\n${four}`).book)
    expect(third?.at(-1)).toBe('row. The second one ends on the next row.')
    expect(fourth?.[0]).toBe('The third goes on for a while and fills another row of it.')
  })

  it('divides a speech where a sentence ends, and says so on both pages', () => {
    const { book } = lay(`${filled(50)}\n\nMARA (O.S.)\n${speech}`)
    const [page, next] = pagesOf(book)
    expect(page?.slice(-4)).toEqual([
      'MARA (O.S.)',
      'I was here before you. I was here',
      'before anybody else was.',
      '(MORE)',
    ])
    expect(next?.slice(0, 2)).toEqual(["MARA (O.S.) (CONT'D)", 'I have counted every lamp of the'])
    // Below the last row, where nothing of the script may stand.
    const more = book.pages[0]?.rows.find((row) => textOf(row.spans) === '(MORE)')
    expect(more?.y).toBeLessThanOrEqual(80 + 54 * 12)
  })

  it('strands no cue', () => {
    const [page, next] = pagesOf(lay(`${filled(52)}\n\nMARA\n${speech}`).book)
    expect(page?.at(-1)).toBe('Nobody comes, 26.')
    expect(next?.[0]).toBe('MARA')
  })

  it('marks who goes on speaking, unless that is switched off', () => {
    const script = 'INT. A - DAY\n\nMARA\nOne.\n\nShe waits.\n\nMARA\nTwo.'
    expect(pagesOf(lay(script).book)[0]).toContain("MARA (CONT'D)")
    expect(pagesOf(lay(script, { continued: 'no' }).book)[0]).not.toContain("MARA (CONT'D)")
  })

  it('sets two who speak at once side by side', () => {
    const { book } = lay('MARA\nYou first.\n\nTOBIN ^\nNo, you.\n\nThey laugh.')
    const at = book.pages[0]?.rows.map((row) => [textOf(row.spans), row.x, row.y])
    expect(at).toEqual([
      ['MARA', 108, 80],
      ['You first.', 108, 92],
      ['TOBIN', 333, 80],
      ['No, you.', 333, 92],
      ['They laugh.', 108, 116],
    ])
  })

  it('begins a page where the writer says so, and prints no notes', () => {
    const { book, losses } = lay(
      'One. [[ask Ivo]]\n\n===\n\nTwo.\n\n[[a whole note]]\n\n# A section',
    )
    expect(pagesOf(book)).toEqual([['One.'], ['Two.']])
    expect(losses).toEqual([
      { code: 'pdf.notes', message: '3 lines have notes, which are not printed.' },
    ])
  })

  it('holds what is longer than a page', () => {
    const endless = Array.from({ length: 900 }, (_, i) => `word${i}`).join(' ')
    for (const script of [endless, `MARA\n${endless}`, `MARA\n${endless}\n\nTOBIN ^\n${endless}`]) {
      const said = pagesOf(lay(script).book).flat().join(' ')
      expect(said.match(/\bword\d+/g)?.length).toBe(script.match(/\bword\d+/g)?.length)
    }
  })

  it('mirrors what is read from right to left', () => {
    const { book } = lay('@דנה\nשלום לך')
    expect(book.pages[0]?.rows.map(({ x, width, align, rtl }) => [x + width, align, rtl])).toEqual([
      [expect.closeTo(360), 'right', true],
      [expect.closeTo(432), 'right', true],
    ])
  })
})

describe('a season on pages', () => {
  const season =
    'Title: Lamps\n\n# Episode 1: The lift\n\n## Hook\n\n= Somebody rings.\n\nINT. LIFT - DAY\n\nA bell.\n\n# Episode 2\n\n## Hook\n\nINT. HALL - DAY\n\nA door.'

  it('begins a page with each episode, under its name, which is a bookmark', () => {
    const { book } = lay(season)
    expect(pagesOf(book)).toEqual([
      ['EPISODE 1: THE LIFT', 'INT. LIFT - DAY', 'A bell.'],
      ['EPISODE 2', 'INT. HALL - DAY', 'A door.'],
    ])
    expect(book.pages.map((page) => page.bookmarks.map(({ title }) => title))).toEqual([
      ['Episode 1: The lift'],
      ['Episode 2'],
    ])
    const heads = book.pages.map(({ rows }) =>
      rows.filter(({ y }) => y < 60).map(({ spans }) => textOf(spans)),
    )
    expect(heads).toEqual([['Lamps · Episode 1'], ['2.', 'Lamps · Episode 2']])
  })

  it('shows its ninety bars and outlines when they are asked for', () => {
    const { book } = lay(season, { bar: 'yes', outline: 'yes' })
    expect(book.pages[0]?.bars).toHaveLength(1)
    expect(book.pages[0]?.bars[0]?.blocks[0]?.kind).toBe('hook')
    expect(pagesOf(book)[0]).toContain('hook: Somebody rings.')
  })

  it('has the title and who wrote it on a page of their own', () => {
    const { book } = lay(
      'Title: Lamps\nCredit: by\nAuthor: Ivo Hale\nContact: ivo@example.org\n\nA bell.',
      {
        titlePage: 'yes',
      },
    )
    const at = book.pages[0]?.rows.map((row) => [textOf(row.spans), row.align, row.y])
    expect(at).toEqual([
      ['Lamps', 'center', 296],
      ['by', 'center', 332],
      ['Ivo Hale', 'center', 368],
      ['ivo@example.org', 'left', 716],
    ])
    expect(book.pages).toHaveLength(2)
  })
})

describe('a Chinese script on pages', () => {
  it('has a name, how it is said and what is said in one paragraph', () => {
    const { book } = lay(
      'Title: 灯\nLanguage: zh-Hans\n\n# 第1集：电梯\n\n.夜 内 电梯\n\n铃响了。\n\n@小满\n（抬头）\n谁？\n\n【特写：红灯】',
      { sceneNumbers: 'yes' },
    )
    expect(book.paper.height).toBeGreaterThan(800)
    expect(pagesOf(book)[0]).toEqual([
      'Episode 1 电梯',
      '1-1 夜 内 电梯',
      '△铃响了。',
      '小满（抬头）：谁？',
      '【特写：红灯】',
    ])
  })
})

describe('any script', () => {
  it('comes out with every word it has, in order within its columns', () => {
    const element = fc.constantFrom(
      'scene-heading',
      'action',
      'character',
      'parenthetical',
      'dialogue',
      'transition',
      'shot',
      'lyric',
      'on-screen-text',
      'general',
    )
    const text = fc
      .array(
        fc.constantFrom('lamp', 'Ends.', 'the', '灯笼', '，', 'a-b', 'שלום', 'Mr.', '“so”', '\n'),
        {
          maxLength: 60,
        },
      )
      .map((parts) => parts.join(' '))
    const line = fc
      .record({ element, text, dual: fc.constantFrom(undefined, 'left', 'right') })
      .map(({ element, text: own, dual }) => ({
        element,
        spans: own === '' ? [] : [{ text: own, style: {} }],
        ...(dual && element === 'character' && { dual }),
      }))
    const lines = fc.array(line, { maxLength: 40 })
    const asked = fc.record({
      dress: fc.constantFrom('en', 'zh-Hans'),
      rows: fc.constantFrom('20', '54'),
      capitals: fc.constant('no'),
      continued: fc.constant('no'),
    })
    fc.assert(
      fc.property(lines, asked, (own, options) => {
        const none = { outline: '', lines: [] }
        const script: Screenplay = {
          title: '',
          logline: '',
          language: 'en',
          titlePage: [],
          episodes: [
            {
              title: '',
              summary: '',
              hook: { outline: '', lines: own },
              beats: [],
              cliffhanger: none,
            },
          ] as Screenplay['episodes'],
        }
        const count = (said: string) => {
          const counts = new Map<string, number>()
          for (const [char] of said.matchAll(/\p{L}/gu))
            counts.set(char, (counts.get(char) ?? 0) + 1)
          return counts
        }
        const { book } = lay(script, options)
        const printed = pagesOf(book)
          .flat()
          .filter((row) => row !== '(MORE)' && !/CONT'D|（续）/.test(row))
        const written = own.map(({ spans }) => textOf(spans)).join('\n')
        const [has, needs] = [count(printed.join('\n')), count(written)]
        for (const [char, number] of needs) {
          // A name whose speech is divided is said once more with a mark, in rows that are left out here.
          expect(has.get(char) ?? 0, char).toBeLessThanOrEqual(number)
        }
        const all = pagesOf(book).flat().join('\n')
        for (const [char, number] of needs) {
          expect(count(all).get(char) ?? 0, char).toBeGreaterThanOrEqual(number)
        }
      }),
      { numRuns: 60 },
    )
  })
})
