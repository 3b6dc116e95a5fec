import type { ColumnType, Generated } from 'kysely'

/** `timestamptz`: read as a Date, written as a Date. */
export type Timestamp = ColumnType<Date, Date, Date>
/** `jsonb`: read as the value, written as its JSON text. */
export type Json<Value> = ColumnType<Value, string, string>

/** The tables that every service has, whatever it is about. */
export type PlatformTables = {
  outbox: {
    position: Generated<string>
    event_id: string
    organization_id: string | null
    type: string
    nats_subject: string
    aggregate: string
    aggregate_id: string
    aggregate_version: number
    occurred_at: Timestamp
    causation_id: string | null
    traceparent: string | null
    data: Json<unknown>
    published_at: ColumnType<Date | null, never, Date | null>
  }
  inbox: { consumer: string; event_id: string; received_at: Generated<Date> }
  watermarks: { consumer: string; aggregate_key: string; version: number }
  dead_letters: {
    dead_letter_id: Generated<string>
    consumer: string
    nats_subject: string
    message_digest: string
    message: string
    reason: string
    dead_at: Generated<Date>
    dropped_at: Timestamp | null
    drop_reason: string | null
  }
  idempotency_keys: {
    organization_id: string
    person_id: string
    key: string
    body_digest: string
    answer: Json<{ status: number; body: unknown }> | null
    used_at: Timestamp
  }
}
