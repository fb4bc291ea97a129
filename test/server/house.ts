import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { type Parts, type Running, start } from '../../server/main.ts'
import { Person } from './person.ts'
import { Wire } from './wire.ts'

// Real servers, sockets and disks on a machine that may have other things to do.
vi.setConfig({ testTimeout: 30_000 })

/// A folder that is gone after the test.
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ninety-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export interface House extends Running {
  readonly dataDir: string
  /// A new series, by its id.
  series(title?: string): Promise<string>
  /// A stock client that has synced.
  person(series: string): Promise<Person>
  /// A bare connection that is in the room.
  wire(series: string): Promise<Wire>
  json(path: string, method?: string, body?: unknown): Promise<{ status: number; body: unknown }>
}

/// A real server on a free port with its data in a real folder.
export async function openHouse(parts: Parts = {}, dataDir = freshFolder()): Promise<House> {
  const config = readConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
  if ('code' in config) throw new Error(config.message)
  const running = await start(config, { samples: false, ...parts })
  if ('code' in running) throw new Error(running.message)
  onTestFinished(() => running.close())
  return {
    ...running,
    dataDir,
    async series(title = 'The Lift') {
      const row = await running.library.create({ title, language: 'en', targetSeconds: 90 })
      return row.id
    },
    async person(series) {
      const person = new Person(running.url, series)
      onTestFinished(() => person.leave())
      return person.synced()
    },
    async wire(series) {
      const wire = await new Wire(`${running.url}/sync/${series}`).opened()
      await wire.next('step1')
      return wire
    },
    async json(path, method = 'GET', body) {
      const response = await fetch(running.url + path, {
        method,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      })
      return { status: response.status, body: await response.json() }
    },
  }
}
