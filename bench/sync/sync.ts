/// From one writer's key to everybody else's screen, beside the servers that others use: how long it
/// takes, what it costs, what it keeps. One run, the same bytes for all, in turns.

import { setTimeout as wait } from 'node:timers/promises'
import { columns, type Row, round } from '../table.ts'
import { type Loader, startLoader } from './loader.ts'
import { losses } from './losses.ts'
import { openSeriesMemory } from './memory.ts'
import { installPeers } from './peers.ts'
import type { Play, Played } from './play.ts'
import { hocuspocus, ninety, ninetyWithWindow, relay, type Side, yWebsocket } from './side.ts'

interface Load {
  readonly name: string
  readonly rooms: number
  readonly people: number
  /// How many of each room type.
  readonly typing: number
  readonly observers: number
  readonly episodes: number
}

/// Edits a second of each writer.
const rate = 10
/// Seconds that are measured of each side in each load.
const seconds = 8

const alone: Load = {
  name: 'alone, one looks on',
  rooms: 1,
  people: 2,
  typing: 1,
  observers: 1,
  episodes: 100,
}
const crowd: Load = {
  name: '1 × 50',
  rooms: 1,
  people: 50,
  typing: 50,
  observers: 4,
  episodes: 100,
}
const loads: readonly Load[] = [
  alone,
  crowd,
  { name: '20 × 10', rooms: 20, people: 10, typing: 10, observers: 1, episodes: 20 },
  { name: '200 × 5', rooms: 200, people: 5, typing: 5, observers: 1, episodes: 20 },
]

const sides = [relay, yWebsocket, hocuspocus, ninety]

/// Milliseconds of the window in which edits gather.
const windows = [0, 2, 5, 10, 16, 25]

export async function sync({ window }: { readonly window: boolean }): Promise<readonly Row[]> {
  installPeers()
  const loader = startLoader()
  try {
    const found = new Map<Load, Map<Side, Played>>()
    for (const load of loads) {
      const ofLoad = new Map<Side, Played>()
      for (const side of sides) ofLoad.set(side, await measure(loader, side, load))
      found.set(load, ofLoad)
      console.log(`\n${tableOf(`${load.name} (rooms × writers)`, ofLoad)}\n`)
    }
    if (window) await curve(loader)
    const lost = await losses(loader, sides)
    const memory = await openSeriesMemory()
    return rowsOf(found, lost, memory)
  } finally {
    loader.end()
  }
}

async function measure(loader: Loader, side: Side, load: Load): Promise<Played> {
  const { rooms, people, typing, observers, episodes } = load
  const serving = await side.start(rooms, people)
  try {
    const { dialect } = side
    const { pid, rooms: entrances } = serving
    const play: Play = {
      dialect,
      rooms: entrances,
      typing,
      observers,
      episodes,
      rate,
      seconds,
      pid,
    }
    const played = await loader.play(play)
    if (played.missing > 0) console.log(`${side.name}: ${played.missing} edits never arrived.`)
    return played
  } finally {
    await serving.remove()
    // What the last one leaves to the kernel must not be the next one's.
    await wait(300)
  }
}

/// Microseconds of the server's processor for each edit that it delivers.
function costOf({ processor, delivered }: Played): number {
  return (processor * 1e6) / delivered
}

function tableOf(title: string, found: ReadonlyMap<Side, Played>): string {
  const share = (value: number) => `${Math.round(value * 100)} %`
  return columns([
    [title, 'p50', 'p99', 'for a delivered edit', 'memory', 'server', 'load', 'machine'],
    ...[...found].map(([{ name }, played]) => [
      name,
      `${round(played.p50)} ms`,
      `${round(played.p99)} ms`,
      `${round(costOf(played))} µs`,
      `${round(played.memory)} MB`,
      share(played.busy.server),
      share(played.busy.load),
      share(played.busy.machine),
    ]),
  ])
}

async function curve(loader: Loader): Promise<void> {
  const found = new Map<Side, Played>()
  found.set(relay, await measure(loader, relay, crowd))
  for (const windowMs of windows) {
    const side = ninetyWithWindow(windowMs)
    found.set(side, await measure(loader, side, crowd))
  }
  console.log(`\n${tableOf('1 × 50, over the window', found)}\n`)
}

function rowsOf(
  found: ReadonlyMap<Load, ReadonlyMap<Side, Played>>,
  lost: ReadonlyMap<Side, number>,
  memory: number,
): readonly Row[] {
  const rows: Row[] = []
  for (const [load, ofLoad] of found) {
    const get = (side: Side) => ofLoad.get(side) as Played
    const ours = get(ninety)
    const [best] = [yWebsocket, hocuspocus].sort((a, b) => get(a).p99 - get(b).p99) as [Side]
    const [cheapest] = [yWebsocket, hocuspocus].sort((a, b) => costOf(get(a)) - costOf(get(b))) as [
      Side,
    ]
    rows.push(
      {
        what: `Edit to other screens, ${load.name}, p99`,
        unit: 'ms',
        ours: ours.p99,
        beside: { name: relay.name, value: get(relay).p99 },
        ...(load === alone ? { budget: { ratio: 2 } } : {}),
      },
      {
        what: `Edit to other screens, ${load.name}, p99`,
        unit: 'ms',
        ours: ours.p99,
        beside: { name: best.name, value: get(best).p99 },
        ...(load === crowd ? { budget: { ratio: 1, plus: 5 } } : {}),
      },
    )
    if (load === alone) continue
    rows.push(
      {
        what: `Processor for a delivered edit, ${load.name}`,
        unit: 'µs',
        ours: costOf(ours),
        beside: { name: relay.name, value: costOf(get(relay)) },
        ...(load === crowd ? { budget: { ratio: 0.75 } } : {}),
      },
      {
        what: `Processor for a delivered edit, ${load.name}`,
        unit: 'µs',
        ours: costOf(ours),
        beside: { name: cheapest.name, value: costOf(get(cheapest)) },
      },
      {
        what: `Memory of the server, ${load.name}`,
        unit: 'MB',
        ours: ours.memory,
        beside: { name: cheapest.name, value: get(cheapest).memory },
      },
    )
  }
  for (const peer of [yWebsocket, hocuspocus]) {
    rows.push({
      what: 'Edits that others had seen and kill -9 loses',
      unit: 'edits',
      ours: lost.get(ninety) ?? Number.NaN,
      beside: { name: peer.name, value: lost.get(peer) ?? Number.NaN },
      budget: { most: 0 },
    })
  }
  rows.push({
    what: 'Server memory of an open series of 100 episodes, beyond the first',
    unit: 'MB',
    ours: memory,
    budget: { most: 15 },
  })
  return rows
}
