import { type Element, elements } from '../../../src/shared/domain/element.ts'
import {
  type Block,
  blocksOf,
  copyOf,
  episode,
  homeOf,
  line,
  type Page,
  rangeOf,
  type Segment,
  type Spot,
  segment,
} from './page.ts'

/// What every key of the script should do, as docs/KEYS.md tells people, said on the model.

export interface Room {
  readonly chinese: boolean
  readonly afterDialogue: 'action' | 'character'
}

/// The page as it should be after a key. `page` itself is left alone.
export function pressed(page: Page, key: string, room: Room): Page {
  const next = copyOf(page)
  const act = keys[key.replace(/^Mod-Alt-(?=\d$)/, 'Mod-')]
  if (!act) throw new Error(`The oracle does not know ${key}.`)
  act(next, room)
  return next
}

type Act = (page: Page, room: Room) => void

// ---- which element follows

type Row = readonly [enter: Element, tabEmpty: Element, tab: Element]

const follow: Readonly<Record<Element, Row>> = {
  'scene-heading': ['action', 'action', 'action'],
  action: ['action', 'character', 'character'],
  character: ['dialogue', 'action', 'parenthetical'],
  parenthetical: ['dialogue', 'dialogue', 'dialogue'],
  dialogue: ['action', 'parenthetical', 'parenthetical'],
  transition: ['scene-heading', 'action', 'action'],
  shot: ['action', 'action', 'action'],
  lyric: ['lyric', 'action', 'action'],
  'on-screen-text': ['action', 'action', 'character'],
  general: ['general', 'action', 'action'],
}

function enterOf(element: Element, { chinese, afterDialogue }: Room): Element {
  if (element === 'dialogue') return afterDialogue
  if (chinese && (element === 'transition' || element === 'general')) return 'action'
  return follow[element][0]
}

function opened(element: Element, { chinese }: Room): { block: Block; at: number } {
  if (element !== 'parenthetical') return { block: line(element), at: 0 }
  return { block: line(element, chinese ? '（）' : '()'), at: 1 }
}

// ---- places

function putCursor(page: Page, block: Block, at: number): void {
  page.anchor = { block, at }
  page.head = { block, at }
}

function elementOf(block: Block): Element {
  return block.element as Element
}

/// To the start of the next text, or the end of the one before; nowhere at the ends of the season.
function step(page: Page, by: -1 | 1): void {
  const blocks = blocksOf(page)
  const next = blocks[blocks.indexOf(page.head.block) + by]
  if (next) putCursor(page, next, by > 0 ? 0 : next.text.length)
}

function openBehind(page: Page, block: Block, element: Element, room: Room, text?: string): void {
  const { segment } = homeOf(page, block)
  const lines = (segment as Segment).lines
  const made =
    text === undefined ? opened(element, room) : { block: line(element, text), at: text.length }
  lines.splice(lines.indexOf(block) + 1, 0, made.block)
  putCursor(page, made.block, made.at)
}

function isBlank({ element, text }: Block): boolean {
  if (text === '') return true
  if (element === 'parenthetical') return /^[(（][)）]$/.test(text)
  return element === 'general' && text === '人物：'
}

// ---- deleting what is selected

function erase(page: Page): void {
  const { from, to, empty } = rangeOf(page)
  if (empty) return
  if (from.block === to.block) {
    const { block } = from
    block.text = block.text.slice(0, from.at) + block.text.slice(to.at)
    putCursor(page, block, from.at)
    return
  }
  const blocks = blocksOf(page)
  const covered = new Set(blocks.slice(blocks.indexOf(from.block), blocks.indexOf(to.block) + 1))
  const home = homeOf(page, from.block)
  const isOneScript =
    from.block.is === 'line' &&
    to.block.is === 'line' &&
    home.segment === homeOf(page, to.block).segment
  let cursor = from.block
  for (const { title, segments } of page.episodes) {
    for (const field of [title, ...segments.flatMap(({ outlines }) => outlines)]) {
      if (covered.has(field)) field.text = restOf(field, from, to)
    }
    for (const each of segments) {
      const lines = each.lines.filter((block) => covered.has(block))
      const [first] = lines
      const last = lines[lines.length - 1]
      if (!first || !last) continue
      // In one script whole lines in front go, and the last one stays what it is, unless all of it
      // was selected too.
      const tail = restOf(last, from, to)
      const isLeft = tail !== '' || to.at === 0
      const staysLast = isOneScript && from.at === 0 && isLeft && last !== first
      const head = first === last ? '' : restOf(first, from, to)
      const stays = staysLast ? last : first
      stays.text = head + tail
      if (first === from.block) cursor = stays
      each.lines = each.lines.filter((block) => block === stays || !covered.has(block))
    }
  }
  putCursor(page, cursor, from.at)
}

