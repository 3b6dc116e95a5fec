import { AssignmentCreated, AssignmentProgressed, type EventDefinition, natsSubject } from '@handrail/contracts'
import { type RunningConsumer, runConsumer, startRelay } from '@handrail/events'
import { notifications } from '@handrail/notifications'
import { connect, migrate } from '@handrail/postgres'
import { progress } from '@handrail/progress'
import type { Stage } from '@handrail/testing/stage'
import type { NatsConnection } from 'nats'
import { pino } from 'pino'
import postgres, { type Sql } from 'postgres'
import { v7 as uuidv7 } from 'uuid'

const VERSIONS = 5 // a divisor of every count
const log = pino({ level: 'warn' })
export const organizationId = uuidv7()

const listenerToAssignments = () => {
  const consumer = notifications.consumers.find(({ name }) => name === 'notifications_on-assignment')
  if (!consumer) throw new Error('notifications must hear of assignments.')
  return consumer
}

/** Runs that listener on a database of notifications. */
export const listenToAssignments = (nats: NatsConnection, url: string): RunningConsumer => {
  const database = connect<any>(url, { name: 'bench', max: 4 })
  const running = runConsumer({ consumer: listenerToAssignments(), database, nats, log })
  return {
    stop: async () => {
      await running.stop()
      await database.close()
    },
  }
}

/**
 * Adds so many events to the outbox of progress: assignments of twenty thousand people, five versions of each. As in an
 * agency, others come between two versions of one. `from` tells the assignments of one call from those of another.
 */
export const addEvents = async (sql: Sql, from: number, count: number): Promise<void> => {
  const at = (definition: EventDefinition) => [definition.type, natsSubject(definition, organizationId, 'bench')] as const
  const [createdType, createdSubject] = at(AssignmentCreated)
  const [progressedType, progressedSubject] = at(AssignmentProgressed)
  await sql`
    insert into outbox (event_id, organization_id, type, nats_subject, aggregate, aggregate_id, aggregate_version, occurred_at, traceparent, data)
    select uuidv7(), ${organizationId}, case version when 1 then ${createdType} else ${progressedType} end,
      case version when 1 then ${createdSubject} else ${progressedSubject} end, 'assignment', assignment_id, version, now(),
      '00-' || md5(n::text) || '-' || left(md5(n::text), 16) || '-01',
      ${JSON.stringify(AssignmentProgressed.example)}::text::jsonb || jsonb_build_object('assignmentId', assignment_id, 'personId', person_id, 'stepsDone', version - 1)
    from (
      select n, (n - 1) / (${count}::int / ${VERSIONS}::int) + 1 as version, prefix || lpad(to_hex(nth), 12, '0') as assignment_id, prefix || lpad(to_hex(nth % 20000), 12, '0') as person_id
      from generate_series(1, ${count}::int) n, lateral (select ${from}::int + (n - 1) % (${count}::int / ${VERSIONS}::int) as nth, '01900000-0000-7000-8000-' as prefix) numbered
    ) events`
}

const administrator = (adminUrl: string, url = '') => {
  const own = new URL(adminUrl)
  own.pathname = new URL(url).pathname
  return postgres(own.toString(), { max: 2, onnotice: () => {} })
}

/** The outbox of progress, its relay, and the listener of notifications, each to be started and stopped by itself. */
export const assignmentRoad = async (stage: Stage) => {
  const { nats } = stage
  const jsm = await nats.jetstreamManager()
  const teller = await stage.environmentFor('progress')
  const listener = await stage.environmentFor('notifications')
  await migrate(teller.OWNER_DATABASE_URL ?? '', progress.migrations)
  await migrate(listener.OWNER_DATABASE_URL ?? '', notifications.migrations)
  const outbox = administrator(stage.adminUrl, teller.APP_DATABASE_URL)
  const projection = administrator(stage.adminUrl, listener.APP_DATABASE_URL)
  const listenerUrl = listener.APP_DATABASE_URL ?? ''
  return {
    outbox,
    projection,
    tellerUrl: teller.APP_DATABASE_URL ?? '',
    relay: () => startRelay({ service: 'progress', relayUrl: teller.RELAY_DATABASE_URL ?? '', nats, log }),
    listenerUrl,
    /** How many messages of the stream the listener has acknowledged, and how many it has not: asked of NATS, which costs PostgreSQL nothing. */
    progressOfListener: async () => {
      const info = await jsm.consumers.info('PROGRESS', listenerToAssignments().name).catch(() => null)
      return info ? { done: info.ack_floor.stream_seq, left: info.num_pending + info.num_ack_pending } : { done: 0, left: Number.POSITIVE_INFINITY }
    },
    listen: () => listenToAssignments(nats, listenerUrl),
    isPublished: async () => (await outbox`select 1 from outbox where published_at is null limit 1`).length === 0,
    heard: async () => (await projection<{ n: number }[]>`select count(*)::int as n from inbox`)[0]?.n ?? 0,
    close: async () => {
      await outbox.end()
      await projection.end()
    },
  }
}
