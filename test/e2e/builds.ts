/// Builds of the client that differ, as releases do.

import { cpSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs'
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

/// A folder that a server takes for its client, and what lies there from release to release.
export interface Releases {
  /// The folder.
  readonly path: string
  /// Puts the client as it is there, or with a change.
  release(change?: Change): Promise<void>
  remove(): void
}

export async function prepareReleases(): Promise<Releases> {
  const folder = mkdtempSync(join(tmpdir(), 'ninety-releases-'))
  const path = join(folder, 'dist')
  let releases = 0
  const put = (built: string) => {
    symlinkSync(built, `${path}.next`)
    renameSync(`${path}.next`, path)
  }
  return {
    path,
    async release(change) {
      releases += 1
      const outDir = join(folder, String(releases))
      if (change) await buildWith(change, outDir)
      else cpSync(join(root, 'dist'), outDir, { recursive: true })
      put(outDir)
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function buildWith({ file, from, to }: Change, outDir: string): Promise<void> {
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
}