/// What is left of a text.
function restOf(block: Block, from: Spot, to: Spot): string {
  const before = block === from.block ? block.text.slice(0, from.at) : ''
  return before + (block === to.block ? block.text.slice(to.at) : '')
}

// ---- lines

const enter: Act = (page, room) => {
  if (page.head.block.is !== 'line') return step(page, 1)
  const { from, to, empty } = rangeOf(page)
  if (from.block !== to.block) return erase(page)
  // The list of elements.
  if (empty && from.block.text === '') return
  erase(page)
  const { block, at } = page.head
  const rest = block.text.slice(at)
  const element = elementOf(block)
  if (rest === '' || (element === 'parenthetical' && /^[)）]$/.test(rest))) {
    return openBehind(page, block, enterOf(element, room), room)
  }
  block.text = block.text.slice(0, at)
  openBehind(page, block, element, room, '')
  page.head.block.text = rest
  putCursor(page, page.head.block, 0)
}

const breakInside: Act = (page) => {
  const { from, to } = rangeOf(page)
  if (from.block !== to.block) {
    if (page.head.block.is !== 'line') step(page, 1)
    else erase(page)
    return
  }
  if (from.block.is === 'title') return step(page, 1)
  erase(page)
  const { block, at } = page.head
  block.text = `${block.text.slice(0, at)}\n${block.text.slice(at)}`
  putCursor(page, block, at + 1)
}

const tab: Act = (page, room) => {
  if (page.head.block.is !== 'line') return step(page, 1)
  const { to, empty } = rangeOf(page)
  if (to.block.is !== 'line') return
  const element = elementOf(to.block)
  if (empty && isBlank(to.block)) return turn(page, follow[element][1], room)
  if (room.chinese && element === 'scene-heading') {
    return openBehind(page, to.block, 'general', room, '人物：')
  }
  openBehind(page, to.block, follow[element][2], room)
}

const tabBack: Act = (page, room) => {
  if (page.head.block.is !== 'line') return step(page, -1)
  const [first] = selectedLines(page)
  if (!first) return
  const at = elements.indexOf(elementOf(first))
  turn(page, elements[(at + elements.length - 1) % elements.length] as Element, room)
}

function selectedLines(page: Page): Block[] {
  const { from, to } = rangeOf(page)
  const blocks = blocksOf(page)
  return blocks
    .slice(blocks.indexOf(from.block), blocks.indexOf(to.block) + 1)
    .filter(({ is }) => is === 'line')
}

function turn(page: Page, element: Element, room: Room): void {
  const { from, empty } = rangeOf(page)
  const { block } = from
  const wasBlank = block.is === 'line' && isBlank(block)
  const was = block.element
  for (const each of selectedLines(page)) each.element = element
  if (!empty || !wasBlank) return
  const { block: fresh, at } = opened(element, room)
  if (fresh.text === block.text || (was === element && block.text !== '')) return
  block.text = fresh.text
  putCursor(page, block, at)
}

const backspace: Act = (page) => {
  const { empty } = rangeOf(page)
  if (!empty) return erase(page)
  const { block, at } = page.head
  // In the middle of a text the key is the browser's.
  if (at > 0) return
  join(page, block, -1)
}

const forwardDelete: Act = (page) => {
  const { empty } = rangeOf(page)
  if (!empty) return erase(page)
  const { block, at } = page.head
  if (at < block.text.length) return
  join(page, block, 1)
}

