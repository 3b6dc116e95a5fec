import { createHash } from 'node:crypto'
import { Envelope, type EventDefinition } from '@handrail/contracts'
import { continueTrace, type Database, inOrganization, SHARED, withTrace } from '@handrail/postgres'
import { sql, type Transaction } from 'kysely'
import type { BatchConsumer, Consumer, Heard } from './consumer.ts'

export type Reception = 'applied' | 'stale' | 'repeated' | 'not-for-us'

/** The message can never be understood, however often it comes. */
export class Unreadable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'Unreadable'
  }
}

const read = (payload: string): Envelope => {
  let json: unknown
  try {
    json = JSON.parse(payload)
  } catch (cause) {
    throw new Unreadable('The message is not JSON.', { cause })
  }
  const envelope = Envelope.safeParse(json)
  if (!envelope.success) throw new Unreadable(`The envelope is not ours: ${envelope.error.message}`)
  return envelope.data
}

const understand = (consumer: Consumer, envelope: Envelope): Heard<EventDefinition> | null => {
  const definition = consumer.definitions.get(envelope.type)
  if (!definition) return null
  const data = definition.data.safeParse(envelope.data)
  if (!data.success) throw new Unreadable(`The data of ${envelope.type} is not as agreed: ${data.error.message}`)
  return {
    id: envelope.id,
    type: envelope.type,
    organizationId: envelope.organizationid ?? null,
    aggregateId: envelope.subject,
    version: envelope.aggregateversion,
    isNewest: true,
    time: new Date(envelope.time),
    data: data.data,
  }
}

/** What a message says, before anything is changed. `event` is null where an erasure has emptied it; null for what is not for this consumer. Throws `Unreadable`. */
export const hear = (consumer: Consumer, payload: string) => {
  const envelope = read(payload)
  if (envelope.data !== null && !consumer.definitions.has(envelope.type)) return null
  const organization = envelope.organizationid ?? SHARED
  return { envelope, organization, event: envelope.data === null ? null : understand(consumer, envelope) }
}
type Message = NonNullable<ReturnType<typeof hear>>

/**
 * Records messages of one organization in the inbox, and raises the watermarks of their aggregates. Answers, of the events
 * that were not known, which are newer than anything known of their aggregate, these messages included.
 */
const record = async (trx: Transaction<any>, consumer: Consumer, messages: readonly Message[]): Promise<Map<string, boolean>> => {
  const ids = messages.map(({ envelope }) => envelope.id)
  const keys = messages.map(({ organization, envelope }) => `${organization}:${envelope.subject}`)
  const versions = messages.map(({ envelope }) => envelope.aggregateversion)
  // In one order of ids and keys, so that two transactions with some of the same never wait for each other.
  const { rows } = await sql<{ event_id: string; newest: boolean }>`
    with given as (
      select distinct event_id, aggregate_key, version
      from unnest(${ids}::uuid[], ${keys}::text[], ${versions}::integer[]) as given (event_id, aggregate_key, version)
    ), seen as (
      insert into inbox (consumer, event_id) select ${consumer.name}::text, event_id from given order by event_id on conflict do nothing returning event_id
    ), newer as (
      insert into watermarks as known (consumer, aggregate_key, version)
      select ${consumer.name}::text, aggregate_key, max(version) from seen join given using (event_id) group by aggregate_key order by aggregate_key
      on conflict (consumer, aggregate_key) do update set version = excluded.version where known.version < excluded.version
      returning aggregate_key, version
    ) select event_id, newer.version is not null as newest from seen join given using (event_id) left join newer using (aggregate_key, version)`.execute(trx)
  return new Map(rows.map(({ event_id, newest }) => [event_id, newest]))
}

/**
 * Takes one message in: records it in the inbox, and applies it if it is newer than what this consumer knows of the
 * aggregate, all in one transaction. Throws `Unreadable`, or whatever `apply` threw; then nothing was changed.
 */
export const receive = async (database: Database<any>, consumer: Consumer, payload: string): Promise<Reception> => {
  const message = hear(consumer, payload)
  if (!message) return 'not-for-us'
  const { envelope, organization, event } = message
  return withTrace(continueTrace(envelope.traceparent, envelope.id), () =>
    inOrganization(database, organization, async (trx) => {
      const isNewest = (await record(trx, consumer, [message])).get(envelope.id)
      if (isNewest === undefined) return 'repeated'
      if (!isNewest && !consumer.everyVersion) return 'stale'
      if (event) await consumer.apply(trx, { ...event, isNewest })
      return 'applied'
    }),
  )
}

/**
 * Takes many messages in, for a consumer that applies many at once: one transaction an organization, as if the newest
 * event of each aggregate had come first. Throws when any of them cannot be taken in; some organizations' may be by then.
 */
export const receiveMany = async (database: Database<any>, consumer: BatchConsumer, payloads: readonly string[]): Promise<Reception[]> => {
  const messages = payloads.map((payload) => hear(consumer, payload))
  const receptions = new Map<Message, Reception>()
  const organizations = Map.groupBy(
    messages.filter((message) => message !== null),
    ({ organization }) => organization,
  )
  for (const [organization, ofOne] of organizations)
    await inOrganization(database, organization, async (trx) => {
      const recorded = await record(trx, consumer, ofOne)
      const newest: Heard<EventDefinition>[] = []
      for (const message of ofOne) {
        const isNewest = recorded.get(message.envelope.id)
        receptions.set(message, isNewest === undefined ? 'repeated' : isNewest ? 'applied' : 'stale')
        if (isNewest && message.event) newest.push(message.event)
        // The same message may be among them twice.
        recorded.delete(message.envelope.id)
      }
      if (newest.length > 0) await consumer.applyMany(trx, newest)
    })
  return messages.map((message) => (message && receptions.get(message)) ?? 'not-for-us')
}

/** Keeps a message that could not be applied, once, for operators to look at. */
export const bury = (database: Database<any>, consumer: Consumer, subject: string, payload: string, reason: string): Promise<void> =>
  inOrganization(database, SHARED, async (trx) => {
    const digest = createHash('sha256').update(payload).digest('hex')
    await sql`
      insert into dead_letters (consumer, nats_subject, message_digest, message, reason)
      values (${consumer.name}, ${subject}, ${digest}, ${payload.replaceAll('\u0000', '�')}, ${reason})
      on conflict (consumer, message_digest) do nothing`.execute(trx)
  })
