import { describe, expect, test } from 'vitest'
import type * as Y from 'yjs'
import {
  binEpisode,
  createEpisode,
  endEpisode,
  joinEpisode,
  moveEpisode,
  restoreEpisode,
} from '../../../src/shared/document/episodes.ts'
import { reviseField } from '../../../src/shared/document/field.ts'
import {
  binBeat,
  createBeat,
  makeCliffhanger,
  mergeBeat,
  moveBeat,
  restoreSegment,
  splitSegment,
} from '../../../src/shared/document/segments.ts'
import { meet, type Person, twoPeople } from './room.ts'

/// The table of docs/DOCUMENT.md: two people do something at the same time, and this comes out.

/// Runs both operations apart, then lets both people hear of each other, and sees that they agree.
function together(first: (a: Person) => void, second: (b: Person) => void): Person {
  const [a, b] = twoPeople()
  first(a)
  second(b)
  meet(a, b)
  expect(b.season).toEqual(a.season)
  expect(b.bin).toEqual(a.bin)
  return a
}

const red = (person: Person) => person.segment('red').id
const blue = (person: Person) => person.segment('blue').id

describe('text and lines', () => {
  test('[T1] two words typed in one place are both there, whole', () => {
    const { season } = together(
      (a) => a.type('ABC', 'one', 'start'),
      (b) => b.type('XYZ', 'one', 'start'),
    )
    expect(['hook ABCXYZone', 'hook XYZABCone']).toContain(
      season[0]?.[0]?.split(': ')[1]?.split(' / ')[0],
    )
  })

  test('[T2] what is typed into a text that is deleted stays', () => {
    const { season } = together(
      (a) => a.erase('red one'),
      (b) => b.type('BIG', 'd one'),
    )
    expect(season[0]?.[1]).toBe('red: BIG / red two')
  })

  test('[T3] [T7] a changed element and typing in the line are both there', () => {
    const a = together(
      (person) => person.make('dialogue', 'red one'),
      (b) => b.type('!', 'red one', 'end'),
    )
    expect(a.line('red one!').line.element).toBe('dialogue')
  })

  test('[T4] a word typed where the line is broken is in the part that keeps the line', () => {
    for (let i = 0; i < 8; i++) {
      const a = together(
        (person) => person.break('one'),
        (b) => b.type('NEW', 'one'),
      )
      expect(a.season[0]?.[0]).toBe('hook: hook  / NEWone / hook two')
    }
  })

  test('[T4] a word typed at the end of a line stays there when Enter is pressed behind it', () => {
    for (let i = 0; i < 8; i++) {
      const a = together(
        (person) => person.break('red one', 'end'),
        (b) => b.type('NEW', 'red one', 'end'),
      )
      expect(a.season[0]?.[1]).toBe('red: red oneNEW /  / red two')
    }
  })

  test('[T4] a word typed at the start of a line stays there when a line is put in front of it', () => {
    for (let i = 0; i < 8; i++) {
      const a = together(
        (person) => person.break('red one', 'end'),
        (b) => b.type('NEW', 'red two'),
      )
      expect(a.season[0]?.[1]).toBe('red: red one /  / NEWred two')
    }
  })

  test('[T4] the last of several pasted lines stays with the text it was pasted in front of', () => {
    for (let i = 0; i < 8; i++) {
      const a = together(
        (person) => person.paste(['ONE', 'TWO', 'THREE'], 'red two'),
        (b) => b.break('red two'),
      )
      expect(a.segment('red').lines.at(-1)?.text).toBe('THREEred two')
    }
  })

  test('[T5] a word typed at the seam of two lines that are joined is on the joined line', () => {
    const a = together(
      (person) => person.join('red two'),
      (b) => b.type('NEW', 'red one', 'end'),
    )
    expect(a.season[0]?.[1]).toBe('red: red oneNEWred two')
  })

  test('[T6] lines joined by one and broken by the other are both', () => {
    const a = together(
      (person) => person.join('red two'),
      (b) => b.break('d two'),
    )
    expect(a.season[0]?.[1]).toBe('red: red onere / d two')
  })

  test('[T6] what both delete is gone once', () => {
    const a = together(
      (person) => person.erase('red o'),
      (b) => b.erase('d one'),
    )
    expect(a.season[0]?.[1]).toBe('red:  / red two')
  })

  test('[T7] of two elements for one line one holds', () => {
    const a = together(
      (person) => person.make('dialogue', 'red one'),
      (b) => b.make('lyric', 'red one'),
    )
    expect(['dialogue', 'lyric']).toContain(a.line('red one').line.element)
  })

  test('[T8] a line broken by two people is three lines', () => {
    const a = together(
      (person) => person.break('ed one'),
      (b) => b.break('d one'),
    )
    expect(a.season[0]?.[1]).toBe('red: r / e / d one / red two')
  })
})

