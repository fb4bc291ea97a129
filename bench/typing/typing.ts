/// Key to paint, opening and weight of the script page, beside a short script and beside the stock
/// binding of ProseMirror and Yjs. All pages are open at once and take turns, so that whatever the
/// machine does meanwhile meets them alike.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Language } from '../../src/shared/domain/language.ts'
import { writeFountain } from '../../src/shared/format/fountain/write.ts'
import { signUpOwner, tokenOf } from '../../test/e2e/people.ts'
import { type Server, startServer } from '../../test/e2e/server.ts'
import { openChromium, signIn } from '../chromium.ts'
import { median, quantile, type Row } from '../table.ts'
import { weighBundle } from './bundle.ts'
import { type Opening, openSeries } from './opening.ts'
import { servePeer } from './peer.ts'
import { callWriters, type Keeping, type RoomAddress, type Writers } from './room.ts'
import { dealSeason } from './season.ts'
import { seatTypist, type Typist } from './typist.ts'

const rounds = 3
const keysPerRound = 40
const openings = 3

/// What is looked for, and people who are there beside the five who write, with everything on.
const sought = 'you'
const lookers = 15

/// Milliseconds in which only the others write, to tell what their edits cost.
const listening = 2_500

/// A server, and what lets its owner's pages and programs in.
interface Host {
  readonly server: Server
  readonly cookie: string
  readonly token: string
}

function roomOf({ server, token }: Host, id: string): RoomAddress {
  return { server: `${server.url.replace('http', 'ws')}/sync`, id, token }
}

/// A page to measure, and what was measured.
interface Seat {
  readonly id: string
  readonly typist: Typist
  readonly keys: number[]
  /// Milliseconds of the main thread for each edit of others.
  readonly remote: number[]
}

export async function typing(): Promise<readonly Row[]> {
  await import('../../bin/build.ts')
  const server = await startServer()
  const owner = await signUpOwner(server.url, 'Ada')
  const host: Host = { server, cookie: owner.cookie, token: await tokenOf(server.url, owner) }
  const writers = callWriters()
  const profile = mkdtempSync(join(tmpdir(), 'ninety-profile-'))
  try {
    const season = await importSeason(host, 'en', 100)
    const opened: Opening[] = []
    for (let i = 0; i < openings; i++) {
      say(`Opening, ${i + 1} of ${openings} …`)
      opened.push(await openSeries(`${server.url}/series/${season}`, host.cookie))
    }
    for (const { cold, warm } of opened) say(`  ${[cold, ...warm].map(Math.round).join(', ')} ms`)
    const bundle = await weighBundle(opened[0]?.scripts ?? [])
    for (const { name, kB } of bundle.chunks) say(`${kB.toFixed(1).padStart(7)} kB  ${name}`)
    say(`.size-limit.js reckons ${bundle.reckoned.toFixed(1)} kB of them.`)

    const context = await openChromium(profile, { isUnpaced: true })
    await signIn(context, server.url, host.cookie)
    const removePeer = await servePeer(context, server.url)
    const sit = async (
      id: string,
      keeping: Keeping,
      language: Language,
      more = 0,
    ): Promise<Seat> => {
      const room = roomOf(host, id)
      await writers.order({ do: 'enter', room, keeping, lookers: more })
      const path = keeping === 'bodies' ? `/series/${id}` : `/peer/?id=${id}&${keeping}`
      const typist = await seatTypist(context, server.url + path, language)
      return { id, typist, keys: [], remote: [] }
    }
    const long = await sit(season, 'bodies', 'en')
    const short = await sit(await importSeason(host, 'en', 1), 'bodies', 'en')
    const stock = await sit(await fillStock(host, writers, 'elements'), 'elements', 'en')
    const kind = await sit(await fillStock(host, writers, 'episodes'), 'episodes', 'en')
    const longChinese = await sit(await importSeason(host, 'zh-Hans', 100), 'bodies', 'zh-Hans')
    const shortChinese = await sit(await importSeason(host, 'zh-Hans', 1), 'bodies', 'zh-Hans')
    const busy = async (episodes: number) => {
      const seat = await sit(await importSeason(host, 'en', episodes), 'bodies', 'en', lookers)
      const found = await seat.typist.find(sought)
      say(`“${sought}” is ${found} times in ${episodes} episodes.`)
      return { ...seat, found }
    }
    const [busyShort, busyLong, busyLongest] = [await busy(1), await busy(100), await busy(400)]
    const seats = {
      long,
      short,
      stock,
      stockInEpisodes: kind,
      longChinese,
      shortChinese,
      busyShort,
      busyLong,
      busyLongest,
    }
    for (let round = 0; round < rounds; round++) {
      say(`Typing, ${round + 1} of ${rounds} …`)
      for (const seat of Object.values(seats)) await takeTurn(seat, writers, round)
    }
    await profileSeats(seats, writers)
    await context.close()
    removePeer()
    const key = ({ keys }: Seat) => median(keys)
    for (const [name, { keys }] of Object.entries(seats)) {
      const [low, middle, high] = [0.1, 0.5, 0.9].map((q) => quantile(keys, q).toFixed(1))
      say(`${name}: key to paint ${low} / ${middle} / ${high} ms (10 % / median / 90 %)`)
    }
    const budget = { ratio: 1.2 }
    return [
      {
        what: 'Key to paint, 100 episodes, five others writing',
        unit: 'ms',
        ours: key(long),
        beside: { name: '1 episode', value: key(short) },
        budget,
      },
      {
        what: 'Key to paint, the same in Chinese',
        unit: 'ms',
        ours: key(longChinese),
        beside: { name: '1 episode', value: key(shortChinese) },
        budget,
      },
      {
        what: 'Key to paint, 100 episodes, five others writing',
        unit: 'ms',
        ours: key(long),
        beside: { name: 'y-prosemirror', value: key(stock) },
        budget: { ratio: 0.5 },
      },
      {
        what: 'Key to paint, 100 episodes, five others writing',
        unit: 'ms',
        ours: key(long),
        beside: { name: 'y-prosemirror, in episodes', value: key(kind) },
      },
      {
        what: `Key to paint, the same, ${busyLong.found} found, 20 people there`,
        unit: 'ms',
        ours: key(busyLong),
        beside: { name: '1 episode, the same', value: key(busyShort) },
        budget,
      },
      {
        what: `Key to paint, 400 episodes, ${busyLongest.found} found, 20 people there`,
        unit: 'ms',
        ours: key(busyLongest),
        beside: { name: '1 episode, the same', value: key(busyShort) },
        budget,
      },
      {
        what: 'Main thread for an edit of somebody else',
        unit: 'ms',
        ours: median(long.remote),
        beside: { name: 'y-prosemirror', value: median(stock.remote) },
      },
      {
        what: 'Opening 100 episodes, cold, to the first key',
        unit: 'ms',
        ours: median(opened.map(({ cold }) => cold)),
        budget: { most: 1500 },
      },
      {
        what: 'Opening 100 episodes, warm, to the first key',
        unit: 'ms',
        ours: median(opened.flatMap(({ warm }) => warm)),
        budget: { most: 500 },
      },
      {
        what: 'JavaScript to the first script page, Brotli',
        unit: 'kB',
        ours: bundle.kB,
        budget: { most: bundle.limit },
      },
    ]
  } finally {
    writers.leave()
    await server.remove()
    rmSync(profile, { recursive: true, force: true })
  }
}

