import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  healingMs,
  maxAside,
  mostCut,
  type SeriesRow,
  type Store,
  type Stored,
} from '../../../server/store/store.ts'

/// What the contract needs of an implementation: a store with nothing in it, and two ways to do to
/// its data what a bad disk does.
export interface StoreUnderTest {
  readonly store: Store
  /// Closes the store and opens the same data again.
  reopen(): Promise<Store>
  /// Changes the bytes of a row behind the store's back.
  damageRow(id: string, seq: number): Promise<void>
  /// The same for a snapshot.
  damageSnapshot(id: string, seq: number): Promise<void>
  /// Makes appends to this series fail.
  breakSeries(id: string): Promise<void>
  dispose(): Promise<void>
}

const bytes = (...values: number[]) => new Uint8Array(values)

function row(id: string, over: Partial<SeriesRow> = {}): SeriesRow {
  const heading = { title: 'The Lift', language: 'en' } as const
  return { id, ...heading, created: 1, updated: 1, binned: null, lineage: null, ...over }
}

function stored(over: Partial<Stored>): Stored {
  return { head: 0, lineage: null, healing: 0, snapshots: [], quarantined: [], ...over }
}

/// The suite that every store passes.
export function describeStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(name, () => {
    let under: StoreUnderTest
    let store: Store

    beforeEach(async () => {
      under = await open()
      store = under.store
    })
    afterEach(() => under.dispose())

    const make = (id: string, over: Partial<SeriesRow> = {}) =>
      store.createSeries(row(id, over), { bytes: bytes(0), user: null })

    it('makes a series together with its first row', async () => {
      expect(await make('a')).toBe(true)
      expect(await store.findSeries('a')).toEqual(row('a'))
      expect(await store.stored('a')).toEqual(stored({ head: 1 }))
      expect(await store.rows('a', 0)).toEqual([
        { seq: 1, bytes: bytes(0), user: null, damaged: false },
      ])
    })

    it('does not make a series twice, nor touch the one that is there', async () => {
      await make('a')
      expect(await make('a', { title: 'Another' })).toBe(false)
      expect((await store.findSeries('a'))?.title).toBe('The Lift')
      expect((await store.stored('a'))?.head).toBe(1)
    })

    it('knows nothing of a series that is not there', async () => {
      expect(await store.findSeries('a')).toBeUndefined()
      expect(await store.stored('a')).toBeUndefined()
      expect(await store.changeSeries('a', { title: 'X' })).toBeUndefined()
      await expect(store.append('a', [{ bytes: bytes(1), user: null }], 2)).rejects.toThrow()
    })

    it('lists the most recently changed first', async () => {
      await make('a', { updated: 1 })
      await make('b', { updated: 3 })
      await make('c', { updated: 2 })
      expect((await store.series()).map(({ id }) => id)).toEqual(['b', 'c', 'a'])
      await store.append('a', [{ bytes: bytes(1), user: null }], 4)
      expect((await store.series()).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    })

    it('changes what is named and nothing else', async () => {
      await make('a')
      expect(await store.changeSeries('a', { binned: 5 })).toEqual(row('a', { binned: 5 }))
      expect(await store.changeSeries('a', { title: 'New', language: 'zh-Hans' })).toEqual(
        row('a', { binned: 5, title: 'New', language: 'zh-Hans' }),
      )
      expect(await store.findSeries('a')).toEqual(
        row('a', { binned: 5, title: 'New', language: 'zh-Hans' }),
      )
    })

    it('numbers rows from 1 without gaps, each document for itself, in the order asked', async () => {
      await make('a')
      await make('b')
      const heads = await Promise.all([
        store.append(
          'a',
          [
            { bytes: bytes(1), user: 'u' },
            { bytes: bytes(2), user: 'v' },
          ],
          2,
        ),
        store.append('b', [{ bytes: bytes(3), user: null }], 2),
        store.append('a', [{ bytes: bytes(4), user: 'u' }], 2),
      ])
      expect(heads).toEqual([3, 2, 4])
      expect(
        (await store.rows('a', 1)).map(({ seq, bytes: [first], user }) => [seq, first, user]),
      ).toEqual([
        [2, 1, 'u'],
        [3, 2, 'v'],
        [4, 4, 'u'],
      ])
    })

    it('keeps everything that was resolved when it is opened again', async () => {
      await make('a')
      await store.append('a', [{ bytes: bytes(1, 2, 3), user: 'u' }], 2)
      await store.writeSnapshot('a', 2, bytes(9))
      store = await under.reopen()
      expect((await store.stored('a'))?.head).toBe(2)
      expect((await store.rows('a', 1))[0]?.bytes).toEqual(bytes(1, 2, 3))
      expect((await store.stored('a'))?.snapshots[0]?.bytes).toEqual(bytes(9))
    })

    it('fails one append without failing those asked for at the same time', async () => {
      await make('a')
      await make('b')
      await under.breakSeries('b')
      const [a, b] = await Promise.allSettled([
        store.append('a', [{ bytes: bytes(1), user: null }], 2),
        store.append('b', [{ bytes: bytes(1), user: null }], 2),
      ])
      expect(a).toEqual({ status: 'fulfilled', value: 2 })
      expect(b.status).toBe('rejected')
      expect((await store.stored('b'))?.head).toBe(1)
      expect(await store.rows('b', 1)).toEqual([])
    })

    /// Appends rows up to `head`.
    const fill = async (id: string, head: number) => {
      for (let seq = (await store.stored(id))?.head ?? 0; seq < head; seq++) {
        await store.append(id, [{ bytes: bytes(seq + 1), user: null }], 2)
      }
    }
    const seqs = async (id: string) => (await store.rows(id, 0)).map(({ seq }) => seq)

    it('keeps the last two snapshots, newest first', async () => {
      await make('a')
      await fill('a', 3)
      for (const seq of [1, 2, 3]) await store.writeSnapshot('a', seq, bytes(seq))
      expect((await store.stored('a'))?.snapshots).toEqual([
        { seq: 3, bytes: bytes(3), damaged: false },
        { seq: 2, bytes: bytes(2), damaged: false },
      ])
    })

    it('cuts the rows that the older of two snapshots covers', async () => {
      await make('a')
      await fill('a', 6)
      await store.writeSnapshot('a', 2, bytes(2))
      expect(await seqs('a')).toEqual([1, 2, 3, 4, 5, 6])
      await store.writeSnapshot('a', 4, bytes(4))
      expect(await seqs('a')).toEqual([3, 4, 5, 6])
      expect((await store.stored('a'))?.head).toBe(6)
      await store.writeSnapshot('a', 6, bytes(6))
      expect(await seqs('a')).toEqual([5, 6])
      expect(await store.append('a', [{ bytes: bytes(7), user: null }], 3)).toBe(7)
    })

    it('cuts a log that was never cut bit by bit', async () => {
      await make('a')
      const many = Array.from({ length: mostCut + 10 }, () => ({ bytes: bytes(1), user: null }))
      const head = await store.append('a', many, 2)
      await store.writeSnapshot('a', head - 5, bytes(2))
      await store.writeSnapshot('a', head - 4, bytes(3))
      expect((await seqs('a'))[0]).toBe(mostCut + 1)
      await store.writeSnapshot('a', head, bytes(4))
      expect((await seqs('a'))[0]).toBe(head - 3)
    })

    it('cuts nothing that a damaged snapshot should cover', async () => {
      await make('a')
      await fill('a', 4)
      await store.writeSnapshot('a', 2, bytes(2))
      await under.damageSnapshot('a', 2)
      await store.writeSnapshot('a', 4, bytes(4))
      expect(await seqs('a')).toEqual([1, 2, 3, 4])
    })

    it('takes no snapshot that is older than one it has, nor one of rows it has not', async () => {
      await make('a')
      await fill('a', 4)
      await store.writeSnapshot('a', 3, bytes(3))
      await store.writeSnapshot('a', 2, bytes(2))
      await store.writeSnapshot('a', 5, bytes(5))
      expect((await store.stored('a'))?.snapshots.map(({ seq }) => seq)).toEqual([3])
      expect(await seqs('a')).toEqual([1, 2, 3, 4])
    })

    it('says how far logs have come', async () => {
      await make('a')
      await make('b')
      await fill('b', 3)
      expect(await store.heads(['a', 'b', 'c'])).toEqual(
        new Map([
          ['a', 1],
          ['b', 3],
        ]),
      )
      expect(await store.heads([])).toEqual(new Map())
    })

    it('writes a lineage down once', async () => {
      await make('a')
      await make('b', { lineage: 'second' })
      await store.setLineage('a', 'first')
      await store.setLineage('a', 'another')
      await store.setLineage('b', 'another')
      expect((await store.findSeries('a'))?.lineage).toBe('first')
      expect((await store.stored('a'))?.lineage).toBe('first')
      expect((await store.stored('b'))?.lineage).toBe('second')
    })

    it('lets one series heal, or all', async () => {
      await make('a')
      await make('b')
      await store.setHealing('a', 500)
      await store.setHealing('all', 300)
      expect((await store.stored('a'))?.healing).toBe(500)
      expect((await store.stored('b'))?.healing).toBe(300)
    })

    it('gives a client id to whoever claims it first, in each series for itself', async () => {
      await make('a')
      await make('b')
      const large = 2 ** 53 - 1
      const [first, second] = await Promise.all([
        store.claim('a', 'ada', [1, 2]),
        store.claim('a', 'bo', [2, large]),
      ])
      expect(first).toEqual(
        new Map([
          [1, 'ada'],
          [2, 'ada'],
        ]),
      )
      expect(second).toEqual(
        new Map([
          [2, 'ada'],
          [large, 'bo'],
        ]),
      )
      expect(await store.claim('b', 'bo', [1])).toEqual(new Map([[1, 'bo']]))
      expect(await store.claim('a', 'bo', [1, 1])).toEqual(new Map([[1, 'ada']]))
      expect(await store.owners('a', [1, 7, large])).toEqual(
        new Map([
          [1, 'ada'],
          [large, 'bo'],
        ]),
      )
    })

    it('keeps what was refused, so much of each person', async () => {
      await make('a')
      const refused = (user: string, ...values: number[]) =>
        store.keepAside('a', { user, bytes: bytes(...values), reason: 'for a test', at: 5 })
      expect(await refused('ada', 1)).toBe(true)
      expect(await refused('bo', 2)).toBe(true)
      const large = { user: 'ada', bytes: new Uint8Array(maxAside), reason: 'large', at: 6 }
      expect(await store.keepAside('a', large)).toBe(false)
      expect(await refused('ada', 3)).toBe(true)
      expect(await store.aside('a')).toEqual([
        { user: 'ada', bytes: bytes(1), reason: 'for a test', at: 5 },
        { user: 'bo', bytes: bytes(2), reason: 'for a test', at: 5 },
        { user: 'ada', bytes: bytes(3), reason: 'for a test', at: 5 },
      ])
    })

    it('sees that a row or a snapshot is not what was written', async () => {
      await make('a')
      await store.append('a', [{ bytes: bytes(1, 2, 3), user: null }], 2)
      await store.writeSnapshot('a', 2, bytes(9, 9))
      await under.damageRow('a', 2)
      await under.damageSnapshot('a', 2)
      expect((await store.rows('a', 0)).map(({ damaged }) => damaged)).toEqual([false, true])
      expect((await store.stored('a'))?.snapshots[0]?.damaged).toBe(true)
    })

    it('sets a row or a snapshot aside, remembers which row, and lets browsers give it back', async () => {
      await make('a')
      await store.append('a', [{ bytes: bytes(1), user: null }], 2)
      await store.writeSnapshot('a', 2, bytes(9))
      await store.quarantineRow('a', 2, 'for a test')
      await store.quarantineSnapshot('a', 2, 'for a test')
      expect((await store.rows('a', 0)).map(({ seq }) => seq)).toEqual([1])
      const left = await store.stored('a')
      const healing = left?.healing ?? 0
      expect(left).toEqual(stored({ head: 2, healing, quarantined: [2] }))
      expect(Math.abs(healing - Date.now() - healingMs)).toBeLessThan(60_000)
    })

    it('says whether it can be used', async () => {
      await expect(store.check()).resolves.toBeUndefined()
      await store.close()
      await expect(store.check()).rejects.toThrow()
    })
  })
}
