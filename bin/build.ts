/// Builds the client into dist/. With `--when-stale` it does so only when a source has changed
/// since the last build.

import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  globSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '..')

/// Written last, inside what it speaks of: a build that failed half way, or a dist/ that was
/// removed, has no stamp.
const stamp = join(root, 'dist/.vite/sources')

/// What the client is made of, as one hash of names and contents.
function sources(): string {
  const hash = createHash('sha256')
  const files = globSync(
    ['index.html', 'vite.config.ts', 'tsconfig.json', 'package-lock.json', '{src,public}/**/*.*'],
    { cwd: root },
  )
  for (const file of files.sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

function lastBuilt(): string | undefined {
  try {
    return readFileSync(stamp, 'utf8')
  } catch {
    return undefined
  }
}

const assets = join(root, 'dist/assets')
const before = join(root, '.cache/before')

/// Which files of assets/ belong to the build before this one, a name a line.
const kept = join(root, 'dist/.vite/kept')

/// Pages that are open go on asking for what they have not loaded yet, and most browsers keep it for
/// them (src/shell/); where they may not, on plain http, only the server can. One build back is kept.
function setAside(): void {
  // A build that failed half way has left what it had set aside.
  if (!existsSync(assets)) return
  rmSync(before, { recursive: true, force: true })
  const older = existsSync(kept) ? readFileSync(kept, 'utf8').split('\n') : []
  cpSync(assets, before, { recursive: true, filter: (path) => !older.includes(basename(path)) })
}

function putBack(): void {
  if (!existsSync(before)) return
  const made = new Set(readdirSync(assets))
  const missing = readdirSync(before).filter((name) => !made.has(name))
  for (const name of missing) cpSync(join(before, name), join(assets, name))
  writeFileSync(kept, missing.join('\n'))
  rmSync(before, { recursive: true, force: true })
}

const now = sources()
if (!process.argv.includes('--when-stale') || lastBuilt() !== now) {
  console.log('Building the client …')
  rmSync(stamp, { force: true })
  // Else a NODE_ENV of the shell would put React's development build in.
  process.env.NODE_ENV = 'production'
  setAside()
  await build({ root, logLevel: 'warn' })
  putBack()
  writeFileSync(stamp, now)
}