/// Joins a line to its neighbour; over every other edge the cursor just goes.
function join(page: Page, block: Block, by: -1 | 1): void {
  const { segment } = homeOf(page, block)
  const lines = segment?.lines ?? []
  const other = block.is === 'line' ? lines[lines.indexOf(block) + by] : undefined
  if (!segment || !other) {
    step(page, by)
    return
  }
  const [first, second] = by < 0 ? [other, block] : [block, other]
  const gone = first.text === '' ? first : second
  const stays = first.text === '' ? second : first
  const at = first.text.length
  if (first.text !== '') first.text += second.text
  segment.lines = lines.filter((each) => each !== gone)
  putCursor(page, stays, at)
}

const selectMore: Act = (page) => {
  const { from, to } = rangeOf(page)
  const blocks = blocksOf(page)
  const { segment } = homeOf(page, from.block)
  const lines = segment?.lines ?? []
  const whole = (first: Block, last: Block) => [
    { block: first, at: 0 },
    { block: last, at: last.text.length },
  ]
  const place = ({ block, at }: Spot) => blocks.indexOf(block) * 1e6 + at
  const wider = [whole(from.block, from.block)]
  if (from.block.is === 'line') wider.push(whole(lines[0] as Block, lines.at(-1) as Block))
  wider.push(whole(blocks[0] as Block, blocks.at(-1) as Block))
  for (const [first, last] of wider as [Spot, Spot][]) {
    if (place(first) >= place(from) && place(last) <= place(to)) continue
    page.anchor = first
    page.head = last
    return
  }
}

/// A style over what is selected of lines, from its first word to its last.
function style(name: string): Act {
  return (page) => {
    const { from, to, empty } = rangeOf(page)
    if (empty) return
    for (const block of selectedLines(page)) {
      let start = block === from.block ? from.at : 0
      let end = block === to.block ? to.at : block.text.length
      if (block === from.block) start += /^\s*/.exec(block.text.slice(start, end))?.[0].length ?? 0
      if (block === to.block) end -= /\s*$/.exec(block.text.slice(start, end))?.[0].length ?? 0
      if (start < end) block.styled = { style: name, from: start, to: end }
    }
  }
}

const dual: Act = (page) => {
  const { from } = rangeOf(page)
  if (from.block.is !== 'line') return
  const { segment } = homeOf(page, from.block)
  const { lines } = segment as Segment
  const cueOf = (at: number): number => {
    const element = lines[at]?.element
    if (element === 'character') return at
    const isSpoken = element === 'parenthetical' || element === 'dialogue' || element === 'lyric'
    return isSpoken ? cueOf(at - 1) : -1
  }
  const here = cueOf(lines.indexOf(from.block))
  if (here < 0) return
  let end = here + 1
  while (end < lines.length && cueOf(end) === here) end++
  const before = cueOf(here - 1)
  const behind = lines[end]?.element === 'character' ? end : -1
  const [left, right] = before >= 0 ? [before, here] : [here, behind]
  if (left < 0 || right < 0) return
  ;(lines[left] as Block).dual = 'left'
  ;(lines[right] as Block).dual = 'right'
}

// ---- segments

const empty = (kind: 'hook' | 'beat' | 'cliffhanger'): Segment => segment(kind, '', line('action'))

function here(page: Page) {
  const { episode, at, segment, index } = homeOf(page, page.head.block)
  return segment && index !== undefined ? { episode, at, segment, index } : undefined
}

/// The cursor in the script; in an outline, the start of its script.
function pointIn({ head }: Page, { lines }: Segment): Spot {
  return head.block.is === 'line' ? head : { block: lines[0] as Block, at: 0 }
}

function isEnd({ lines }: Segment, { block, at }: Spot): boolean {
  return block === lines.at(-1) && at >= block.text.length
}

function toStart(page: Page, { lines }: Segment): void {
  putCursor(page, lines[0] as Block, 0)
}

/// Takes what is behind a point out of a segment. A cursor behind it goes along.
function cutOff(page: Page, whole: Segment, point: Spot): Block[] {
  let row = whole.lines.indexOf(point.block)
  let { at } = point
  if (at >= point.block.text.length && row < whole.lines.length - 1) {
    row++
    at = 0
  }
  const block = whole.lines[row] as Block
  const rest = whole.lines.splice(row)
  if (at > 0) {
    const second = line(elementOf(block), block.text.slice(at))
    const isInside = at < block.text.length
    block.text = block.text.slice(0, at)
    whole.lines.push(block)
    rest[0] = second
    for (const end of ['anchor', 'head'] as const) {
      const spot = page[end]
      if (spot.block === block && spot.at >= at && isInside) {
        page[end] = { block: second, at: spot.at - at }
      }
    }
  }
  // A segment is never without a line.
  if (whole.lines.length === 0) whole.lines.push(line('action'))
  return rest
}