describe('beats', () => {
  test('[T9] what is typed around a cut stays on its side', () => {
    for (let i = 0; i < 8; i++) {
      const a = together(
        (person) => splitSegment(person.document, person.at('red two')),
        (b) => {
          b.type('FIRST', 'red one', 'end')
          b.type('SECOND', 'red two')
        },
      )
      expect(a.season[0]?.slice(1, 3)).toEqual(['red: red oneFIRST', '–: SECONDred two'])
    }
  })

  test('[D22] [T9] a cut takes along the later runs of its segment', () => {
    const [a] = twoPeople()
    const body = a.document.roots.bodies.get(a.segment('hook').id) as Y.Text
    const id = red(a)
    a.doc.transact(() => {
      body.insertEmbed(body.length, { segment: id })
      body.insert(body.length, 'red more')
      body.insertEmbed(body.length, { line: 'more', element: 'action' })
    })
    expect(a.season[0]?.[1]).toBe('red: red one / red two / red more')
    splitSegment(a.document, a.at('red two'))
    expect(a.season[0]?.[1]).toBe('red: red one')
    // Runs in bodies of other ids come in the order of the bodies' ids (D9).
    expect(['–: red two / red more', '–: red more / red two']).toContain(a.season[0]?.[2])
  })

  test('[D6] text in front of a mark can be broken and cut, and stays in its beat', () => {
    for (const act of ['break', 'cut', 'break behind'] as const) {
      const [a] = twoPeople()
      splitSegment(a.document, a.at('red two'))
      const body = a.document.roots.bodies.get(red(a)) as Y.Text
      const before = a.segment('red').lines[0]?.text.length ?? 0
      a.doc.transact(() => body.insert(before + 2, 'AB'))
      expect(a.season[0]?.slice(1, 3)).toEqual(['red: red one', '–: ABred two'])
      if (act === 'cut') splitSegment(a.document, a.at('B'))
      else a.break(act === 'break' ? 'B' : 'red two')
      const [first, second] = act === 'break behind' ? ['AB', 'red two'] : ['A', 'Bred two']
      const parts = act === 'cut' ? [`–: ${first}`, `–: ${second}`] : [`–: ${first} / ${second}`]
      expect(a.season[0]?.slice(1, -2)).toEqual(['red: red one', ...parts])
    }
  })

  test('[T10] lines joined across a cut are one line of the second part', () => {
    const a = together(
      (person) => splitSegment(person.document, person.at('red two')),
      (b) => b.join('red two'),
    )
    expect(a.season[0]?.slice(1, 3)).toEqual(['red: ', '–: red onered two'])
  })

  test('a word typed in a beat that is moved to another episode goes with it', () => {
    const a = together(
      (person) => moveBeat(person.document, red(person), person.episode(2), 1),
      (b) => b.type('NEW', 'red one', 'end'),
    )
    expect(a.season[1]?.[2]).toBe('red: red oneNEW / red two')
  })

  test('[T11] of a beat that is moved and split the first part moves', () => {
    const a = together(
      (person) => moveBeat(person.document, red(person), person.episode(2), 0),
      (b) => splitSegment(b.document, b.at('red two')),
    )
    expect(a.season[0]?.slice(1, 3)).toEqual(['–: red two', 'blue: blue one / blue two'])
    expect(a.season[1]?.[1]).toBe('red: red one')
  })

  test('[T12] a beat moved by two people stands in one place', () => {
    const a = together(
      (person) => moveBeat(person.document, red(person), person.episode(2), 0),
      (b) => moveBeat(b.document, red(b), b.episode(1), 1),
    )
    expect(a.season.flat().filter((text) => text.startsWith('red:'))).toHaveLength(1)
  })

  test('[T13] a beat that is merged and moved is shown in what it was merged into', () => {
    const a = together(
      (person) => mergeBeat(person.document, blue(person)),
      (b) => moveBeat(b.document, blue(b), b.episode(2), 0),
    )
    expect(a.season[0]?.[1]).toBe('red & blue: red one / red two / blue one / blue two')
    expect(a.season[1]).toHaveLength(4)
  })

  test('[T13] what is merged goes where that goes which it was merged into', () => {
    const a = together(
      (person) => mergeBeat(person.document, blue(person)),
      (b) => moveBeat(b.document, red(b), b.episode(2), 0),
    )
    expect(a.season[1]?.[1]).toBe('red & blue: red one / red two / blue one / blue two')
  })

  test('[T14] an ending that two people each gave a beat is one, of both', () => {
    const a = together(
      (person) => makeCliffhanger(person.document, blue(person)),
      (b) => {
        moveBeat(b.document, red(b), b.episode(1), 1)
        makeCliffhanger(b.document, red(b))
      },
    )
    expect(a.season[0]).toHaveLength(2)
    for (const word of ['red one', 'blue one', 'end one']) expect(a.season[0]?.[1]).toContain(word)
  })

  test('[T15] what is typed in a binned beat is in the bin, and comes back with it', () => {
    const a = together(
      (person) => binBeat(person.document, red(person)),
      (b) => b.type('NEW', 'red one', 'end'),
    )
    expect(a.bin).toEqual(['red: red oneNEW / red two'])
    const id = a.document.reading.series.bin[0]?.id as string
    restoreSegment(a.document, id, a.episode(2))
    expect(a.season[0]?.[1]).toBe('red: red oneNEW / red two')
  })

  test('[T15] a beat binned by one and moved by the other is put back where it was moved', () => {
    const a = together(
      (person) => binBeat(person.document, red(person)),
      (b) => moveBeat(b.document, red(b), b.episode(2), 0),
    )
    expect(a.bin).toHaveLength(1)
    restoreSegment(a.document, a.document.reading.series.bin[0]?.id as string, a.episode(1))
    expect(a.season[1]?.[1]).toBe('red: red one / red two')
  })

  test('[T15] what is split off a beat that is binned stays in the season', () => {
    const a = together(
      (person) => binBeat(person.document, red(person)),
      (b) => splitSegment(b.document, b.at('red two')),
    )
    expect(a.bin).toEqual(['red: red one'])
    expect(a.season[0]?.[1]).toBe('–: red two')
  })

  test('[T15] a merged beat that is binned is in the bin alone', () => {
    const a = together(
      (person) => mergeBeat(person.document, blue(person)),
      (b) => binBeat(b.document, blue(b)),
    )
    expect(a.season[0]?.[1]).toBe('red: red one / red two')
    expect(a.bin).toEqual(['blue: blue one / blue two'])
  })

  test('[T16] two cuts make three beats', () => {
    const a = together(
      (person) => splitSegment(person.document, person.at('d one')),
      (b) => splitSegment(b.document, b.at('red two')),
    )
    const beats = a.season[0]?.slice(1, -2)
    expect(beats?.[0]).toBe('red: re')
    expect(new Set(beats?.slice(1))).toEqual(new Set(['–: d one', '–: red two']))
  })

  test('[T16] two cuts at one place leave an empty beat between', () => {
    const a = together(
      (person) => splitSegment(person.document, person.at('red two')),
      (b) => splitSegment(b.document, b.at('red two')),
    )
    expect(a.season[0]).toHaveLength(6)
    expect(a.season[0]?.filter((text) => text === '–: ')).toHaveLength(1)
    expect(a.season[0]).toContain('–: red two')
  })

  test('[T17] a beat merged into one that is split comes in front of the second part', () => {
    const a = together(
      (person) => mergeBeat(person.document, blue(person)),
      (b) => splitSegment(b.document, b.at('red two')),
    )
    expect(a.season[0]?.slice(1, 3)).toEqual([
      'red & blue: red one / blue one / blue two',
      '–: red two',
    ])
  })

  test('[T18] beats merged in a circle are one beat', () => {
    const a = together(
      (person) => mergeBeat(person.document, blue(person)),
      (b) => {
        moveBeat(b.document, red(b), b.episode(1), 1)
        mergeBeat(b.document, red(b))
      },
    )
    expect(a.season[0]).toHaveLength(3)
    for (const word of ['red one', 'blue two']) expect(a.season[0]?.[1]).toContain(word)
  })
})

