import * as Y from 'yjs'
import { writeSeries } from '../../src/shared/document/content.ts'
import type { LineContent } from '../../src/shared/document/make.ts'
import { elements } from '../../src/shared/domain/element.ts'
import { Dice } from './dice.ts'
import { Ledger, type Sighting, sightings } from './ledger.ts'
import { operations } from './operations.ts'
import { Hub, Writer } from './writer.ts'

/// One session of two to five people at one series, with partitions, played from a seed.

export interface Report {
  readonly seed: number
  readonly wrong: readonly string[]
  readonly misplaced: number
  readonly words: number
  readonly steps: readonly string[]
  /// How often two operations of different people happened without either seeing the other.
  readonly pairs: ReadonlyMap<string, number>
}

const names = ['ada', 'ben', 'cleo', 'dan', 'eve']
const entries = Object.entries(operations)
const weights = entries.reduce((sum, [, { weight }]) => sum + weight, 0)

export function play(seed: number): Report {
  const dice = new Dice(seed)
  const ledger = new Ledger()
  const hub = new Hub()
  const start = openingState(dice, ledger)
  const count = 2 + dice.below(4)
  for (const name of names.slice(0, count)) hub.join(new Writer(name, start, dice))
  ledger.open(hub.writers[0] as Writer)

  const wrong: string[] = []
  const steps: string[] = []
  const pairs = new Map<string, number>()
  /// What each writer has done that some other has not seen yet.
  const unseen: { writer: Writer; name: string; missing: Set<Writer> }[] = []
  const length = 10 + dice.below(40)
  try {
    for (let step = 0; step < length && wrong.length === 0; step++) {
      const writer = dice.pick(hub.writers) as Writer
      if (dice.chance(0.25)) {
        hub.deliver(writer, dice.chance(0.5) ? 1 + dice.below(5) : undefined)
        steps.push(`${writer.name} hears`)
      } else if (writer.composing) {
        // While a composition lasts, keys belong to it; anything else ends it.
        const goesOn = dice.chance(0.5)
        steps.push(`${writer.name} ${goesOn ? 'goes on' : 'ends'} composing`)
        act(writer, ledger, wrong, () =>
          goesOn ? composeOn(writer, ledger) : endComposing(writer),
        )
      } else {
        const [name, operation] = pickOperation(dice)
        steps.push(`${writer.name}: ${name}`)
        const happened = act(writer, ledger, wrong, () => operation.run(writer, dice, ledger))
        if (happened) countPairs(writer, name, hub, unseen, pairs)
      }
      for (const entry of unseen) {
        for (const other of entry.missing) {
          if (other.seen > entry.writer.seen) entry.missing.delete(other)
        }
      }
      checkRendering(writer, wrong)
    }
    for (const writer of hub.writers) act(writer, ledger, wrong, () => endComposing(writer))
    hub.deliverAll()
  } catch (error) {
    wrong.push(`threw: ${error instanceof Error ? error.stack : String(error)}`)
  }
  const misplaced = wrong.length === 0 ? closeBooks(hub, ledger, wrong) : 0
  for (const writer of hub.writers) writer.destroy()
  return { seed, wrong, misplaced, words: ledger.typed, steps, pairs }
}

function act(
  writer: Writer,
  ledger: Ledger,
  wrong: string[],
  run: () => string | 'own' | false,
): boolean {
  const before: ReadonlyMap<string, Sighting> = sightings(writer)
  const outcome = run()
  wrong.push(...ledger.record(writer, before, outcome === false ? '' : outcome))
  return outcome !== false
}

function composeOn(writer: Writer, ledger: Ledger): '' {
  writer.dispatch(writer.state.tr.insertText(ledger.word(), writer.state.selection.head))
  return ''
}

function endComposing(writer: Writer): '' {
  writer.composing = false
  writer.binding.settle()
  return ''
}

function checkRendering(writer: Writer, wrong: string[]): void {
  if (writer.composing) return
  const { doc } = writer.state
  doc.check()
  if (!doc.eq(writer.binding.render())) {
    wrong.push(`${writer.name}'s editor is not the rendering of the series`)
  }
}

function closeBooks(hub: Hub, ledger: Ledger, wrong: string[]): number {
  const [first, ...others] = hub.writers as [Writer, ...Writer[]]
  const shown = JSON.stringify(first.document.reading.series)
  for (const writer of hub.writers) checkRendering(writer, wrong)
  for (const writer of others) {
    if (JSON.stringify(writer.document.reading.series) !== shown) {
      wrong.push(`${writer.name} and ${first.name} diverge`)
    }
  }
  const fresh = new Y.Doc()
  Y.applyUpdate(fresh, Y.encodeStateAsUpdate(first.doc))
  const reader = new Writer('reader', Y.encodeStateAsUpdate(fresh), new Dice(0x7ead))
  if (JSON.stringify(reader.document.reading.series) !== shown) {
    wrong.push('a fresh reading differs from the one kept up')
  }
  reader.destroy()
  const { lost, doubled, misplaced } = ledger.close(first)
  if (lost.length > 0) wrong.push(`lost: ${lost.join('')}`)
  if (doubled.length > 0) wrong.push(`doubled: ${doubled.join('')}`)
  return misplaced.length
}

function countPairs(
  writer: Writer,
  name: string,
  hub: Hub,
  unseen: { writer: Writer; name: string; missing: Set<Writer> }[],
  pairs: Map<string, number>,
): void {
  for (const entry of unseen) {
    if (entry.writer === writer || !entry.missing.has(writer)) continue
    const pair = [entry.name, name].sort().join(' × ')
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  const missing = new Set(hub.writers.filter((other) => other !== writer))
  unseen.push({ writer, name, missing })
}

function pickOperation(dice: Dice): (typeof entries)[number] {
  let left = dice.next() * weights
  for (const entry of entries) {
    left -= entry[1].weight
    if (left < 0) return entry
  }
  return entries[0] as (typeof entries)[number]
}

function openingState(dice: Dice, ledger: Ledger): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = 1 + dice.below(2 ** 31)
  const line = (): LineContent => ({
    element: dice.pick(elements) ?? 'action',
    spans: [{ text: `${ledger.word()} ${ledger.word()}`, style: {} }],
  })
  const segment = () => ({
    outline: ledger.word(),
    lines: [...Array(1 + dice.below(4)).keys()].map(line),
  })
  const episode = () => ({
    title: ledger.word(),
    summary: '',
    hook: segment(),
    beats: [...Array(dice.below(3)).keys()].map(segment),
    cliffhanger: segment(),
  })
  const content = {
    title: 'A',
    language: 'en' as const,
    episodes: [...Array(1 + dice.below(3)).keys()].map(episode),
  }
  writeSeries(doc, content, dice.next)
  return Y.encodeStateAsUpdate(doc)
}
