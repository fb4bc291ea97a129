import { type Element, elements } from '../../../src/shared/domain/element.ts'
import {
  type Block,
  blocksOf,
  type Episode,
  episode,
  line,
  type Page,
  type Spot,
  segment,
} from './page.ts'

/// Where keys are pressed: a short season in which a line under test, of one element and one text,
/// stands everywhere a line can stand.

export interface Fixture {
  readonly name: string
  readonly episodes: Episode[]
  /// The lines under test, from the top.
  readonly subjects: readonly Block[]
  readonly isChinese: boolean
}

const texts = {
  en: ['', 'Two words'],
  zh: ['', '两个字'],
} as const

/// One for each element and each text: none, some, and what opens by itself.
export function fixtures(isChinese: boolean): Fixture[] {
  return elements.flatMap((element) => {
    const opened =
      element === 'parenthetical'
        ? [isChinese ? '（）' : '()', isChinese ? '（笑）' : '(low)']
        : element === 'general' && isChinese
          ? ['人物：']
          : []
    return [...texts[isChinese ? 'zh' : 'en'], ...opened].map((text) =>
      fixture(element, text, isChinese),
    )
  })
}

function fixture(element: Element, text: string, isChinese: boolean): Fixture {
  const subjects: Block[] = []
  const subject = () => {
    const made = line(element, text)
    subjects.push(made)
    return made
  }
  const name = isChinese ? '小满' : 'MARA'
  const episodes = [
    episode(
      'One',
      segment('hook', 'The lift stops', subject()),
      segment('beat', '', line('action', 'A phone'), subject(), line('dialogue', 'Who')),
      segment('beat', 'She waits', subject(), line('character', name), line('dialogue', 'Me')),
      segment('cliffhanger', 'The doors', line('character', name), subject()),
    ),
    episode(
      '',
      segment('hook', '', subject(), line('scene-heading', 'INT. ROOF')),
      segment('beat', 'The rope', subject()),
      segment('cliffhanger', '', line('action'), line('action', 'A cut'), subject()),
    ),
  ]
  const language = isChinese ? 'zh' : 'en'
  return { name: `${language}, ${element} “${text}”`, episodes, subjects, isChinese }
}

export interface Case {
  readonly anchor: Spot
  readonly head: Spot
}

/// The cursor at the start, in the middle and at the end of every line under test.
export function cursorsInLines({ subjects }: Fixture): Case[] {
  return subjects.flatMap(cursorsIn)
}

/// The same in every title and outline.
export function cursorsInFields({ episodes }: Fixture): Case[] {
  return blocksOf({ episodes })
    .filter(({ is }) => is !== 'line')
    .flatMap(cursorsIn)
}

function cursorsIn(block: Block): Case[] {
  const { length } = block.text
  const offsets = new Set([0, Math.floor(length / 2), length])
  return [...offsets].map((at) => ({ anchor: { block, at }, head: { block, at } }))
}

/// Selections inside a line, over its edges, over those of outlines, segments and episodes, and of
/// everything; some of them backwards.
export function selections({ episodes, subjects }: Fixture): Case[] {
  const blocks = blocksOf({ episodes })
  const [first, inBeat, , ending, opening, only, last] = subjects as [Block, ...Block[]]
  const beside = (block: Block | undefined, by: number) =>
    blocks[blocks.indexOf(block as Block) + by] as Block
  const half = ({ text }: Block) => Math.floor(text.length / 2)
  const cases: Case[] = []
  const select = (from: Block, at: number, to: Block, end: number) => {
    if (from === to && at === end) return
    const [anchor, head] = [
      { block: from, at },
      { block: to, at: end },
    ]
    cases.push({ anchor, head }, { anchor: head, head: anchor })
  }
  for (const block of [first, inBeat as Block]) {
    select(block, 0, block, block.text.length)
    select(block, half(block), block, block.text.length)
    select(block, 0, block, half(block))
  }
  const before = beside(inBeat, -1)
  const behind = beside(inBeat, 1)
  select(before, 2, inBeat as Block, half(inBeat as Block))
  select(before, 0, inBeat as Block, half(inBeat as Block))
  select(inBeat as Block, half(inBeat as Block), behind, 1)
  select(before, 0, behind, behind.text.length)
  select(before, before.text.length, inBeat as Block, 0)
  const outline = beside(first, -1)
  select(outline, 4, first, half(first))
  select(outline, 0, outline, outline.text.length)
  select(first, 0, inBeat as Block, (inBeat as Block).text.length)
  select(first, half(first), beside(inBeat, 2), 3)
  select(ending as Block, half(ending as Block), opening as Block, half(opening as Block))
  select(ending as Block, 0, only as Block, (only as Block).text.length)
  select(beside(opening, -2), 0, beside(opening, 1), 2)
  select(blocks[0] as Block, 0, last as Block, (last as Block).text.length)
  return cases
}

export function pageOf({ episodes }: Fixture, { anchor, head }: Case): Page {
  return { episodes, anchor, head }
}
