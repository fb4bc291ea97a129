import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { type Running, start } from '../../server/main.ts'
import { type Service, startRedis } from '../databases.ts'
import { Caller } from './caller.ts'
import { dropDatabase, newDatabase, postgresForTests } from './databases.ts'
import { HandClock } from './handclock.ts'
import { freshFolder, type House, openHouse } from './house.ts'
import { Relay } from './relay.ts'

let postgres: Awaited<ReturnType<typeof postgresForTests>>
// Its own: it is stopped and started.
let redis: Service

beforeAll(async () => {
  postgres = await postgresForTests()
  redis = await startRedis()
})
afterAll(() => Promise.all([postgres.dispose(), redis.dispose()]))

const NINETY_SECRET = 'a secret that all servers of these tests share'

/// The environment of the servers of a database of their own.
async function installation(bus: string | undefined = redis.url) {
  const DATABASE_URL = await newDatabase(postgres.url)
  onTestFinished(() => dropDatabase(DATABASE_URL))
  return { DATABASE_URL, NINETY_SECRET, REDIS_URL: bus ?? '' }
}

/// Two servers, and somebody who calls the second as the first knows them.
async function twoNodes(environment: Record<string, string>, clock?: HandClock) {
  const one = await openHouse({}, freshFolder(), environment)
  const parts = clock ? { clock, windowMs: 0 } : {}
  const two = await openHouse(parts, freshFolder(), environment)
  const there = (caller: Caller) => new Caller(two.url, caller.headers, caller.userId)
  return { one, two, there }
}

/// Resolves when rooms of both servers hear each other's words about a series.
async function wired(one: House, two: House) {
  const heard = new Set<string>()
  one.household.doorbell.listen((_, from) => from === 'elsewhere' && heard.add('one'))
  two.household.doorbell.listen((_, from) => from === 'elsewhere' && heard.add('two'))
  await expect
    .poll(
      () => {
        one.household.doorbell.ring({ user: 'nobody' })
        two.household.doorbell.ring({ user: 'nobody' })
        return heard.size
      },
      { timeout: 20_000 },
    )
    .toBe(2)
}

async function topicsHeardBy(caller: Caller, series: string) {
  const wire = await caller.wire(series)
  wire.announce()
  await wire.next('standing')
  return wire
}

