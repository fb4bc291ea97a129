import type { Doorbell, Rung } from './auth/doorbell.ts'
import type { Bus } from './bus/bus.ts'
import type { Clock } from './clock.ts'
import { type News, type Topic, topics } from './records/news.ts'

export interface NodesOptions {
  readonly bus: Bus
  readonly doorbell: Doorbell
  readonly news: News
  readonly clock: Clock
  /// Whether the bus reaches other servers when it is up.
  readonly isWired: boolean
  /// The series that somebody has open here.
  readonly open: () => Iterable<string>
}

/// Without a bus, pages are told so often that anything may be new, in milliseconds. Who may stay is
/// looked at every 10 seconds in any case: see rooms/door.ts.
const newsMs = 30_000

/// Joins the servers that share a database: the bell rings and news is told on all of them. Gives
/// back what ends it.
export function joinNodes(options: NodesOptions): () => void {
  const { bus, doorbell, news, clock, isWired, open } = options
  const tellAnything = () => {
    for (const series of open()) news.say(series, topics, 'elsewhere')
  }
  const ends = [
    doorbell.listen((rung, from) => {
      if (from === 'here') bus.say('bell', write(rung))
    }),
    news.listen((series, told, from) => {
      if (from === 'here') bus.say('news', write([series, told]))
    }),
    bus.hear('bell', (bytes) => doorbell.ring(readRung(bytes), 'elsewhere')),
    bus.hear('news', (bytes) => {
      const [series, told] = readNews(bytes)
      if (series !== undefined) news.say(series, told, 'elsewhere')
    }),
    bus.onBack(() => {
      doorbell.ring('everybody', 'elsewhere')
      tellAnything()
    }),
  ]
  let cancel = () => {}
  const tellLater = () => {
    cancel = clock.after(newsMs, () => {
      if (!isWired || !bus.isUp) tellAnything()
      tellLater()
    })
  }
  tellLater()
  return () => {
    cancel()
    for (const end of ends) end()
  }
}

function write(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value))
}

function read(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

/// What another version of the program means may concern anybody.
function readRung(bytes: Uint8Array): Rung {
  const value = read(bytes)
  if (typeof value !== 'object' || value === null) return 'everybody'
  if ('series' in value && typeof value.series === 'string') return { series: value.series }
  if ('user' in value && typeof value.user === 'string') return { user: value.user }
  return 'everybody'
}

function readNews(bytes: Uint8Array): readonly [string | undefined, readonly Topic[]] {
  const value = read(bytes)
  const [series, told] = Array.isArray(value) ? value : []
  if (typeof series !== 'string' || !Array.isArray(told)) return [undefined, []]
  return [series, topics.filter((topic) => told.includes(topic))]
}
