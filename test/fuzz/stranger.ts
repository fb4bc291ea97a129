import * as Y from 'yjs'
import { cutsPairAt } from '../../src/shared/document/diff.ts'
import { rootsOf } from '../../src/shared/document/roots.ts'
import type { Dice } from './dice.ts'
import type { Writer } from './writer.ts'

/// A third party whose client writes what it should not. It deletes no text and replaces no text or
/// entity: whoever does that has deleted.

type Mischief = (doc: Y.Doc, dice: Dice) => void

const name = (dice: Dice) => `x${dice.below(1000)}`

function keys(map: Y.Map<unknown>): string[] {
  return [...map.keys()]
}

function pickBody(doc: Y.Doc, dice: Dice): Y.Text | undefined {
  const { bodies } = rootsOf(doc)
  const body = bodies.get(dice.pick(keys(bodies)) ?? '')
  return body instanceof Y.Text ? body : undefined
}

function pickEntity(map: Y.Map<unknown>, dice: Dice): Y.Map<unknown> | undefined {
  const entity = map.get(dice.pick(keys(map)) ?? '')
  return entity instanceof Y.Map ? entity : undefined
}

interface Embed {
  readonly at: number
  readonly embed: Readonly<Record<string, unknown>>
}

function embedsOf(body: Y.Text): Embed[] {
  const embeds: Embed[] = []
  let at = 0
  for (const { insert } of body.toDelta() as { insert: unknown }[]) {
    if (typeof insert === 'object') embeds.push({ at, embed: insert as Embed['embed'] })
    at += typeof insert === 'string' ? insert.length : 1
  }
  return embeds
}

/// A place that is not inside a character: cutting one in two would delete it.
function placeIn(text: Y.Text, dice: Dice): number {
  const units = (text.toDelta() as { insert: unknown }[])
    .map(({ insert }) => (typeof insert === 'string' ? insert : ' '))
    .join('')
  const at = dice.below(units.length + 1)
  return cutsPairAt(units, at) ? at - 1 : at
}

function embedSomewhere(doc: Y.Doc, dice: Dice, embed: object): void {
  const body = pickBody(doc, dice)
  body?.insertEmbed(placeIn(body, dice), embed)
}

const oddValues: readonly unknown[] = [
  7,
  null,
  true,
  'zzz',
  '',
  [],
  {},
  [1, 2],
  ['a'],
  { a: 1 },
  -1e9,
]