describe('two servers of one database', () => {
  it('show each other’s edits and news at once', async () => {
    const { one, two, there } = await twoNodes(await installation())
    const series = await one.series()
    const bo = await one.member(series, 'writer', [], 'Bo')
    await wired(one, two)
    const [ana, far] = [await one.ada.person(series), await there(bo).person(series)]
    ana.type('from one ')
    await far.when(() => far.notes.toString().includes('from one'))
    far.type('from two ')
    await ana.when(() => ana.notes.toString().includes('from two'))
    const wire = await topicsHeardBy(there(bo), series)
    await one.ada.json(`/api/series/${series}/threads`, 'POST', {
      at: { on: 'episode', episode: 'e1' },
      body: 'Lovely.',
    })
    expect((await wire.next('news')).topics).toContain('threads')
  })

  it('show out whoever is taken out on the other', async () => {
    const { one, two, there } = await twoNodes(await installation(), new HandClock())
    const series = await one.series()
    const bo = await one.member(series, 'writer', [], 'Bo')
    await wired(one, two)
    const wire = await there(bo).wire(series)
    await one.ada.fetch(`/api/series/${series}/members/${bo.userId}`, { method: 'DELETE' })
    // The clock of the second stands: it was the bell.
    expect((await wire.closed).code).toBe(4403)
  })

  it('do the same without Redis, a little later', async () => {
    const clock = new HandClock()
    const { one, there } = await twoNodes(await installation(''), clock)
    const series = await one.series()
    const bo = await one.member(series, 'writer', [], 'Bo')
    const far = await there(bo).person(series)
    const ana = await one.ada.person(series)
    ana.type('without a bus ')
    const wire = await topicsHeardBy(there(bo), series)
    /// Lets time go by on the second until something is so.
    const secondsUntil = async (isSo: () => boolean) => {
      await expect
        .poll(
          () => {
            clock.advance(1000)
            return isSo()
          },
          { timeout: 20_000, interval: 20 },
        )
        .toBe(true)
    }
    await secondsUntil(() => far.notes.toString().includes('without a bus'))
    await one.ada.json(`/api/series/${series}/threads`, 'POST', {
      at: { on: 'episode', episode: 'e1' },
      body: 'Lovely.',
    })
    await secondsUntil(() => wire.heard.some(({ type }) => type === 'news'))
    await one.ada.fetch(`/api/series/${series}/members/${bo.userId}`, { method: 'DELETE' })
    await secondsUntil(() => wire.socket.readyState === wire.socket.CLOSED)
    expect((await wire.closed).code).toBe(4403)
  })

  it('go on when Redis goes, and are quick again when it is back', async () => {
    const { one, two, there } = await twoNodes(await installation())
    const series = await one.series()
    await wired(one, two)
    const [ana, far] = [await one.ada.person(series), await there(one.ada).person(series)]
    onTestFinished(() => redis.start())
    await redis.end('SIGKILL')
    ana.type('while it was away ')
    await far.when(() => far.notes.toString().includes('while it was away'))
    await redis.start()
    await wired(one, two)
    far.type('and after ')
    await ana.when(() => ana.notes.toString().includes('and after'))
  })

  it('make the samples once, show one code, and have one owner', async () => {
    const environment = await installation()
    const nodes = await Promise.all([0, 1, 2].map(() => started(environment)))
    for (const { library } of nodes) {
      const ids = (await library.list(false)).map(({ id }) => id)
      expect(ids).toEqual(['sample-en', 'sample-zh-Hans'])
    }
    const codes = await Promise.all(nodes.map((node) => node.setupCode()))
    expect(codes[0]).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/)
    expect(new Set(codes).size).toBe(1)
    const answers = await Promise.all(
      nodes.map((node, index) =>
        fetch(`${node.url}/api/auth/sign-up/email`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-setup-code': codes[0] ?? '' },
          body: JSON.stringify({
            name: `Ada ${index}`,
            email: `ada${index}@room.test`,
            password: 'a long enough password',
          }),
        }),
      ),
    )
    expect(answers.filter(({ ok }) => ok).length).toBe(1)
    expect(await nodes[0]?.setupCode()).toBeUndefined()
  })
})

async function started(environment: Record<string, string>): Promise<Running> {
  const usual = { PORT: '0', DATA_DIR: freshFolder(), LOG_LEVEL: 'silent' }
  const config = readConfig({ ...usual, ...environment })
  if ('code' in config) throw new Error(config.message)
  const running = await start(config)
  if ('code' in running) throw new Error(running.message)
  onTestFinished(() => running.close())
  return running
}

describe('a server whose database', () => {
  it('cannot be reached does not start, and says so without the password', async () => {
    const DATABASE_URL = 'postgres://ninety:hush-hush@127.0.0.1:1/ninety'
    const config = readConfig({ PORT: '0', DATABASE_URL, NINETY_SECRET, LOG_LEVEL: 'silent' })
    if ('code' in config) throw new Error(config.message)
    const { message } = (await start(config)) as { message: string }
    expect(message).toMatch(/^DATABASE_URL cannot be used: .*ECONNREFUSED.*\.$/)
    expect(message).not.toContain('hush')
  })

  it('stops answering is not ready, and is again', async () => {
    const environment = await installation('')
    const relay = await Relay.before(environment.DATABASE_URL)
    const house = await openHouse({}, freshFolder(), { ...environment, DATABASE_URL: relay.url })
    const ready = async () => (await fetch(`${house.url}/readyz`)).status
    expect(await ready()).toBe(200)
    relay.hold()
    expect(await ready()).toBe(503)
    expect((await fetch(`${house.url}/healthz`)).status).toBe(200)
    relay.cut()
    relay.release()
    await expect.poll(ready).toBe(200)
  })
})
