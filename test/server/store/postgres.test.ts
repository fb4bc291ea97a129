import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { PostgresStore } from '../../../server/store/postgres.ts'
import type { Entry } from '../../../server/store/store.ts'
import { startPostgres } from '../../databases.ts'
import { ask, dropDatabase, newDatabase, postgresForTests } from '../databases.ts'
import { Relay } from '../relay.ts'
import { describeStore } from './contract.ts'

let server: Awaited<ReturnType<typeof postgresForTests>>

beforeAll(async () => {
  server = await postgresForTests()
})
afterAll(() => server.dispose())

describeStore('the PostgreSQL store', async () => {
  const url = await newDatabase(server.url)
  let store = await PostgresStore.open(url)
  return {
    store,
    async reopen() {
      await store.close()
      store = await PostgresStore.open(url)
      return store
    },
    async damageRow(id, seq) {
      await ask(url, "UPDATE log SET bytes = '\\xff' WHERE doc = $1 AND seq = $2", id, seq)
    },
    async damageSnapshot(id, seq) {
      await ask(url, "UPDATE snapshot SET bytes = '\\xff' WHERE doc = $1 AND seq = $2", id, seq)
    },
    async breakSeries(id) {
      await ask(url, `ALTER TABLE log ADD CONSTRAINT broken CHECK (doc <> '${id}') NOT VALID`)
    },
    async dispose() {
      await store.close()
      await dropDatabase(url)
    },
  }
})

const row = { title: 'The Lift', language: 'en', binned: null, lineage: null } as const
const entry = (...values: number[]): Entry => ({ bytes: new Uint8Array(values), user: null })

/// A database with one series, gone after the test.
async function database(): Promise<string> {
  const url = await newDatabase(server.url)
  onTestFinished(() => dropDatabase(url))
  const store = await opened(url)
  await store.createSeries({ ...row, id: 'a', created: 1, updated: 1 }, entry(0))
  return url
}

async function opened(...options: Parameters<typeof PostgresStore.open>): Promise<PostgresStore> {
  const store = await PostgresStore.open(...options)
  onTestFinished(() => store.close())
  return store
}

it('several nodes that write the same series at once leave no gap and lose no row', async () => {
  const url = await database()
  const stores = await Promise.all([opened(url), opened(url), opened(url)])
  for (const id of ['b', 'c']) {
    await stores[0].createSeries({ ...row, id, created: 1, updated: 1 }, entry(0))
  }
  const series = ['a', 'b', 'c']
  const acknowledged = new Map<string, Map<number, string>>(series.map((id) => [id, new Map()]))
  await Promise.all(
    stores.map(async (store, node) => {
      for (let round = 0; round < 40; round++) {
        // In another order on each node: whoever locks them one by one would meet the others.
        const order = [...series.slice(node), ...series.slice(0, node)]
        await Promise.all(
          order.map(async (id) => {
            const head = await store.append(id, [entry(node, round, 1), entry(node, round, 2)], 2)
            acknowledged.get(id)?.set(head - 1, `${node},${round},1`)
            acknowledged.get(id)?.set(head, `${node},${round},2`)
          }),
        )
      }
    }),
  )
  for (const id of series) {
    const rows = await stores[0].rows(id, 1)
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 2))
    expect(rows.length).toBe(3 * 40 * 2)
    for (const { seq, bytes } of rows) expect(acknowledged.get(id)?.get(seq)).toBe(bytes.join())
    expect((await stores[0].stored(id))?.head).toBe(1 + rows.length)
  }
})

it('two nodes that open an empty database at once make its tables once', async () => {
  const url = await newDatabase(server.url)
  onTestFinished(() => dropDatabase(url))
  const stores = await Promise.all([opened(url), opened(url), opened(url)])
  for (const store of stores) expect(await store.series()).toEqual([])
})

it('a series that another node made is not made again', async () => {
  const url = await database()
  const [one, two] = [await opened(url), await opened(url)]
  const made = await Promise.all(
    [one, two].map((store) =>
      store.createSeries({ ...row, id: 'b', created: 1, updated: 1 }, entry(0)),
    ),
  )
  expect(made.toSorted()).toEqual([false, true])
})

it('changes nothing in a database of a newer version', async () => {
  const url = await database()
  await ask(url, 'UPDATE store_version SET version = 99')
  await expect(PostgresStore.open(url)).rejects.toThrow(/newer Ninety \(version 99/)
})

const wait = { connect: 2000, statement: 2000, answer: 2500 }

it('a database that does not answer is one that fails, and is used again when it answers', async () => {
  const url = await database()
  const relay = await Relay.before(url)
  const store = await opened(relay.url, { wait })
  expect(await store.append('a', [entry(1)], 2)).toBe(2)
  relay.hold()
  await expect(store.append('a', [entry(2)], 3)).rejects.toThrow()
  await expect(store.check()).rejects.toThrow()
  relay.release()
  await expect.poll(() => store.check().then(() => 'answers', String)).toBe('answers')
  // Whether the second was committed was not heard; the third is behind it or in its place.
  const head = await store.append('a', [entry(3)], 4)
  const rows = await store.rows('a', 0)
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
  expect(rows.at(-1)).toMatchObject({ seq: head, bytes: new Uint8Array([3]) })
})

it('a commit whose answer is lost counts as failed, and is not done twice', async () => {
  const url = await database()
  const relay = await Relay.before(url)
  const store = await opened(relay.url, { wait })
  await store.check()
  relay.loseAnswers()
  await expect(
    Promise.all([store.append('a', [entry(1)], 2), store.append('a', [entry(2)], 2)]),
  ).rejects.toThrow()
  relay.release()
  const direct = await opened(url)
  const rows = await direct.rows('a', 1)
  expect(rows.filter(({ bytes: [first] }) => first === 1).length).toBe(1)
  expect((await direct.stored('a'))?.head).toBe(1 + rows.length)
})

it('keeps text that PostgreSQL cannot: what is left out is U+0000', async () => {
  const store = await opened(await database())
  expect((await store.changeSeries('a', { title: 'A\0B' }))?.title).toBe('AB')
})

it('knows whether the database waits for its disk', async () => {
  expect(await (await opened(await database())).isDurable()).toBe(false)
  const durable = await startPostgres({ durable: true })
  try {
    const store = await PostgresStore.open(durable.url)
    expect(await store.isDurable()).toBe(true)
    await store.close()
  } finally {
    await durable.dispose()
  }
})
