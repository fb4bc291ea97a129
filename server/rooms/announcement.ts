import { type Announcement, leastVersion } from '../../src/shared/protocol.ts'

/// JSON text of at most so many characters, with at most so many ids: a page writes under a few.
const maxLength = 8 * 1024
const maxClients = 256
const maxLineage = 64

/// Reads the body of a 90. Undefined when it is none. What else is in it is passed over, so that
/// pages newer than this server can say more. Throws what JSON.parse throws.
export function readAnnouncement(text: string): Announcement | undefined {
  if (text.length > maxLength) return undefined
  const said: unknown = JSON.parse(text)
  if (!isRecord(said)) return undefined
  const { version, lineage, clients } = said
  if (!isNumber(version)) return undefined
  if (lineage !== undefined && !isLineage(lineage)) return undefined
  if (!Array.isArray(clients) || clients.length > maxClients) return undefined
  const ids: number[] = []
  for (const client of clients) {
    if (!isNumber(client)) return undefined
    ids.push(client)
  }
  return lineage === undefined ? { version, clients: ids } : { version, lineage, clients: ids }
}

/// Whether a page of this version can be spoken with.
export function isOutdated({ version }: Announcement): boolean {
  return version < leastVersion
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function isLineage(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= maxLineage
}
