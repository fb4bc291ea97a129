import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { type Parts, type Running, start } from '../../server/main.ts'
import type { Role } from '../../src/shared/domain/access.ts'
import { Caller, newAccount } from './caller.ts'
import { environmentOf } from './databases.ts'
import type { Person } from './person.ts'
import type { Wire } from './wire.ts'

// Real servers, sockets and disks on a machine that may have other things to do.
vi.setConfig({ testTimeout: 30_000 })

/// A folder that is gone after the test.
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ninety-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
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

/// A real server on a free port with its data in a real folder. `env` is its environment.
export async function openHouse(
  parts: Parts = {},
  dataDir = freshFolder(),
  env: Readonly<Record<string, string>> = {},
): Promise<House> {
  const stores = await environmentOf(dataDir)
  const usual = { PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'silent' }
  const config = readConfig({ ...usual, ...stores, ...env })
  if ('code' in config) throw new Error(config.message)
  const running = await start(config, { samples: false, ...parts })
  if ('code' in running) throw new Error(running.message)
  onTestFinished(() => running.close())
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