const mischief: Readonly<Record<string, Mischief>> = {
  'an unknown element': (doc, dice) => {
    embedSomewhere(doc, dice, { line: name(dice), element: 'aria' })
  },
  'a line end without an element': (doc, dice) => {
    embedSomewhere(doc, dice, { line: name(dice) })
  },
  'a line id twice': (doc, dice) => {
    const body = pickBody(doc, dice)
    const known = body && dice.pick(embedsOf(body).filter(({ embed }) => 'line' in embed))
    if (known) embedSomewhere(doc, dice, known.embed)
  },
  'a line end taken away': (doc, dice) => {
    const body = pickBody(doc, dice)
    const end = body && dice.pick(embedsOf(body))
    if (end) body.delete(end.at, 1)
  },
  'all line ends of a body taken away': (doc, dice) => {
    const body = pickBody(doc, dice)
    if (!body) return
    for (const { at, embed } of embedsOf(body).reverse()) if ('line' in embed) body.delete(at, 1)
  },
  'a mark of a segment that has one': (doc, dice) => {
    const segment = dice.pick(keys(rootsOf(doc).segments))
    if (segment !== undefined) embedSomewhere(doc, dice, { segment })
  },
  'a mark of nobody': (doc, dice) => embedSomewhere(doc, dice, { segment: name(dice) }),
  'text in front of any mark': (doc, dice) => {
    pickBody(doc, dice)?.insert(0, dice.chance(0.5) ? 'stray' : '')
  },
  'text behind the last line end': (doc, dice) => {
    const body = pickBody(doc, dice)
    body?.insert(body.length, 'behind')
  },
  'an unknown embed': (doc, dice) => {
    embedSomewhere(doc, dice, dice.pick([{ picture: 'x' }, { line: 7 }, { segment: '' }, {}]) ?? {})
  },
  'unknown attributes of text': (doc, dice) => {
    const body = pickBody(doc, dice)
    if (!body) return
    const [from, to] = [placeIn(body, dice), placeIn(body, dice)].sort((a, b) => a - b)
    if (from !== undefined && to !== undefined && from < to) {
      body.format(from, to - from, { bold: 'loud', note: { by: 'x' } })
    }
  },
  'an embed in an outline': (doc, dice) => {
    const outline = pickEntity(rootsOf(doc).segments, dice)?.get('outline')
    if (outline instanceof Y.Text) outline.insertEmbed(placeIn(outline, dice), { x: 1 })
  },
  'a segment without a mark': (doc, dice) => {
    const { segments, episodes } = rootsOf(doc)
    const segment = new Y.Map<unknown>()
    segments.set(name(dice), segment)
    segment.set('kind', dice.pick(['hook', 'beat', 'cliffhanger', 'aria']))
    segment.set('place', [dice.pick(keys(episodes)) ?? '', dice.pick(['a0', 'zz', '', '!'])])
  },
  'an episode without anything': (doc, dice) => {
    const { episodes } = rootsOf(doc)
    const id = name(dice)
    if (!episodes.has(id)) episodes.set(id, new Y.Map())
  },
  'joins at random': (doc, dice) => {
    const { segments } = rootsOf(doc)
    pickEntity(segments, dice)?.set('joins', dice.pick([...keys(segments), name(dice), 4]))
  },
  'a circle of joins': (doc, dice) => {
    const { segments } = rootsOf(doc)
    const circle = [0, 1, 2].map(() => dice.pick(keys(segments)))
    for (const [i, id] of circle.entries()) {
      const entity = segments.get(id ?? '')
      if (entity instanceof Y.Map) entity.set('joins', circle[(i + 1) % circle.length])
    }
  },
  'odd order keys': (doc, dice) => {
    const { segments, episodes } = rootsOf(doc)
    const key = dice.pick(['', '~', 'a', 'a0', 'a00', '!', 'Zz', 'é', 7]) ?? ''
    if (dice.chance(0.5)) pickEntity(episodes, dice)?.set('order', key)
    else pickEntity(segments, dice)?.set('place', [dice.pick(keys(episodes)), key])
  },
  'values of other types': (doc, dice) => {
    const { segments, episodes, lines, series } = rootsOf(doc)
    const value = dice.pick(oddValues)
    const key = dice.pick(['kind', 'place', 'joins', 'binned', 'emotion', 'tags', 'seconds']) ?? ''
    pickEntity(segments, dice)?.set(key, value)
    pickEntity(episodes, dice)?.set(dice.pick(['order', 'binned', 'status', 'target']) ?? '', value)
    series.set(dice.pick(['language', 'targetSeconds', 'schemaVersion']) ?? '', value)
    const body = pickBody(doc, dice) && pickBody(doc, dice)
    const line = dice.pick(body ? embedsOf(body) : [])
    const attribute = dice.pick(['element', 'dual', 'seconds', 'open', 'align', 'x']) ?? ''
    if (typeof line?.embed.line === 'string') lines.set(`${line.embed.line}.${attribute}`, value)
  },
  'entities of other types': (doc, dice) => {
    const { segments, episodes, bodies } = rootsOf(doc)
    const id = name(dice)
    for (const map of [segments, episodes, bodies])
      if (!map.has(id)) map.set(id, dice.pick(oddValues))
  },
  'a line left open to anything': (doc, dice) => {
    const { segments, lines } = rootsOf(doc)
    const body = pickBody(doc, dice)
    for (const { embed } of body ? embedsOf(body) : []) {
      if (typeof embed.line !== 'string' || dice.chance(0.5)) continue
      lines.set(`${embed.line}.open`, dice.pick([...keys(segments), name(dice)]))
    }
  },
}

const kinds = Object.entries(mischief)

/// Does one of these and sends it to a writer; gives back which.
export function meddle(writer: Writer, dice: Dice): string {
  const [what, act] = dice.pick(kinds) as (typeof kinds)[number]
  const doc = new Y.Doc()
  doc.clientID = 1 + dice.below(2 ** 32 - 1)
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(writer.doc))
  const before = Y.encodeStateVector(doc)
  doc.transact(() => act(doc, dice))
  Y.applyUpdate(writer.doc, Y.encodeStateAsUpdate(doc, before), 'a stranger')
  return what
}
