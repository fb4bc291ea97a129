import * as Y from 'yjs'
import { message, sync } from '../../src/shared/protocol.ts'
import { updateOf } from './bytes.ts'
import { Foe } from './foe.ts'
import { House } from './house.ts'
import { attacks, type Scene } from './list.ts'
import { quantile, Watch } from './watch.ts'

/// An attack lasts so long at least, in milliseconds, so that there is something to measure: it is
/// done again and again.
const lastsMs = 1_500
/// More than this is too much, in bytes: the heap gives back slowly what 16 MB of tiny structs took.
const maxGrowth = 512 * 1024 * 1024
/// Another room may take so many times as long as when it is quiet.
const maxRatio = 2

/// Goes through the list, or takes one entry of it.
export async function besiege(
  say: (line: string) => void,
  only?: string,
): Promise<{ table: string[][]; wrong: string[] }> {
  const house = await House.open(false)
  const table = [['', 'what', 'ended', 'p99 beside', 'memory']]
  const wrong: string[] = []
  try {
    const watch = await Watch.begin(house)
    await watch.pass(4000)
    const before = await house.memory()
    const all: number[] = []
    for (const attack of attacks) {
      const { number, name } = attack
      if (only !== undefined && String(number) !== only) continue
      const scene = await sceneIn(house)
      await watch.take()
      const until = performance.now() + lastsMs
      const ends = new Set<string>()
      do for (const end of await attack.run(scene)) ends.add(end)
      while (!attack.isOnce && performance.now() < until)
      const times = await watch.take()
      all.push(...times)
      await watch.pass(500)
      const quiet = quantile(watch.quiet, 0.99)
      const ratio = quantile(times, 0.99) / quiet
      const growth = (await house.memory()) - before
      for (const end of ends) {
        if (!attack.ends.includes(end)) wrong.push(`${number} ${name}: ended with ${end}`)
      }
      const difference = await house.compare(scene.series)
      if (difference) wrong.push(`${number} ${name}: after a reload ${difference}`)
      if (growth > maxGrowth) wrong.push(`${number} ${name}: ${megabytes(growth)} MB more`)
      if (house.ended !== undefined) throw new Error(`The server ended with ${house.ended}.`)
      const last = await goesOn(scene)
      if (last !== 'open') wrong.push(`${number} ${name}: whoever was there got ${last}`)
      scene.ada.leave()
      const memory = `${growth < 0 ? '' : '+'}${megabytes(growth)} MB`
      table.push([String(number), name, [...ends].join(' '), `${ratio.toFixed(2)} ×`, memory])
      say(`${number} ${name}: ${[...ends].join(' ')}`)
    }
    const quiet = quantile(watch.quiet, 0.99)
    const ratio = quantile(all, 0.99) / quiet
    table.push(['', 'all of them', '', `${ratio.toFixed(2)} × ${quiet.toFixed(1)} ms`, ''])
    if (!(ratio <= maxRatio)) wrong.push(`another room took ${ratio.toFixed(2)} times as long`)
    watch.end()
  } finally {
    await house.close()
  }
  return { table, wrong }
}

interface Besieged extends Scene {
  readonly ada: Foe
  readonly doc: Y.Doc
}

async function sceneIn(house: House): Promise<Besieged> {
  const series = await house.series()
  const [adas, bens] = house.writers.map(({ cookie }) => cookie)
  const ada = await new Foe(house.url, series, adas ?? '').inside()
  const doc = new Y.Doc()
  doc.getText('hers').insert(0, 'Before. ')
  const whole = Y.encodeStateAsUpdate(doc)
  await ada.heard()
  ada.say(updateOf(whole))
  await ada.next(message.acknowledged)
  return {
    house,
    series,
    ada,
    doc,
    victim: doc.clientID,
    whole,
    ben: () => new Foe(house.url, series, bens ?? '').inside(),
  }
}

/// Whoever was in the room can still write, and it is saved.
async function goesOn({ house, series, ada, doc }: Besieged): Promise<string> {
  let after: Uint8Array = new Uint8Array()
  doc.once('update', (update: Uint8Array) => {
    after = update
  })
  doc.getText('hers').insert(0, 'After. ')
  // A room that was discarded has let everybody go: who comes back brings all they have.
  const present = ada.code === undefined ? ada : await returning(house, series)
  present.say(new Uint8Array([message.announce]))
  await present.next(message.standing)
  present.say(updateOf(present === ada ? after : Y.encodeStateAsUpdate(doc)))
  await present.next(message.acknowledged)
  present.say(new Uint8Array([message.sync, sync.step1, 1, 0]))
  const answer = await present.next(message.sync, sync.step2)
  if (present !== ada) present.leave()
  if (present.code !== undefined) return present.code
  return answer && holds(answer, 'After. Before. ') ? 'open' : 'no answer'
}

function returning(house: House, series: string): Promise<Foe> {
  return new Foe(house.url, series, house.writers[0]?.cookie ?? '').inside()
}

function holds(step2: Uint8Array, text: string): boolean {
  const doc = new Y.Doc()
  let at = 2
  while (((step2[at] ?? 0) & 0x80) !== 0) at++
  Y.applyUpdate(doc, step2.subarray(at + 1))
  return doc.getText('hers').toString() === text
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024)
}
