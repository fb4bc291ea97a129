import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { start } from '../../server/main.ts'
import { freshFolder, openHouse } from './house.ts'

describe('the configuration', () => {
  it('has a value for everything', () => {
    expect(readConfig({})).toEqual({
      port: 4680,
      host: '127.0.0.1',
      dataDir: resolve('data'),
      publicUrl: undefined,
      trustProxy: 0,
      databaseUrl: undefined,
      redisUrl: undefined,
      secret: undefined,
      setupCode: undefined,
      signUp: 'invite',
      smtpUrl: undefined,
      mailFrom: undefined,
      backupDir: resolve('data/backups'),
      backupKeep: 7,
      backupHours: 24,
      archiveDir: undefined,
      archiveKeep: 7,
      archiveHours: 24,
      logLevel: 'warn',
    })
  })

  it('takes what is set, and what is set to nothing as not set', () => {
    expect(
      readConfig({ PORT: '80', HOST: '', PUBLIC_URL: 'https://room.example/', LOG_LEVEL: 'info' }),
    ).toMatchObject({
      port: 80,
      host: '127.0.0.1',
      publicUrl: 'https://room.example',
      logLevel: 'info',
    })
  })

  for (const [name, value] of [
    ['PORT', 'abc'],
    ['PORT', '70000'],
    ['PORT', '1.5'],
    ['HOST', 'a b'],
    ['PUBLIC_URL', 'room.example'],
    ['PUBLIC_URL', 'ftp://room.example'],
    ['LOG_LEVEL', 'loud'],
    ['TRUST_PROXY', 'yes'],
    ['TRUST_PROXY', '-1'],
    ['SIGN_UP', 'anybody'],
    ['MAIL_FROM', 'Ninety'],
    ['BACKUP_KEEP', '0'],
    ['BACKUP_HOURS', 'often'],
  ] as const) {
    it(`says in one line what is wrong with ${name}=${value}`, () => {
      const config = readConfig({ [name]: value })
      expect(config).toHaveProperty('code', 'config.bad')
      const { message } = config as { message: string }
      expect(message).toContain(name)
      expect(message).toContain(value)
      expect(message.split('\n').length).toBe(1)
    })
  }
})

it('a secret that is wrong is named, and not repeated', () => {
  for (const [name, value] of [
    ['NINETY_SECRET', 'too short'],
    ['SETUP_CODE', 'short'],
    ['SMTP_URL', 'http://user:password@mail.test'],
    ['DATABASE_URL', 'mysql://user:password@database.test/ninety'],
    ['REDIS_URL', 'http://user:password@redis.test'],
  ] as const) {
    const { message } = readConfig({ [name]: value }) as { message: string }
    expect(message).toContain(name)
    expect(message).not.toContain(value)
  }
})

it('takes a database only with a secret that all its servers share', () => {
  const database = { DATABASE_URL: 'postgres://user:password@database.test/ninety' }
  const { message } = readConfig(database) as { message: string }
  expect(message).toContain('NINETY_SECRET')
  expect(message).not.toContain('password')
  expect(readConfig({ ...database, NINETY_SECRET: 's'.repeat(32) })).toMatchObject({
    databaseUrl: database.DATABASE_URL,
  })
})

it('sends no mail with links that lead nowhere', () => {
  const mail = { HOST: '0.0.0.0', SMTP_URL: 'smtp://mail.test' }
  expect(readConfig(mail)).toHaveProperty('code', 'config.bad')
  expect(readConfig({ ...mail, PUBLIC_URL: 'https://room.example' })).not.toHaveProperty('code')
})

it('takes the number of proxies, or that there is one', () => {
  for (const [value, hops] of [
    ['2', 2],
    ['true', 1],
    ['false', 0],
    ['10', 10],
  ] as const) {
    expect(readConfig({ TRUST_PROXY: value })).toHaveProperty('trustProxy', hops)
  }
})

describe('a start that cannot be', () => {
  const configOf = (env: Record<string, string>) => {
    const config = readConfig({ PORT: '0', LOG_LEVEL: 'silent', ...env })
    if ('code' in config) throw new Error(config.message)
    return config
  }

  it('says that another server uses the folder', async () => {
    const house = await openHouse({}, freshFolder(), { DATABASE_URL: '' })
    const second = await start(configOf({ DATA_DIR: house.dataDir }))
    expect(second).toHaveProperty('code', 'data.locked')
  })

  it('says that the port is taken, and lets go of the folder', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((done) => other.once('listening', done))
    const address = other.address()
    const port = typeof address === 'object' && address ? String(address.port) : ''
    const dataDir = freshFolder()
    const config = configOf({ DATA_DIR: dataDir, PORT: port })
    expect(await start(config, { samples: false })).toHaveProperty('code', 'port.taken')
    other.close()
    await openHouse({}, dataDir)
  })

  it('says that the folder cannot be used', async () => {
    const config = configOf({ DATA_DIR: '/dev/null/data' })
    expect(await start(config)).toHaveProperty('code', 'data.unusable')
  })
})
