/// From one writer's key to everybody else's screen, beside the servers that others use: how long it
/// takes, what it costs, what it keeps. One run, the same bytes for all, in turns.

import { columns, median, type Row, round } from '../table.ts'
import { type Loader, startLoader } from './loader.ts'
import { losses } from './losses.ts'
import { openSeriesMemory } from './memory.ts'
import { peers } from './peers.ts'
import type { Played } from './play.ts'
import {
  hocuspocus,
  ninety,
  ninetyWithWindow,
  relay,
  type Serving,
  type Side,
  yWebsocket,
} from './side.ts'

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
/// Turns that each side has in a load, and seconds that are measured of each. What another program
/// does to one turn does not move the value in the middle.
const turns = 5
const turn = { warmup: 0.5, seconds: 2.5 }
/// Before the first, so that all are as quick as they get.
const opening = { warmup: 0, seconds: 2 }
const edits = Math.ceil(rate * (turns * (turn.warmup + turn.seconds) + opening.seconds)) + 1

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
const windows = [0, 5, 10, 16, 20, 25]

export async function sync({ window }: { readonly window: boolean }): Promise<readonly Row[]> {
  peers.install()
  const loader = startLoader()
  try {
    const found = new Map<Load, ReadonlyMap<Side, Played>>()
    for (const load of loads) {
      const ofLoad = await measure(loader, sides, load)
      found.set(load, ofLoad)
      console.log(`\n${tableOf(`${load.name} (rooms × writers)`, ofLoad)}\n`)
    }
    if (window) {
      const ofWindows = await measure(loader, [relay, ...windows.map(ninetyWithWindow)], crowd)
      console.log(`\n${tableOf('1 × 50, over the window', ofWindows)}\n`)
    }
    const lost = await losses(loader, sides)
    const memory = await openSeriesMemory()
    return rowsOf(found, lost, memory)
  } finally {
    loader.end()
  }
}

/// All sides under one load, in turns: the middle of each.
async function measure(
  loader: Loader,
  under: readonly Side[],
  { rooms, people, typing, observers, episodes }: Load,
): Promise<ReadonlyMap<Side, Played>> {
  const servings: Serving[] = []
  const played = new Map<Side, Played[]>()
  try {
    for (const side of under) {
      const { dialect, name } = side
      const serving = await side.start(rooms, people)
      servings.push(serving)
      const { pid, rooms: entrances } = serving
      const play = { dialect, rooms: entrances, typing, observers, episodes, rate, edits, pid }
      await loader.enter(name, play)
      await loader.take(name, opening)
      played.set(side, [])
    }
    for (let i = 0; i < turns; i++) {
      for (const [side, all] of played) all.push(await loader.take(side.name, turn))
    }
  } finally {
    for (const { name } of under) await loader.leave(name)
    for (const serving of servings) await serving.remove()
  }
  return new Map([...played].map(([side, all]) => [side, middleOf(side, all)]))
}

function middleOf({ name }: Side, all: readonly Played[]): Played {
  const last = all.at(-1) as Played
  if (last.missing > 0) console.log(`${name}: ${last.missing} edits never arrived.`)
  const middle = (get: (played: Played) => number) => median(all.map(get))
  return {
    ...last,
    p50: middle(({ p50 }) => p50),
    p99: middle(({ p99 }) => p99),
    processor: middle(({ processor, delivered }) => processor / delivered) * last.delivered,
    busy: {
      server: middle(({ busy }) => busy.server),
      load: middle(({ busy }) => busy.load),
      machine: middle(({ busy }) => busy.machine),
    },
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
