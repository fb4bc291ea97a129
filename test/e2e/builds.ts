/// Builds of the client that differ, as releases do.

import { mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, type Plugin } from 'vite'

const root = join(import.meta.dirname, '../..')

/// What is written otherwise in one file of the client.
export interface Change {
  /// From the project's root.
  readonly file: string
  readonly from: string
  readonly to: string
}

/// Builds with changes, each made when it is first asked for.
export interface Builds {
  /// The folder of the build with a change.
  with(change: Change): Promise<string>
  remove(): void
}

export function prepareBuilds(): Builds {
  const folder = mkdtempSync(join(tmpdir(), 'ninety-builds-'))
  const made = new Map<string, Promise<string>>()
  return {
    with(change) {
      const key = JSON.stringify(change)
      const outDir = join(folder, String(made.size + 1))
      const building = made.get(key) ?? buildWith(change, outDir)
      made.set(key, building)
      return building
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/// A folder that a server takes for its client, and what lies there from release to release.
export interface Releases {
  /// The folder.
  readonly path: string
  /// Puts the client as it is there, or with a change.
  release(change?: Change): Promise<void>
  remove(): void
}

export async function prepareReleases(builds: Builds): Promise<Releases> {
  const folder = mkdtempSync(join(tmpdir(), 'ninety-releases-'))
  const path = join(folder, 'dist')
  return {
    path,
    async release(change) {
      const built = change ? await builds.with(change) : join(root, 'dist')
      symlinkSync(built, `${path}.next`)
      renameSync(`${path}.next`, path)
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function buildWith({ file, from, to }: Change, outDir: string): Promise<string> {
  let isMade = false
  const change: Plugin = {
    name: 'change',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith(file)) return undefined
      isMade = code.includes(from)
      return code.replace(from, to)
    },
  }
  process.env.NODE_ENV = 'production'
  await build({ root, logLevel: 'error', plugins: [change], build: { outDir, emptyOutDir: true } })
  if (!isMade) throw new Error(`${file} does not hold ${from}.`)
  return outDir
}
