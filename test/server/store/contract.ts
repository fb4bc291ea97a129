import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SeriesRow, Store } from '../../../server/store/store.ts'

/// What the contract needs of an implementation: a store with nothing in it, and two ways to do to
/// its data what a bad disk does.
export interface StoreUnderTest {
  readonly store: Store
  /// Closes the store and opens the same data again.
  reopen(): Promise<Store>
  /// Changes the bytes of a row behind the store's back.
  damageRow(id: string, seq: number): void
  /// The same for a snapshot.
  damageSnapshot(id: string, seq: number): void
  /// Makes appends to this series fail.
  breakSeries(id: string): void
  dispose(): Promise<void>
}

const bytes = (...values: number[]) => new Uint8Array(values)

function row(id: string, over: Partial<SeriesRow> = {}): SeriesRow {
  return { id, title: 'The Lift', language: 'en', created: 1, updated: 1, binned: null, ...over }
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
      expect(await store.stored('a')).toEqual({ head: 1, snapshots: [], quarantined: [] })
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
      under.breakSeries('b')
      const [a, b] = await Promise.allSettled([
        store.append('a', [{ bytes: bytes(1), user: null }], 2),
        store.append('b', [{ bytes: bytes(1), user: null }], 2),
      ])
      expect(a).toEqual({ status: 'fulfilled', value: 2 })
      expect(b.status).toBe('rejected')
      expect((await store.stored('b'))?.head).toBe(1)
      expect(await store.rows('b', 1)).toEqual([])
    })

    it('keeps the last two snapshots, newest first', async () => {
      await make('a')
      for (const seq of [1, 2, 3]) await store.writeSnapshot('a', seq, bytes(seq))
      expect((await store.stored('a'))?.snapshots).toEqual([
        { seq: 3, bytes: bytes(3), damaged: false },
        { seq: 2, bytes: bytes(2), damaged: false },
      ])
    })

    it('sees that a row or a snapshot is not what was written', async () => {
      await make('a')
      await store.append('a', [{ bytes: bytes(1, 2, 3), user: null }], 2)
      await store.writeSnapshot('a', 2, bytes(9, 9))
      under.damageRow('a', 2)
      under.damageSnapshot('a', 2)
      expect((await store.rows('a', 0)).map(({ damaged }) => damaged)).toEqual([false, true])
      expect((await store.stored('a'))?.snapshots[0]?.damaged).toBe(true)
    })

    it('sets a row or a snapshot aside, and remembers which row', async () => {
      await make('a')
      await store.append('a', [{ bytes: bytes(1), user: null }], 2)
      await store.writeSnapshot('a', 2, bytes(9))
      await store.quarantineRow('a', 2, 'for a test')
      await store.quarantineSnapshot('a', 2, 'for a test')
      expect((await store.rows('a', 0)).map(({ seq }) => seq)).toEqual([1])
      expect(await store.stored('a')).toEqual({ head: 2, snapshots: [], quarantined: [2] })
    })

    it('says whether it can be used', async () => {
      await expect(store.check()).resolves.toBeUndefined()
      await store.close()
      await expect(store.check()).rejects.toThrow()
    })
  })
}
