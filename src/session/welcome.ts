import type { Welcome } from '../shared/protocol.ts'

/// Reads the body of message 94; undefined for what is none.
export function readWelcome(text: string): Welcome | undefined {
  try {
    const said: unknown = JSON.parse(text)
    if (typeof said !== 'object' || said === null) return undefined
    const { version, lineage, build } = said as Partial<Record<keyof Welcome, unknown>>
    if (typeof version !== 'number' || typeof lineage !== 'string') return undefined
    return { version, lineage, build: typeof build === 'string' ? build : '' }
  } catch {
    return undefined
  }
}
