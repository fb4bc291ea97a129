import { isRole, type Standing } from '../shared/domain/access.ts'
import { createStore, type Store } from './store.ts'

/// What somebody is to the open series, as the server says it. The same standing said again is the
/// same object.
export function createStanding(): Store<Standing | undefined> & { hear(text: string): void } {
  const store = createStore<Standing | undefined>(undefined)
  return {
    get: store.get,
    subscribe: store.subscribe,
    hear(text) {
      const next = readStanding(text)
      if (next && !isSame(store.get(), next)) store.set(next)
    },
  }
}

/// Reads the body of message 92; undefined for what is none.
export function readStanding(text: string): Standing | undefined {
  const { role, signOffs, guest } = record(text)
  if (!isRole(role) || !Array.isArray(signOffs)) return undefined
  return {
    role,
    signOffs: signOffs.filter((name): name is string => typeof name === 'string'),
    guest: guest === true,
  }
}

/// What has changed beside the document and can be read again over HTTP.
export const topics = ['threads', 'reviews', 'members', 'activity', 'people'] as const
export type Topic = (typeof topics)[number]

/// Reads the body of message 93. Topics that this page does not know are left out.
export function readNews(text: string): readonly Topic[] {
  const { topics: said } = record(text)
  return Array.isArray(said) ? topics.filter((topic) => said.includes(topic)) : []
}

function record(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function isSame(a: Standing | undefined, b: Standing): boolean {
  return (
    a?.role === b.role && a.guest === b.guest && a.signOffs.join('\n') === b.signOffs.join('\n')
  )
}
