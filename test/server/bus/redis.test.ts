import { createClient } from '@redis/client'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { RedisBus } from '../../../server/bus/redis.ts'
import { type Service, startRedis } from '../../databases.ts'
import { Relay } from '../relay.ts'
import { describeBus } from './contract.ts'

// Its own: it is stopped and started.
let redis: Service

beforeAll(async () => {
  redis = await startRedis()
})
afterAll(() => redis.dispose())

const log = pino({ level: 'silent' })
const secret = 'a secret of this installation only'

function busTo(url: string, deadAfter?: number): RedisBus {
  return new RedisBus({ url, secret, log, ...(deadAfter ? { deadAfter } : {}) })
}

/// Says one command to Redis itself.
async function ask(url: string, ...command: string[]): Promise<void> {
  const client = createClient({ url })
  await client.connect()
  await client.sendCommand(command)
  client.destroy()
}

async function up(bus: RedisBus): Promise<RedisBus> {
  await expect.poll(() => bus.isUp, { timeout: 15_000 }).toBe(true)
  return bus
}

describeBus('the bus over Redis', async () => {
  await redis.start()
  const buses: RedisBus[] = []
  const are = (isUp: boolean) =>
    expect.poll(() => buses.every((bus) => bus.isUp === isUp), { timeout: 15_000 }).toBe(true)
  return {
    async open() {
      const bus = busTo(redis.url)
      buses.push(bus)
      return up(bus)
    },
    async goDown() {
      await redis.end('SIGKILL')
      await are(false)
    },
    async comeBack() {
      await redis.start()
      await are(true)
    },
    dispose: async () => {},
  }
})

it('starts while Redis is away, and is up when it comes', async () => {
  onTestFinished(() => redis.start())
  await redis.end()
  const said: string[] = []
  const log = pino({ level: 'warn' }, { write: (line) => said.push(line) })
  const url = redis.url.replace('//', '//ninety:hush-hush@')
  const bus = new RedisBus({ url, secret, log })
  onTestFinished(() => bus.close())
  let backs = 0
  bus.onBack(() => backs++)
  bus.say('series.a', new Uint8Array([1]))
  expect(bus.isUp).toBe(false)
  await expect.poll(() => said.length).toBe(1)
  expect(said[0]).toContain('Redis does not answer')
  expect(said[0]).not.toContain('hush')
  await redis.start()
  await ask(redis.url, 'ACL', 'SETUSER', 'ninety', 'on', '>hush-hush', '~*', '&*', '+@all')
  await up(bus)
  expect(backs).toBe(1)
})

it('sees that Redis has stopped answering, keeps little meanwhile, and comes back', async () => {
  const relay = await Relay.before(redis.url)
  const [far, near] = [busTo(relay.url, 600), busTo(redis.url)]
  onTestFinished(() => far.close())
  onTestFinished(() => near.close())
  await Promise.all([up(far), up(near)])
  relay.hold()
  const large = new Uint8Array(64 * 1024)
  const before = process.memoryUsage().arrayBuffers
  for (let i = 0; i < 10_000; i++) far.say('series.a', large)
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024)
  await expect.poll(() => far.isUp, { timeout: 10_000 }).toBe(false)
  relay.cut()
  relay.release()
  await up(far)
  const heard: number[] = []
  far.hear('series.b', ([first]) => heard.push(first ?? -1))
  await expect
    .poll(() => {
      near.say('series.b', new Uint8Array([7]))
      return heard[0]
    })
    .toBe(7)
})

it('does not hear another installation that uses the same Redis', async () => {
  const ours = await up(busTo(redis.url))
  const theirs = await up(new RedisBus({ url: redis.url, secret: 'of somebody else', log }))
  const third = await up(busTo(redis.url))
  for (const bus of [ours, theirs, third]) onTestFinished(() => bus.close())
  const heard: number[] = []
  ours.hear('series.sample-en', ([first]) => heard.push(first ?? -1))
  await expect
    .poll(() => {
      theirs.say('series.sample-en', new Uint8Array([1]))
      third.say('series.sample-en', new Uint8Array([2]))
      return heard.includes(2)
    })
    .toBe(true)
  expect(new Set(heard)).toEqual(new Set([2]))
})
