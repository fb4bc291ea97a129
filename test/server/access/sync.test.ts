import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { may } from '../../../src/shared/domain/access.ts'
import { message, sync } from '../../../src/shared/protocol.ts'
import { behind } from '../databases.ts'
import { type House, oneHouse, openHouse } from '../house.ts'
import { notesIn, typed } from '../rooms/edits.ts'
import type { Wire } from '../wire.ts'
import { callers } from './callers.ts'

/// What a client can say, by its numbers in src/shared/protocol.ts, and whether it takes the right
/// to edit. A kind that the protocol knows and this does not fails the test.
const kinds: Readonly<Record<string, (wire: Wire, start: Uint8Array) => 'reads' | 'edits'>> = {
  'sync.step1': (wire) => {
    wire.step1()
    return 'reads'
  },
  'sync.step2': (wire, start) => {
    wire.step2(typed(start, 'Mine.')[0] as Uint8Array)
    return 'edits'
  },
  'sync.step2 with nothing new': (wire, start) => {
    wire.step2(start)
    return 'reads'
  },
  'sync.update': (wire, start) => {
    wire.update(typed(start, 'Mine.')[0] as Uint8Array)
    return 'edits'
  },
  'sync.update that only deletes': (wire, start) => {
    wire.update(deleting(start))
    return 'edits'
  },
  'sync.update that waits for another': (wire, start) => {
    wire.update(typed(start, 'One ', 'two')[1] as Uint8Array)
    return 'edits'
  },
  awareness: (wire) => {
    wire.presence([77, 1, JSON.stringify({ user: { name: 'Ada', color: '#123456' } })])
    return 'reads'
  },
  queryAwareness: (wire) => {
    wire.say(new Uint8Array([message.queryAwareness]))
    return 'reads'
  },
  announce: (wire) => {
    wire.announce()
    return 'reads'
  },
  'announce with what a page says of itself': (wire) => {
    wire.announce({ version: 2, clients: [] })
    return 'reads'
  },
}

/// The server's own, and one that no client of ours sends: the frame is malformed, whoever sends it.
const notAClients = ['auth', 'acknowledged', 'standing', 'news', 'welcome']

/// Deletes what the series starts with.
function deleting(start: Uint8Array): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, start)
  const before = Y.encodeStateVector(doc)
  doc.getMap('series').delete('language')
  return Y.encodeStateAsUpdate(doc, before)
}

async function rowsOnDisk(house: House, series: string): Promise<number> {
  const sql = 'SELECT count(*) AS n FROM log WHERE doc = $1'
  return Number((await behind(house.dataDir, sql, series))[0]?.n)
}

describe('every kind of message, by everybody', () => {
  it('is in the matrix', () => {
    const spelled = Object.keys(message).flatMap((name) =>
      name === 'sync' ? Object.keys(sync).map((each) => `sync.${each}`) : [name],
    )
    const known = [...Object.keys(kinds).filter((kind) => !kind.includes(' ')), ...notAClients]
    expect(spelled.sort()).toEqual(known.sort())
  })

  const open = oneHouse()
  for (const [kind, say] of Object.entries(kinds)) {
    it(kind, async () => {
      const house = open()
      for (const [name, role] of Object.entries(callers)) {
        const series = await house.series()
        const watcher = await house.wire(series)
        watcher.step1()
        const start = (await watcher.next('step2')).bytes
        const before = await rowsOnDisk(house, series)
        const caller = await role.come(house, series)
        const wire = await caller.socket(series)
        if (!role.standing) {
          say(wire, start)
          const code = role.kind === 'nobody' ? 4401 : 4404
          expect([name, await wire.closed]).toMatchObject([name, { code }])
          expect(wire.heard).toEqual([])
        } else {
          await wire.next('step1')
          const asks = say(wire, start)
          if (asks === 'edits' && !may(role.standing, 'series.edit')) {
            const { code, reason } = await wire.closed
            expect([name, code, reason]).toEqual([
              name,
              4403,
              'an edit came from somebody who may only read',
            ])
          } else {
            await wire.settled()
            expect([name, wire.socket.readyState]).toEqual([name, wire.socket.OPEN])
          }
        }
        await watcher.settled()
        const mayEdit = role.standing && may(role.standing, 'series.edit')
        const hasEdited = mayEdit && kind.startsWith('sync.') && edits(kind)
        expect([name, await rowsOnDisk(house, series)]).toEqual([
          name,
          before + (hasEdited ? 1 : 0),
        ])
        const told = watcher.heard.filter(({ type }) => type === 'update').length
        const isShown = hasEdited && kind !== 'sync.update that waits for another'
        expect([name, told]).toEqual([name, isShown ? 1 : 0])
        watcher.socket.terminate()
        wire.socket.terminate()
      }
    })
  }
})

function edits(kind: string): boolean {
  return kind !== 'sync.step1' && kind !== 'sync.step2 with nothing new'
}

describe('[R2] a producer’s hand-made frames', () => {
  it('change nothing in memory or on disk, and others go on', async () => {
    const house = await openHouse()
    const series = await house.series()
    const ada = await house.person(series)
    ada.type('Ours. ')
    const producer = await house.member(series, 'producer')
    const witness = await house.wire(series)
    witness.step1()
    const start = (await witness.next('step2')).bytes
    for (const frame of ['update', 'step2'] as const) {
      const wire = await producer.wire(series)
      wire.announce()
      const [edit] = typed(start, 'Theirs. ')
      // A second one on its heels, and presence: all of it comes too late.
      wire[frame](edit as Uint8Array)
      wire[frame](edit as Uint8Array)
      wire.presence([99, 1, '{}'])
      expect((await wire.closed).code).toBe(4403)
      expect(wire.heard.map(({ type }) => type)).not.toContain('acknowledged')
    }
    ada.type('Still ours.')
    const late = await house.wire(series)
    late.step1()
    await expect
      .poll(async () => {
        late.step1()
        return notesIn((await late.next('step2')).bytes)
      })
      .toBe('Ours. Still ours.')
    expect(witness.heard.some((each) => each.type === 'presence' && each.states.has(99))).toBe(
      false,
    )
  })

  it('but what every stock client says does no harm: it reads, and is seen', async () => {
    const house = await openHouse()
    const series = await house.series()
    const ada = await house.person(series)
    const producer = await house.member(series, 'producer', [], 'Pia')
    const pia = await producer.person(series)
    ada.type('Read me.')
    await pia.when(() => pia.notes.toString() === 'Read me.')
    pia.provider.awareness.setLocalStateField('user', { name: 'Ada', color: '#123456' })
    const seen = () => [...ada.provider.awareness.getStates().values()].map(({ user }) => user)
    await expect
      .poll(seen)
      .toContainEqual({ id: producer.userId, name: 'Pia', color: '#123456', guest: false })
    // Coming back with all she has, deletes and what waits for others included.
    ada.notes.delete(0, 4)
    const [, waits] = typed(Y.encodeStateAsUpdate(ada.doc), 'one ', 'two')
    const writer = await house.wire(series)
    writer.announce()
    writer.update(waits as Uint8Array)
    await writer.next('acknowledged')
    pia.provider.disconnect()
    await new Promise((done) => {
      pia.provider.once('sync', done)
      pia.provider.connect()
    })
    await pia.when(() => pia.notes.toString() === ' me.')
    const back = await producer.wire(series)
    back.step1()
    const whole = (await back.next('step2')).bytes
    back.step2(whole)
    await back.settled()
    expect(back.socket.readyState).toBe(back.socket.OPEN)
  })
})
