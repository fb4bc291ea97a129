import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/// The installation's secret: the one of the configuration, or one that is made once and kept in
/// the data folder, readable by its owner only. Throws when it can be neither read nor written.
export function installationSecret(dataDir: string, given: string | undefined): string {
  if (given !== undefined) return given
  const path = join(dataDir, 'secret')
  try {
    const kept = readFileSync(path, 'utf8').trim()
    if (kept.length >= 32) return kept
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const made = randomBytes(32).toString('base64url')
  writeFileSync(path, `${made}\n`, { mode: 0o600 })
  return made
}

/// Something that lets in whoever has it: given out once, kept as a hash.
export interface Ticket {
  readonly text: string
  readonly hash: string
}

/// 256 random bits: too many to guess, so a plain hash is enough to keep them.
export function newTicket(): Ticket {
  const text = randomBytes(32).toString('base64url')
  return { text, hash: hashOf(text) }
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

/// Takes the same time wherever the two differ.
export function sameText(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(a), hash(b))
}

/// 120 random bits, in characters that need no escaping.
export function newId(): string {
  return randomBytes(15).toString('base64url')
}
