import { type ServiceName, services, streamOf } from '@handrail/contracts'
import { isNotFound } from '@handrail/events'
import type { JetStreamManager, NatsConnection } from 'nats'
import { type Command, OpsProblem } from './command.ts'
import { type Listener, listeners } from './listeners.ts'
import { type Databases, onAllDatabases, onNats, type Place } from './place.ts'
import { plainTable } from './plain-table.ts'

/** `pending` has not been delivered yet, `unacked` is in hand, `redelivered` of it came more than once. Null: no durable. */
type ListenerLag = { listener: string; pending: number | null; unacked: number | null; redelivered: number | null }
type OutboxLag = { service: ServiceName; unpublished: number; oldest_seconds: number | null; dead_letters: number }
/** `listeners` is null, and `silence` says why, where NATS does not answer: what the outboxes hold back is known all the same. */
export type Lag = { listeners: ListenerLag[] | null; outboxes: OutboxLag[]; silence?: string }

const lagOf = async (jsm: JetStreamManager, { consumer }: Listener): Promise<ListenerLag> => {
  const known = await jsm.consumers.info(streamOf(consumer.from), consumer.name).catch((error) => {
    if (isNotFound(error)) return null
    throw error
  })
  if (!known) return { listener: consumer.name, pending: null, unacked: null, redelivered: null }
  return { listener: consumer.name, pending: known.num_pending, unacked: known.num_ack_pending, redelivered: known.num_redelivered }
}

const lagOfAll = async (nats: NatsConnection) => {
  const jsm = await nats.jetstreamManager()
  return Promise.all(listeners.map((listener) => lagOf(jsm, listener)))
}

/** An event's id is a UUIDv7: its first 48 bits are the moment at which it was appended, in milliseconds. */
const outboxLag = async (databases: Databases, service: ServiceName): Promise<OutboxLag> => {
  const [found] = await databases[service]<Omit<OutboxLag, 'service'>[]>`
    select count(*)::int as unpublished,
      round(extract(epoch from now()) - ('x' || left(replace(min(event_id::text), '-', ''), 12))::bit(48)::bigint / 1000.0)::int as oldest_seconds,
      (select count(*)::int from dead_letters where dropped_at is null) as dead_letters
    from outbox where published_at is null`
  return { service, unpublished: 0, oldest_seconds: null, dead_letters: 0, ...found }
}

export const measureLag = (place: Place): Promise<Lag> =>
  onAllDatabases(place, async (databases) => {
    const outboxes = await Promise.all(services.map((service) => outboxLag(databases, service)))
    try {
      return { listeners: await onNats(place, lagOfAll), outboxes }
    } catch (problem) {
      if (!(problem instanceof OpsProblem)) throw problem
      return { listeners: null, outboxes, silence: problem.message }
    }
  })

export const lag: Command = {
  summary: 'how far each listener is behind, and what each outbox still has to publish',
  help: `Per listener: events not yet delivered (pending), in hand (unacked), and of these delivered more than once. Dashes:
the listener has no durable. Per service: rows of the outbox not yet published, the age of the oldest in
seconds, and dead letters. Exits 1 where a durable is missing, or NATS does not answer.`,
  run: async ({ place }) => {
    const found = await measureLag(place)
    const isWell = found.listeners?.every(({ pending }) => pending !== null) ?? false
    const heard = found.listeners ? plainTable(found.listeners, '') : `${found.silence}\nWhat the listeners have is not known; the outboxes hold back:`
    return { isWell, json: found, text: `${heard}\n\n${plainTable(found.outboxes, '')}` }
  },
}
