import { type DataOf, type EventDefinition, natsSubject } from '@handrail/contracts'
import type { Insertable, Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { PlatformTables } from './tables.ts'
import { markAppended } from './tenancy.ts'
import { currentTrace } from './trace.ts'

export type EventToAppend<Definition extends EventDefinition> = {
  /** Null for what the sector shares. */
  organizationId: string | null
  aggregateId: string
  /** The aggregate's version after this change: 1 for the first, then without gaps. */
  version: number
  /** Business time. */
  time: Date
  data: DataOf<Definition>
}

/** The row that an event becomes. `data` is checked against its contract: a wrong event fails here, not at a listener. */
export const outboxRow = <Definition extends EventDefinition>(
  definition: Definition,
  event: EventToAppend<Definition>,
): Insertable<PlatformTables['outbox']> => {
  const trace = currentTrace()
  return {
    event_id: uuidv7(),
    organization_id: event.organizationId,
    type: definition.type,
    nats_subject: natsSubject(definition, event.organizationId, event.aggregateId),
    aggregate: definition.aggregate,
    aggregate_id: event.aggregateId,
    aggregate_version: event.version,
    occurred_at: event.time,
    causation_id: trace?.causationId ?? null,
    traceparent: trace?.traceparent ?? null,
    data: JSON.stringify(definition.data.parse(event.data)),
  }
}

/** Appends an event in the transaction that changes the state. Lock or update the aggregate's row before. */
export const appendEvent = async <Definition extends EventDefinition>(
  trx: Transaction<any>,
  definition: Definition,
  event: EventToAppend<Definition>,
): Promise<void> => {
  await platform(trx).insertInto('outbox').values(outboxRow(definition, event)).execute()
  markAppended(trx)
}

/** Every service's database has the platform tables; its own `Tables` need not name them. */
export const platform = (trx: Transaction<any>): Transaction<PlatformTables> => trx
