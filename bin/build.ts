/// Builds the client into dist/. With `--when-stale` it does so only when a source has changed
/// since the last build.

import { createHash } from 'node:crypto'
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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

const now = sources()
if (!process.argv.includes('--when-stale') || lastBuilt() !== now) {
  console.log('Building the client …')
  rmSync(stamp, { force: true })
  // Else a NODE_ENV of the shell would put React's development build in.
  process.env.NODE_ENV = 'production'
  await build({ root, logLevel: 'warn' })
  writeFileSync(stamp, now)
}
