/// Before the tests that run on PostgreSQL and Redis: both are started, with a database that has all
/// its tables to copy from, and ended after the last test.

import { pino } from 'pino'
import type { TestProject } from 'vitest/node'
import { readConfig } from '../server/config.ts'
import { openData } from '../server/data.ts'
import { startPostgres, startRedis } from './databases.ts'
import { newDatabase, templateName } from './server/databases.ts'

export default async function setup({
  provide,
}: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (process.env.NINETY_TEST_STORES !== 'shared') return undefined
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()])
  const end = async () => {
    await Promise.all([postgres.dispose(), redis.dispose()])
  }
  try {
    const url = await newDatabase(postgres.url, { name: templateName })
    const config = readConfig({ DATABASE_URL: url, NINETY_SECRET: 'x'.repeat(32) })
    if ('code' in config) throw new Error(config.message)
    const data = await openData(config, pino({ level: 'silent' }))
    if ('code' in data) throw new Error(data.message)
    await data.close()
  } catch (error) {
    await end()
    throw error
  }
  provide('postgresUrl', postgres.url)
  provide('redisUrl', redis.url)
  return end
}
