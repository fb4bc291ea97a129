import { describe, expect, test } from 'vitest'
import { type FoundRange, finderOf, type Wording } from '../../../src/shared/derive/findtext.ts'
import fc from '../../draw.ts'

/// What is found in a text, against the plainest way of finding it: every stretch of whole
/// characters is held against what is looked for.

function found(text: string, wording: Partial<Wording> & { readonly text: string }): string[] {
  const find = finderOf({ matchCase: false, wholeWord: false, ...wording })
  return find(text).map(({ from, to }) => `${from} ${text.slice(from, to)}`)
}

describe('what is found', () => {
  test.each([
    [
      'capitals and small letters are the same',
      'Mara, MARA, mara',
      'mara',
      ['0 Mara', '6 MARA', '12 mara'],
    ],
    [
      'a letter that has two capitals',
      'Die Straße, die STRASSE',
      'strasse',
      ['4 Straße', '16 STRASSE'],
    ],
    ['nothing inside of such a letter', 'Maß', 's', []],
    ['a small letter that is longer than its capital', 'İzmir, izmir', 'izmir', ['7 izmir']],
    ['what stands behind it, in its place', 'İİ x', 'x', ['3 x']],
    ['both ways of writing an accent', 'Zoë and Zoe\u0308', 'zoë', ['0 Zoë', '8 Zoe\u0308']],
    ['a letter is not the same letter with an accent', 'Zoe\u0308', 'zoe', []],
    ['all three forms of a sigma', 'ΟΔΟΣ οδος οδοσ', 'οδοσ', ['0 ΟΔΟΣ', '5 οδος', '10 οδοσ']],
    ['curved quotation marks', 'She’s “late”.', '\'s "late"', ['3 ’s “late”']],
    ['a space that does not break', 'Act\u00a0two', 'act two', ['0 Act\u00a0two']],
    ['characters of two code units', '😀a😀', '😀', ['0 😀', '3 😀']],
    ['none reaching into another', 'aaaa', 'aa', ['0 aa', '2 aa']],
    ['Chinese', '林夏笑了。林夏走了。', '林夏', ['0 林夏', '5 林夏']],
    ['across a break in the line', 'one\ntwo', 'e\nt', ['2 e\nt']],
    ['nothing, for nothing', 'text', '', []],
  ])('%s', (_, text, wanted, ranges) => {
    expect(found(text, { text: wanted })).toEqual(ranges)
  })

  test('case matters when it is to', () => {
    expect(found('Mara MARA', { text: 'MARA', matchCase: true })).toEqual(['5 MARA'])
    expect(found('Zoe\u0308 Zoë', { text: 'Zoë', matchCase: true })).toHaveLength(2)
  })

  test.each([
    ['a part of a word is none', 'cat, cats, concat, cat', 'cat', [0, 19]],
    ['a name in the genitive is a word', "Mara's coat, Mara’s hat", 'mara', [0, 13]],
    ['letters with accents go on', 'caté cat', 'cat', [5]],
    ['digits go on', 'a1 a 1a', 'a', [3]],
    ['Chinese has no borders', '他用AI写林夏的戏', 'ai', [2]],
    ['so every place in it is one', '他叫林夏天', '林夏', [2]],
    ['signs are words by themselves', 'No! No!', '!', [2, 6]],
    ['overlapping tries', 'aa aaa', 'aa', [0]],
  ])('whole words: %s', (_, text, wanted, places) => {
    const find = finderOf({ text: wanted, matchCase: false, wholeWord: true })
    expect(find(text).map(({ from }) => from)).toEqual(places)
  })
})

/// Characters with the marks that belong to them.
function charactersOf(text: string): string[] {
  const parts: string[] = []
  for (const point of text) {
    const last = parts.length - 1
    const isMark = /\p{M}/u.test(point)
    if (isMark && last >= 0) parts[last] += point
    else parts.push(point)
  }
  return parts
}

function sameCharacter(character: string, matchCase: boolean): string {
  const plain = character
    .normalize('NFC')
    .replace(/[‘’‛ʼ]/g, "'")
    .replace(/[“”„‟]/g, '"')
    .replace(/[\u00a0\u202f]/g, ' ')
  return matchCase ? plain : plain.toUpperCase().toLowerCase().normalize('NFC')
}

function plainly(text: string, { text: wanted, matchCase, wholeWord }: Wording): FoundRange[] {
  const say = (characters: readonly string[]) =>
    characters.map((each) => sameCharacter(each, matchCase)).join('')
  const needle = say(charactersOf(wanted))
  const characters = charactersOf(text)
  const goesOn = (point: string | undefined) =>
    point !== undefined &&
    /[\p{L}\p{N}\p{M}_]/u.test(point) &&
    !/[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u.test(
      point,
    )
  const border = (i: number) =>
    !goesOn([...(characters[i - 1] ?? '')].at(-1)) || !goesOn([...(characters[i] ?? '')][0])
  const ranges: FoundRange[] = []
  for (let i = 0; i < characters.length; ) {
    let end = -1
    for (let j = i + 1; j <= characters.length && end < 0; j++) {
      const said = say(characters.slice(i, j))
      if (said.length > needle.length) break
      if (said === needle && (!wholeWord || (border(i) && border(j)))) end = j
    }
    if (end < 0) i++
    else {
      const from = characters.slice(0, i).join('').length
      ranges.push({ from, to: from + characters.slice(i, end).join('').length })
      i = end
    }
  }
  return ranges
}

const unit = fc.constantFrom(
  ...[
    'a',
    'A',
    'b',
    'ß',
    'S',
    's',
    'İ',
    'i',
    'I',
    'ı',
    'e',
    'é',
    'e\u0301',
    '\u0301',
    'Σ',
    'ς',
    'σ',
    'ﬁ',
    'f',
  ],
  ...[
    '林',
    '夏',
    '，',
    ' ',
    '\u00a0',
    '\n',
    '’',
    "'",
    '“',
    '😀',
    '1',
    '_',
    '-',
    '△',
    'が',
    '\u3099',
    'か',
  ],
)
const string = (maxLength: number) => fc.array(unit, { maxLength }).map((units) => units.join(''))

test('anything is found where the plainest way finds it', () => {
  fc.assert(
    fc.property(
      fc.oneof(string(24), fc.string({ unit: 'binary', maxLength: 24 })),
      fc.oneof(string(3), fc.string({ unit: 'binary', maxLength: 2 })),
      fc.boolean(),
      fc.boolean(),
      (text, wanted, matchCase, wholeWord) => {
        const wording = { text: wanted, matchCase, wholeWord }
        const expected = wanted === '' ? [] : plainly(text, wording)
        expect(finderOf(wording)(text)).toEqual(expected)
      },
    ),
    { numRuns: 600 },
  )
})