async function takeTurn({ id, typist, keys, remote }: Seat, writers: Writers, round: number) {
  await typist.settle(round)
  await writers.order({ do: 'type', id })
  await wait(500)
  const busy = await typist.busy()
  const { edits } = await writers.order({ do: 'count' })
  await wait(listening)
  const used = (await typist.busy()) - busy
  const made = (await writers.order({ do: 'count' })).edits - edits
  if (made === 0) throw new Error('The writers do not write.')
  remote.push(used / made)
  keys.push(...(await typist.type(keysPerRound)))
  await writers.order({ do: 'rest' })
}

/// With BENCH_PROFILE=FOLDER each page is sampled once more, for looking into.
async function profileSeats(seats: Readonly<Record<string, Seat>>, writers: Writers) {
  const folder = process.env.BENCH_PROFILE
  if (!folder) return
  for (const [name, { id, typist }] of Object.entries(seats)) {
    await typist.settle(0)
    await writers.order({ do: 'type', id })
    await typist.startProfile()
    await typist.type(keysPerRound)
    writeFileSync(join(folder, `${name}.cpuprofile`), await typist.endProfile())
    await writers.order({ do: 'rest' })
  }
}

async function importSeason(host: Host, language: Language, episodes: number): Promise<string> {
  const { text } = writeFountain(await dealSeason(language, episodes))
  const name = `season-${episodes}.fountain`
  const { series } = await post(
    host,
    `/api/series/import?name=${name}`,
    'application/octet-stream',
    text,
  )
  return series.id
}

async function fillStock(host: Host, writers: Writers, keeping: Keeping): Promise<string> {
  const { id } = await post(
    host,
    `/api/series`,
    'application/json',
    '{"title":"Stock","language":"en"}',
  )
  const room = roomOf(host, id)
  await writers.order({ do: 'fill', room, keeping, screenplay: await dealSeason('en', 100) })
  return id
}

async function post({ server, cookie }: Host, path: string, type: string, body: string) {
  const headers = { 'content-type': type, cookie }
  const answer = await fetch(server.url + path, { method: 'POST', body, headers })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as { id: string; series: { id: string } }
}

function say(line: string): void {
  console.log(line)
}
