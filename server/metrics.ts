import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/// What the server counts, as `/metrics` shows it.
export type Metrics = ReturnType<typeof createMetrics>

export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    rooms: new Gauge({ name: 'ninety_rooms', help: 'Series held in memory', registers }),
    connections: new Gauge({ name: 'ninety_connections', help: 'Open sync sockets', registers }),
    updates: new Counter({ name: 'ninety_updates_total', help: 'Updates received', registers }),
    commits: new Counter({ name: 'ninety_commits_total', help: 'Commits of a room', registers }),
    failedCommits: new Counter({
      name: 'ninety_failed_commits_total',
      help: 'Commits that failed',
      registers,
    }),
    commitSeconds: new Histogram({
      name: 'ninety_commit_seconds',
      help: 'From the first edit of a batch being applied to its being on disk',
      buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1],
      registers,
    }),
    closed: new Counter({
      name: 'ninety_closed_by_server_total',
      help: 'Sockets that the server closed, by close code',
      labelNames: ['code'] as const,
      registers,
    }),
    storageTrouble: new Gauge({
      name: 'ninety_storage_trouble',
      help: '1 while the disk takes no edits',
      registers,
    }),
    keptAside: new Counter({
      name: 'ninety_kept_aside_total',
      help: 'Updates refused because they hold text of somebody else, and kept aside',
      registers,
    }),
    quarantined: new Counter({
      name: 'ninety_quarantined_total',
      help: 'Rows and snapshots taken out of a log because they could not be read',
      registers,
    }),
  }
}