const split: Act = (page) => {
  const found = here(page)
  if (!found) return
  const { episode, segment: whole, index } = found
  const point = pointIn(page, whole)
  if (isEnd(whole, point) && whole.kind !== 'cliffhanger') return newBeat(page)
  const second = { kind: whole.kind, outlines: empty('beat').outlines, lines: [] as Block[] }
  second.lines = cutOff(page, whole, point)
  if (whole.kind === 'cliffhanger') whole.kind = 'beat'
  else second.kind = 'beat'
  episode.segments.splice(index + 1, 0, second)
  toStart(page, second)
}

function newBeat(page: Page): void {
  const found = here(page)
  if (!found) return
  const { episode, segment, index } = found
  const beat = empty('beat')
  episode.segments.splice(segment.kind === 'cliffhanger' ? index : index + 1, 0, beat)
  toStart(page, beat)
}

const merge: Act = (page) => {
  const found = here(page)
  if (found?.segment.kind !== 'beat') return
  const before = found.episode.segments[found.index - 1] as Segment
  before.outlines.push(...found.segment.outlines)
  before.lines.push(...found.segment.lines)
  found.episode.segments.splice(found.index, 1)
}

const makeEnding: Act = (page) => {
  const found = here(page)
  if (found?.segment.kind !== 'beat') return
  const { segments } = found.episode
  if (found.index !== segments.length - 2) return
  const ending = segments[found.index + 1] as Segment
  ending.outlines.unshift(...found.segment.outlines)
  ending.lines.unshift(...found.segment.lines)
  segments.splice(found.index, 1)
}

function moveBeat(by: -1 | 1): Act {
  return (page) => {
    const found = here(page)
    if (found?.segment.kind !== 'beat') return
    const { episode, segment, index, at } = found
    const to = index + by
    if (to > 0 && to < episode.segments.length - 1) {
      episode.segments.splice(index, 1)
      episode.segments.splice(to, 0, segment)
      return
    }
    const next = page.episodes[at + by]
    if (!next) return
    episode.segments.splice(index, 1)
    next.segments.splice(by > 0 ? 1 : next.segments.length - 1, 0, segment)
  }
}

const binBeat: Act = (page) => {
  const found = here(page)
  if (found?.segment.kind !== 'beat') return
  const behind = found.episode.segments[found.index + 1] as Segment
  const gone = new Set([...found.segment.outlines, ...found.segment.lines])
  found.episode.segments.splice(found.index, 1)
  leave(page, gone, behind.outlines[0] as Block)
}

/// What is selected of something that has gone to the bin: the cursor goes to what is behind it.
function leave(page: Page, gone: ReadonlySet<Block>, to: Block): void {
  if (gone.has(page.anchor.block) || gone.has(page.head.block)) putCursor(page, to, 0)
}

function goTo(by: -1 | 1): Act {
  return (page) => {
    const segments = page.episodes.flatMap((each) => each.segments)
    const { segment, episode, at } = homeOf(page, page.head.block)
    const target = segment
      ? segments[segments.indexOf(segment) + by]
      : by > 0
        ? episode.segments[0]
        : page.episodes[at - 1]?.segments.at(-1)
    if (target) toStart(page, target)
  }
}

// ---- episodes

const endEpisode: Act = (page) => {
  const found = here(page)
  if (!found) return
  const { episode: old, segment: whole, index, at } = found
  const point = pointIn(page, whole)
  const isStart = point.block === whole.lines[0] && point.at === 0
  const isAtEnd = isEnd(whole, point)
  if ((isStart && whole.kind === 'hook') || (isAtEnd && whole.kind === 'cliffhanger')) return
  const behind = old.segments.splice(isStart ? index : index + 1)
  if (!isStart && !isAtEnd) {
    const kind = whole.kind === 'cliffhanger' ? 'cliffhanger' : 'beat'
    behind.unshift({ kind, outlines: empty('beat').outlines, lines: cutOff(page, whole, point) })
    if (kind === 'cliffhanger') whole.kind = 'beat'
  }
  old.segments.push(empty('cliffhanger'))
  page.episodes.splice(at + 1, 0, episode('', empty('hook'), ...behind))
}

