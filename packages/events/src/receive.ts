import { createHash } from 'node:crypto'
import { Envelope, type EventDefinition } from '@handrail/contracts'
import { continueTrace, type Database, inOrganization, SHARED, withTrace } from '@handrail/postgres'
import { sql } from 'kysely'
import type { Consumer, Heard } from './consumer.ts'

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

/** What a listener reads in a message; null where an erasure has emptied it. Throws `Unreadable`. */
export const hear = (consumer: Consumer, payload: string): Heard<EventDefinition> | null => {
  const envelope = read(payload)
  return envelope.data === null ? null : understand(consumer, envelope)
}

/**
 * Takes one message in: records it in the inbox, and applies it if it is newer than what this consumer knows of the
 * aggregate, all in one transaction. Throws `Unreadable`, or whatever `apply` threw; then nothing was changed.
 */
export const receive = async (database: Database<any>, consumer: Consumer, payload: string): Promise<Reception> => {
  const envelope = read(payload)
  const isErased = envelope.data === null
  const event = isErased ? null : understand(consumer, envelope)
  if (!isErased && !consumer.definitions.has(envelope.type)) return 'not-for-us'
  const organization = envelope.organizationid ?? SHARED
  const aggregateKey = `${organization}:${envelope.subject}`
  return withTrace(continueTrace(envelope.traceparent, envelope.id), () =>
    inOrganization(database, organization, async (trx) => {
      const { rows } = await sql<{ seen: boolean; newer: boolean }>`
        with seen as (
          insert into inbox (consumer, event_id) values (${consumer.name}, ${envelope.id}) on conflict do nothing returning 1
        ), newer as (
          insert into watermarks as known (consumer, aggregate_key, version)
          select ${consumer.name}::text, ${aggregateKey}::text, ${envelope.aggregateversion}::integer where exists (select 1 from seen)
          on conflict (consumer, aggregate_key) do update set version = excluded.version where known.version < excluded.version
          returning 1
        ) select exists (select 1 from seen) as seen, exists (select 1 from newer) as newer`.execute(trx)
      const [outcome] = rows
      if (!outcome?.seen) return 'repeated'
      if (!outcome.newer && !consumer.everyVersion) return 'stale'
      if (event) await consumer.apply(trx, { ...event, isNewest: outcome.newer })
      return 'applied'
    }),
  )
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
