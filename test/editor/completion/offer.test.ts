import { describe, expect, it, test } from 'vitest'
import type { Lists } from '../../../src/editor/completion/lists.ts'
import { type Offer, offerAt } from '../../../src/editor/completion/offer.ts'
import type { Element } from '../../../src/shared/domain/element.ts'

const english: Lists = {
  isChinese: false,
  names: ['MIRA', 'MILO', 'JON', 'LIN', 'LIN WEI'],
  extensions: ['V.O.', 'O.S.', 'O.C.', 'SUBTITLE'],
  intros: ['INT.', 'EXT.', 'INT./EXT.', 'I/E', 'EST.'],
  places: [
    { name: 'KITCHEN', times: ['NIGHT', 'DAY'] },
    { name: 'HOUSE - GARDEN', times: [] },
    { name: 'HOUSE - KENNEL', times: [] },
  ],
  times: ['DAY', 'NIGHT', 'DAWN'],
  transitions: ['CUT TO:', 'SMASH CUT TO:'],
}

const chinese: Lists = {
  isChinese: true,
  names: ['林舟', '苏晚'],
  extensions: ['OS', 'VO'],
  intros: ['内', '外', '内外'],
  places: [
    { name: '客厅', times: ['夜'] },
    { name: '天台', times: [] },
  ],
  times: ['日', '夜', '清晨'],
  transitions: ['切至：'],
}

/// `|` is the cursor.
function offer(
  lists: Lists,
  element: Element,
  line: string,
  speakers: readonly string[] = [],
): Offer | undefined {
  const offset = line.indexOf('|')
  const text = line.replace('|', '')
  return offerAt({ element, text, offset, speakers: () => speakers }, lists)
}

const keys = ({ takes }: Offer) => `${takes.enter ? 'Enter' : ''} ${takes.tab ? 'Tab' : ''}`.trim()

describe('in English', () => {
  it.each<[Element, string, string, string]>([
    ['character', 'MI|', 'RA', 'Enter Tab'],
    ['character', 'mi|', 'RA', 'Enter Tab'],
    ['character', 'MIL|', 'O', 'Enter Tab'],
    // What reads like a name is that name.
    ['character', 'LIN|', '', ''],
    ['character', 'LIN |', '', ''],
    ['character', 'LIN W|', 'EI', 'Enter Tab'],
    ['character', 'NORA|', '', ''],
    ['character', 'MIRA & J|', 'ON', 'Enter Tab'],
    ['character', 'MIRA (V|', '.O.)', 'Enter Tab'],
    ['character', 'MIRA (V|)', '.O.', 'Enter Tab'],
    ['character', 'MIRA (o.s|', '.)', 'Enter Tab'],
    ['character', 'MIRA (|', '', ''],
    ['character', 'MIRA (V.O.)|', '', ''],
    ['character', 'MI|RA', '', ''],
    ['scene-heading', '|', '', ''],
    ['scene-heading', 'i|', 'NT. ', 'Enter Tab'],
    ['scene-heading', 'E|', 'XT. ', 'Enter Tab'],
    ['scene-heading', 'INT.|', '', ''],
    ['scene-heading', 'INT. |', '', ''],
    ['scene-heading', 'INT. K|', 'ITCHEN', 'Enter Tab'],
    ['scene-heading', 'INT. KITCHEN|', ' - NIGHT', 'Tab'],
    ['scene-heading', 'INT. KITCHEN -|', ' NIGHT', 'Tab'],
    ['scene-heading', 'INT. KITCHEN - |', 'NIGHT', 'Tab'],
    ['scene-heading', 'INT. KITCHEN - D|', 'AY', 'Enter Tab'],
    ['scene-heading', 'INT. KITCHEN - DAY|', '', ''],
    ['scene-heading', 'INT. HOUSE - K|', 'ENNEL', 'Enter Tab'],
    ['scene-heading', 'INT. CELLAR - DA|', 'Y', 'Enter Tab'],
    ['transition', 'CU|', 'T TO:', 'Enter Tab'],
    ['transition', 'CUT TO:|', '', ''],
    ['transition', '|', '', ''],
  ])('%s %s', (element, line, ghost, taken) => {
    const found = offer(english, element, line)
    expect(found?.ghost ?? '').toBe(ghost)
    expect(found ? keys(found) : '').toBe(taken)
  })

  it.each<Element>(['action', 'dialogue', 'parenthetical', 'shot', 'general', 'on-screen-text'])(
    'nothing in %s',
    (element) => expect(offer(english, element, 'MI|')).toBeUndefined(),
  )

  test('an empty cue is offered the speaker before last, and everybody in a list', () => {
    const found = offer(english, 'character', '|', ['JON', 'MIRA'])
    expect(found?.ghost).toBe('MIRA')
    expect(found && keys(found)).toBe('Enter')
    expect(found?.options.map(({ text }) => text)).toEqual([
      'MIRA',
      'JON',
      'MILO',
      'LIN',
      'LIN WEI',
    ])
  })

  test('with one speaker in the scene nobody is put forward', () => {
    const found = offer(english, 'character', '|', ['JON'])
    expect(found?.ghost).toBe('')
    expect(found?.options[0]?.text).toBe('JON')
  })

  test('who spoke in the scene comes first, the last speaker too', () => {
    expect(offer(english, 'character', 'M|', ['MILO'])?.ghost).toBe('ILO')
  })
})

describe('in Chinese', () => {
  it.each<[Element, string, string, string]>([
    ['character', '林|', '舟', 'Enter Tab'],
    ['character', '林舟|', '', ''],
    ['character', '林舟O|', 'S', 'Enter Tab'],
    ['character', '林舟（V|', 'O）', 'Enter Tab'],
    ['character', '林舟（O|）', 'S', 'Enter Tab'],
    ['scene-heading', '1-1 |', '', ''],
    ['scene-heading', '1-1|', '', ''],
    ['scene-heading', '1-1 夜 内 客|', '厅', 'Enter Tab'],
    ['scene-heading', '客厅|', ' 夜', 'Tab'],
    ['scene-heading', '天台|', '', ''],
    ['scene-heading', '客厅 清|', '晨', 'Enter Tab'],
    ['scene-heading', '1-1 日|', '', ''],
  ])('%s %s', (element, line, ghost, taken) => {
    const found = offer(chinese, element, line)
    expect(found?.ghost ?? '').toBe(ghost)
    expect(found ? keys(found) : '').toBe(taken)
  })

  test('a heading is offered what it does not have yet', () => {
    const found = offer(chinese, 'scene-heading', '1-1 夜 |')
    expect(found?.options.map(({ text }) => text)).toEqual(['内', '外', '内外', '客厅', '天台'])
  })
})