const joinEpisodes: Act = (page) => {
  const { episode: second, at } = homeOf(page, page.head.block)
  const first = page.episodes[at - 1]
  if (!first) return
  const saysNothing = ({ outlines, lines }: Segment) =>
    [...outlines, ...lines].every(({ text }) => text === '')
  const ending = first.segments.pop() as Segment
  const opening = second.segments.shift() as Segment
  const gone = new Set([second.title])
  for (const segment of [ending, opening]) {
    if (saysNothing(segment))
      for (const each of [...segment.outlines, ...segment.lines]) gone.add(each)
    else first.segments.push({ ...segment, kind: 'beat' })
  }
  first.segments.push(...second.segments)
  page.episodes.splice(at, 1)
  const next = saysNothing(opening) ? second.segments[0] : opening
  leave(page, gone, (next as Segment).outlines[0] as Block)
}

const newEpisode: Act = (page) => {
  const { at } = homeOf(page, page.head.block)
  const made = episode('', empty('hook'), empty('cliffhanger'))
  page.episodes.splice(at + 1, 0, made)
  putCursor(page, made.title, 0)
}

function moveEpisode(by: -1 | 1): Act {
  return (page) => {
    const { episode, at } = homeOf(page, page.head.block)
    if (!page.episodes[at + by]) return
    page.episodes.splice(at, 1)
    page.episodes.splice(at + by, 0, episode)
  }
}

const binEpisode: Act = (page) => {
  const { episode, at } = homeOf(page, page.head.block)
  if (page.episodes.length < 2) return
  page.episodes.splice(at, 1)
  const gone = new Set(blocksOf({ episodes: [episode] }))
  const next = page.episodes[at]
  const before = page.episodes[at - 1]?.segments.at(-1)?.lines.at(-1)
  if (next) leave(page, gone, next.title)
  else if (before) {
    leave(page, gone, before)
    putCursor(page, before, before.text.length)
  }
}

const nothing: Act = () => {}

const keys: Readonly<Record<string, Act>> = {
  Enter: enter,
  'Alt-Enter': nothing,
  'Shift-Enter': breakInside,
  Tab: tab,
  'Shift-Tab': tabBack,
  Backspace: backspace,
  'Mod-Backspace': backspace,
  'Shift-Backspace': backspace,
  Delete: forwardDelete,
  'Mod-Delete': forwardDelete,
  'Mod-a': selectMore,
  'Mod-b': style('bold'),
  'Mod-i': style('italic'),
  'Mod-u': style('underline'),
  'Mod-Shift-x': style('strike'),
  'Mod-d': dual,
  'Alt-Shift-d': dual,
  'Mod-Enter': split,
  'Mod-Shift-Enter': newBeat,
  'Mod-Shift-m': merge,
  'Mod-Shift-l': makeEnding,
  'Alt-Shift-Backspace': binBeat,
  'Alt-ArrowDown': goTo(1),
  'Alt-ArrowUp': goTo(-1),
  'Alt-Shift-ArrowDown': moveBeat(1),
  'Alt-Shift-ArrowUp': moveBeat(-1),
  'Mod-Alt-Enter': endEpisode,
  'Mod-Alt-Backspace': joinEpisodes,
  'Mod-Alt-n': newEpisode,
  'Alt-Shift-PageDown': moveEpisode(1),
  'Alt-Shift-PageUp': moveEpisode(-1),
  'Mod-Alt-ArrowDown': moveEpisode(1),
  'Mod-Alt-ArrowUp': moveEpisode(-1),
  'Mod-Alt-Shift-Backspace': binEpisode,
  'Mod-Shift-o': (page) => {
    if (page.head.block.is === 'outline') toStart(page, here(page)?.segment as Segment)
  },
  ...Object.fromEntries(
    [...elements.slice(0, 9), 'general' as const].map((element, i): [string, Act] => [
      `Mod-${(i + 1) % 10}`,
      (page, room) => turn(page, element, room),
    ]),
  ),
}