describe('episodes', () => {
  test('[T12] new beats and episodes at one place are both there', () => {
    const a = together(
      (person) => {
        createBeat(person.document, person.episode(1), 0)
        createEpisode(person.document, 1)
      },
      (b) => {
        createBeat(b.document, b.episode(1), 0)
        createEpisode(b.document, 1)
      },
    )
    expect(a.season[0]).toHaveLength(6)
    expect(a.season).toHaveLength(4)
  })

  test('[T12] episodes that are reordered by both are all there', () => {
    const a = together(
      (person) => moveEpisode(person.document, person.episode(2), 0),
      (b) => moveEpisode(b.document, b.episode(1), 1),
    )
    expect(a.season.map(([hook]) => hook?.split(':')[0])).toEqual(['hook2', 'hook'])
  })

  test('[T19] what is typed in a binned episode is in the bin, and comes back with it', () => {
    const a = together(
      (person) => binEpisode(person.document, person.episode(2)),
      (b) => b.type('NEW', 'red2 one', 'end'),
    )
    expect(a.season).toHaveLength(1)
    expect(a.bin[0]).toContain('red2 oneNEW')
    restoreEpisode(a.document, a.document.reading.series.bin[0]?.id as string)
    expect(a.season[1]?.[1]).toBe('red2: red2 oneNEW / red2 two')
  })

  test('[T19] a beat moved out of a binned episode is in the season, one moved in is in the bin', () => {
    const a = together(
      (person) => binEpisode(person.document, person.episode(2)),
      (b) => {
        moveBeat(b.document, b.segment('red2').id, b.episode(1), 0)
        moveBeat(b.document, blue(b), b.episode(2), 0)
      },
    )
    expect(a.season[0]?.map((text) => text.split(':')[0])).toEqual(['hook', 'red2', 'red', 'end'])
    expect(a.bin[0]).toContain('blue: blue one / blue two')
  })

  test('[T20] an episode ended by two people at once is three, and every line is there once', () => {
    const a = together(
      (person) => endEpisode(person.document, person.at('red two')),
      (b) => endEpisode(b.document, b.at('blue two')),
    )
    expect(a.season).toHaveLength(4)
    const text = a.season.flat().join(' ')
    for (const name of ['hook', 'red', 'blue', 'end', 'hook2']) {
      expect(text.split(`${name} one`)).toHaveLength(2)
      expect(text.split(`${name} two`)).toHaveLength(2)
    }
  })

  test('[T9] what is typed behind the end of an episode goes to the new one', () => {
    for (let i = 0; i < 8; i++) {
      const a = together(
        (person) => endEpisode(person.document, person.at('red two')),
        (b) => b.type('NEW', 'red two'),
      )
      expect(a.season[1]).toEqual([
        '–: ',
        '–: NEWred two',
        'blue: blue one / blue two',
        'end: end one / end two',
      ])
    }
  })

  test('[T21] a beat moved to an episode that is joined to another is in the bin with it', () => {
    const a = together(
      (person) => joinEpisode(person.document, person.episode(2)),
      (b) => moveBeat(b.document, red(b), b.episode(2), 0),
    )
    expect(a.season).toHaveLength(1)
    expect(a.bin.join()).toContain('red: red one / red two')
  })

  test('[T22] a beat made in an episode that is ended stays in it', () => {
    const a = together(
      (person) => endEpisode(person.document, person.at('red two')),
      (b) => createBeat(b.document, b.episode(1), 2),
    )
    expect(a.season[0]).toContain('–: ')
    expect(a.season[0]).toHaveLength(4)
  })

  test('[T23] an episode joined by two people is joined once', () => {
    const a = together(
      (person) => joinEpisode(person.document, person.episode(2)),
      (b) => joinEpisode(b.document, b.episode(2)),
    )
    expect(a.season).toHaveLength(1)
    expect(a.season[0]?.map((text) => text.split(':')[0])).toEqual([
      'hook',
      'red',
      'blue',
      'end',
      'hook2',
      'red2',
      'blue2',
      'end2',
    ])
  })

  test('[T24] a word typed in an episode that is joined to another is in its segment there', () => {
    const a = together(
      (person) => joinEpisode(person.document, person.episode(2)),
      (b) => {
        b.type('NEW', 'hook2 one', 'end')
        b.type('END', 'end one', 'end')
      },
    )
    expect(a.season[0]).toContain('hook2: hook2 oneNEW / hook2 two')
    expect(a.season[0]).toContain('end: end oneEND / end two')
  })

  test('[T1] titles and outlines keep what both type', () => {
    const a = together(
      (person) =>
        person.document.edit(() => {
          const title = { in: 'title', episode: person.episode(1) } as const
          reviseField(person.document, title, 'My Episode')
          reviseField(person.document, { in: 'outline', segment: red(person) }, 'red sky')
        }),
      (b) =>
        b.document.edit(() => {
          reviseField(b.document, { in: 'title', episode: b.episode(1) }, 'Episode One')
          reviseField(b.document, { in: 'outline', segment: red(b) }, 'dark red')
        }),
    )
    expect(a.episodes[0]?.title).toBe('My Episode One')
    expect(a.season[0]?.[1]?.split(':')[0]).toBe('dark red sky')
  })
})

