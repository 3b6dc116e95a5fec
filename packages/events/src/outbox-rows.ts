import type { ServiceName } from '@handrail/contracts'
import type postgres from 'postgres'

export type OutboxRow = { position: string; event_id: string; nats_subject: string; traceparent: string | null; head: string; body: string }

/**
 * Rows of a service's outbox as they travel; `rest` is the query's `where` and what follows. The envelope is put together
 * by PostgreSQL, so that `data` crosses this process as text, unparsed.
 */
export const outboxRows = (sql: postgres.ISql, service: ServiceName, rest: postgres.PendingQuery<any>) => sql<OutboxRow[]>`
  select position, event_id, nats_subject, traceparent, json_strip_nulls(json_build_object(
    'specversion', '1.0', 'id', event_id, 'source', ${`/services/${service}`}::text, 'type', type, 'subject', aggregate_id,
    'time', to_char(occurred_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'datacontenttype', 'application/json',
    'organizationid', organization_id, 'aggregateversion', aggregate_version, 'causationid', causation_id,
    'traceparent', traceparent))::text as head, coalesce(data, 'null'::jsonb)::text as body
  from outbox ${rest}`

/** The event of a row as its listeners read it: the envelope's JSON text. */
export const envelopeText = (row: OutboxRow): string => `${row.head.slice(0, -1)},"data":${row.body}}`
