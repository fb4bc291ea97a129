import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, onTestFinished, vi } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { type Parts, type Running, start } from '../../server/main.ts'
import type { Role } from '../../src/shared/domain/access.ts'
import { Caller, newAccount } from './caller.ts'
import { environmentOf } from './databases.ts'
import type { Person } from './person.ts'
import type { Wire } from './wire.ts'

// Real servers, sockets and disks on a machine that may have other things to do.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

/// Has something done when it is over for which it was begun: a test, or a file of them. What was
/// begun last is ended first.
export type Afterwards = (work: () => void | Promise<void>) => void

/// A folder that is gone after the test.
export function freshFolder(afterwards: Afterwards = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'ninety-test-'))
  afterwards(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

/// A running server. What is asked of it without saying as whom is asked as Ada, the owner.
export interface House extends Running {
  readonly dataDir: string
  readonly ada: Caller
  readonly nobody: Caller
  /// A new series of Ada's, by its id.
  series(title?: string): Promise<string>
  /// Somebody with an account of this name, who belongs to no series.
  account(name: string): Promise<Caller>
  /// The same as a member of a series. Without a name they are called like their role.
  member(series: string, role: Role, signOffs?: readonly string[], name?: string): Promise<Caller>
  /// Somebody who came by a guest link.
  guest(series: string, link?: GuestLink): Promise<Caller & { readonly inviteId: string }>
  /// A stock client of Ada's that has synced.
  person(series: string): Promise<Person>
  /// A bare connection of Ada's that is in the room.
  wire(series: string): Promise<Wire>
  json(path: string, method?: string, body?: unknown): Promise<{ status: number; body: unknown }>
}

/// A link that gives a sign-off, or none.
export interface GuestLink {
  readonly name?: string
  readonly role?: 'producer' | 'viewer'
  readonly signOff?: string
}

/// A house for all tests of a file, each of which leaves the others' series and people alone. To be
/// called where the file begins; gives what gives it to a test.
export function oneHouse(
  parts: Parts = {},
  env: Readonly<Record<string, string>> = {},
): () => House {
  let house: House | undefined
  const ends: (() => void | Promise<void>)[] = []
  const afterwards: Afterwards = (work) => void ends.unshift(work)
  beforeAll(async () => {
    house = await openHouse(parts, freshFolder(afterwards), env, afterwards)
  })
  afterAll(async () => {
    for (const end of ends) await end()
  })
  return () => {
    if (!house) throw new Error('The house is not open yet.')
    return house
  }
}

/// A real server on a free port with its data in a real folder. `env` is its environment.
export async function openHouse(
  parts: Parts = {},
  dataDir = freshFolder(),
  env: Readonly<Record<string, string>> = {},
  afterwards: Afterwards = onTestFinished,
): Promise<House> {
  const stores = await environmentOf(dataDir, afterwards)
  const usual = { PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'silent' }
  const config = readConfig({ ...usual, ...stores, ...env })
  if ('code' in config) throw new Error(config.message)
  const running = await start(config, { samples: false, ...parts })
  if ('code' in running) throw new Error(running.message)
  afterwards(() => running.close())
  const { url, library, household } = running
  const account = (name: string) => newAccount(running, dataDir, name)
  const ada = await account('Ada')
  // In a folder that was used before, the first Ada has it.
  if (!(await household.members.ownInstallation(ada.userId))) {
    await household.records.updateTable('installation').set({ value: ada.userId }).execute()
  }
  return {
    ...running,
    dataDir,
    ada,
    nobody: new Caller(url),
    account,
    async series(title = 'The Lift') {
      const row = await library.create({ title, language: 'en', targetSeconds: 90 }, ada.userId)
      return row.id
    },
    async member(series, role, signOffs = [], name = role) {
      const caller = await account(name)
      await household.members.add(series, caller.userId, role, signOffs)
      return caller
    },
    async guest(series, { name = 'Gus', role = 'producer', signOff } = {}) {
      const made = await household.invites.make({
        series,
        kind: 'guest',
        role,
        signOffs: signOff === undefined ? [] : [signOff],
        email: null,
        person: signOff === undefined ? null : name,
        madeBy: ada.userId,
        expiresDays: 1,
      })
      const arrived = await household.invites.arrive(made.invite, name)
      const caller = new Caller(url, { cookie: `ninety.guest.${series}=${arrived?.ticket}` })
      return Object.assign(caller, { inviteId: made.invite.id })
    },
    person: (series) => ada.person(series),
    wire: (series) => ada.wire(series),
    json: (path, method, body) => ada.json(path, method, body),
  }
}