describe('undo', () => {
  test('[T25] undoing a cut leaves what others typed behind it', () => {
    const [a, b] = twoPeople()
    splitSegment(a.document, a.at('red two'))
    meet(a, b)
    b.type('NEW', 'red two', 'end')
    a.history.undo()
    meet(a, b)
    expect(a.season[0]?.[1]).toBe('red: red one / red twoNEW')
    expect(b.season).toEqual(a.season)
  })

  test('[T25] a beat whose creation is undone is in the bin with what others typed in it', () => {
    const [a, b] = twoPeople()
    const id = createBeat(a.document, a.episode(1), 0)
    meet(a, b)
    b.document.edit(() => reviseField(b.document, { in: 'outline', segment: id }, 'an idea'))
    a.history.undo()
    meet(a, b)
    expect(a.bin).toEqual(['an idea: '])
    expect(a.season[0]).toHaveLength(4)
  })

  test("[T25] undoing Enter leaves the line if it has somebody else's words", () => {
    const [a, b] = twoPeople()
    a.break('red one', 'end')
    meet(a, b)
    b.typeOn(b.segment('red').lines[1]?.id as string, 'theirs')
    meet(a, b)
    a.history.undo()
    meet(a, b)
    expect(a.season[0]?.[1]).toBe('red: red one / theirs / red two')
  })

  test('[T25] a line end that comes back stands behind what was typed at the end of its line', () => {
    for (let i = 0; i < 8; i++) {
      const [a, b] = twoPeople()
      b.type('NEW', 'red one', 'end')
      b.type('START', 'red two')
      a.join('red two')
      a.history.undo()
      meet(a, b)
      expect(a.season[0]?.[1]).toBe('red: red oneNEW / STARTred two')
      expect(b.season).toEqual(a.season)
    }
  })

  test('[T26] what two people delete and both undo comes back once', () => {
    const [a, b] = twoPeople()
    a.erase('red one')
    b.erase('d on')
    a.history.undo()
    b.history.undo()
    meet(a, b)
    expect(a.season[0]?.[1]).toBe('red: red one / red two')
    expect(b.season).toEqual(a.season)
  })

  test('[T26] a letter that was typed in front of its like is not taken for a copy', () => {
    const [a, b] = twoPeople()
    a.type('r', 'red one')
    meet(a, b)
    b.erase('red one')
    b.history.undo()
    meet(a, b)
    expect(a.season[0]?.[1]).toBe('red: rred one / red two')
    a.type(' ', 'one', 'start')
    b.erase('two')
    meet(a, b)
    b.history.undo()
    meet(a, b)
    expect(b.season).toEqual(a.season)
  })

  test('[T25] nobody else loses what they wrote in a slot that somebody filled and took back', () => {
    const [a, b] = twoPeople()
    joinEpisode(a.document, a.episode(2))
    restoreEpisode(a.document, a.document.reading.arrangement.binnedEpisodes[0]?.id as string)
    meet(a, b)
    const slot = a.episodes[1]?.segments[0]?.id as string
    a.document.edit(() => reviseField(a.document, { in: 'outline', segment: slot }, 'mine'))
    meet(a, b)
    const filled = b.segment('mine').id
    b.document.edit(() => reviseField(b.document, { in: 'outline', segment: filled }, 'mine yours'))
    a.history.undo()
    meet(a, b)
    expect(a.season[1]?.[0]).toBe(' yours: ')
    expect(b.season).toEqual(a.season)
  })
})

describe('undo alone', () => {
  test('a line broken in text that was there before is whole again', () => {
    const [a] = twoPeople()
    a.break('d one')
    expect(a.season[0]?.[1]).toBe('red: re / d one / red two')
    a.history.undo()
    expect(a.season[0]?.[1]).toBe('red: red one / red two')
    a.history.redo()
    expect(a.season[0]?.[1]).toBe('red: re / d one / red two')
  })
})
