import { type ServiceName, services, streamOf } from '@handrail/contracts'
import { ensureDurable, ensureStream, startRelay, streamInfo } from '@handrail/events'
import type { NatsConnection } from 'nats'
import { pino } from 'pino'
import type postgres from 'postgres'
import { partOf } from './bar.ts'
import { type Command, numberFrom, OpsProblem, type Progress } from './command.ts'
import { listeners } from './listeners.ts'
import { onDatabase, onNats, type Place } from './place.ts'
import { plainTable } from './plain-table.ts'

export type Rebuilt = { stream: string; was: 'there' | 'lost'; events: number; durables: number }

const PATIENCE_MS = 60_000

const isFilled = async (sql: postgres.Sql, created: string) => {
  const [state] = await sql<{ filled: boolean }[]>`
    select stream_created = ${created} and not exists (select 1 from outbox where published_at is null) as filled from stream_state`
  return state?.filled === true
}

/** The relay notices by itself that the stream is another one; ours does the work where no service runs. */
const refill = async (place: Place, nats: NatsConnection, sql: postgres.Sql, service: ServiceName, created: string, progress: Progress) => {
  const relay = startRelay({ service, relayUrl: place.postgresUrl(service), nats, log: pino({ level: 'silent' }) })
  try {
    let left = Number.POSITIVE_INFINITY
    let most = 1
    let moved = Date.now()
    while (!(await isFilled(sql, created))) {
      const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`select count(*)::int as count from outbox where published_at is null`
      if (count !== left) moved = Date.now()
      left = count
      most = Math.max(most, count)
      progress(`${streamOf(service)}: ${count} events to publish`, 1 - count / most)
      if (Date.now() - moved > PATIENCE_MS)
        throw new OpsProblem(`The outbox of ${service} has not moved for a minute, ${count} events before its end. Look at its log.`)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  } finally {
    await relay.stop()
  }
}

/**
 * Makes the stream of a service again, with its durables, and fills it from the outbox. What was in it is deleted: the
 * outbox has it. Services may run meanwhile; their inboxes pass over what they had.
 */
export const rebuildStream = (place: Place, service: ServiceName, replicas?: number, progress: Progress = () => {}): Promise<Rebuilt> =>
  onNats(place, (nats) =>
    onDatabase(place, service, async (sql) => {
      const jsm = await nats.jetstreamManager()
      const before = await streamInfo(jsm, service)
      if (before) await jsm.streams.delete(streamOf(service))
      const made = await ensureStream(jsm, service, replicas ?? before?.config.num_replicas)
      const heard = listeners.filter(({ consumer }) => consumer.from === service)
      for (const { consumer } of heard) await ensureDurable(jsm, consumer)
      await refill(place, nats, sql, service, made.created, progress)
      const after = await streamInfo(jsm, service)
      return { stream: streamOf(service), was: before ? 'there' : 'lost', events: after?.state.messages ?? 0, durables: heard.length }
    }),
  )

export const rebuild: Command = {
  summary: 'makes streams and durables again, and fills them from the outboxes',
  help: `  rebuild --stream PROGRESS [--replicas 3]
  rebuild --stream all

For a JetStream that lost its store, or holds what it should not. What is in the stream is deleted; events of the last
90 days are published again under a new epoch, and listeners pass over what they had. Services may run. A stream keeps
its number of replicas; --replicas (or STREAM_REPLICAS) says it for one that is lost.`,
  options: { stream: { type: 'string' }, replicas: { type: 'string' } },
  run: async ({ place, option, progress }) => {
    const asked = option('stream')?.toLowerCase()
    const chosen = services.filter((service) => asked === 'all' || asked === service)
    if (chosen.length === 0) throw new OpsProblem(`Say which, with --stream all or one of ${services.map(streamOf).join(', ')}.`)
    const replicas = numberFrom(option('replicas') ?? process.env.STREAM_REPLICAS, 'replicas', 1)
    const rebuilt: Rebuilt[] = []
    for (const [at, service] of chosen.entries())
      rebuilt.push(await rebuildStream(place, service, replicas, partOf(progress, at / chosen.length, (at + 1) / chosen.length)))
    return { isWell: true, json: rebuilt, text: plainTable(rebuilt, '') }
  },
}
