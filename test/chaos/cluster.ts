import { mkdirSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { type Service, startPostgres, startRedis } from '../databases.ts'
import { type Reread, rereadDatabase } from './disk.ts'
import type { Plant } from './planted.ts'
import { Relay } from './relay.ts'
import { freePort, Serving } from './serving.ts'

/// One of several servers, and its own lines to the database and to Redis.
export interface ClusterNode {
  readonly serving: Serving
  readonly toPostgres: Relay
  readonly toRedis: Relay
}

/// Servers that serve the same series, on one PostgreSQL and one Redis of their own, behind a
/// balancer that sends connections to them in turn.
export class Cluster {
  readonly nodes: readonly ClusterNode[]
  readonly balancer: Relay
  readonly postgres: Service
  readonly redis: Service

  private constructor(
    nodes: readonly ClusterNode[],
    balancer: Relay,
    postgres: Service,
    redis: Service,
  ) {
    this.nodes = nodes
    this.balancer = balancer
    this.postgres = postgres
    this.redis = redis
  }

  static async start(folder: string, size: number, plant: Plant | undefined): Promise<Cluster> {
    const [postgres, redis] = await Promise.all([startPostgres(), startRedis()])
    const nodes: ClusterNode[] = []
    for (let number = 0; number < size; number++) {
      const toPostgres = await Relay.lay(await freePort(), [postgres.port])
      const toRedis = await Relay.lay(await freePort(), [redis.port])
      const dataDir = join(folder, String(number))
      mkdirSync(dataDir)
      const env = {
        DATABASE_URL: throughPort(postgres.url, toPostgres.port),
        REDIS_URL: throughPort(redis.url, toRedis.port),
        NINETY_SECRET: 'known to all of the servers that are tried here',
      }
      const serving = new Serving({ dataDir, port: await freePort(), env, plant })
      nodes.push({ serving, toPostgres, toRedis })
    }
    const ports = nodes.map(({ serving }) => Number(new URL(serving.url).port))
    const balancer = await Relay.lay(await freePort(), ports)
    const cluster = new Cluster(nodes, balancer, postgres, redis)
    try {
      // At once, as an orchestrator does: one of them makes the tables.
      await Promise.all(nodes.map(({ serving }) => serving.start()))
    } catch (error) {
      await cluster.end()
      throw error
    }
    return cluster
  }

  reread(series: string): Promise<Reread> {
    return rereadDatabase(this.postgres.url, series)
  }

  /// Forgets all that Redis has.
  flushRedis(): Promise<void> {
    const socket = connect(this.redis.port, '127.0.0.1')
    return new Promise((resolve, reject) => {
      socket.once('error', reject)
      socket.once('data', () => {
        socket.destroy()
        resolve()
      })
      socket.write('FLUSHALL\r\n')
    })
  }

  async end(): Promise<void> {
    for (const { serving } of this.nodes) await serving.end('SIGKILL')
    await this.balancer.close()
    for (const { toPostgres, toRedis } of this.nodes) {
      await toPostgres.close()
      await toRedis.close()
    }
    await this.postgres.dispose()
    await this.redis.dispose()
  }
}

function throughPort(address: string, port: number): string {
  return Object.assign(new URL(address), { port: String(port) }).href
}
