import { bury, envelopeText, outboxRows, receive } from '@handrail/events'
import { connect, isOutage } from '@handrail/postgres'
import type postgres from 'postgres'
import { anew, anewText } from './anew.ts'
import { type Command, type Given, OpsProblem, type Progress } from './command.ts'
import { type Listener, listenerNamed } from './listeners.ts'
import { onDatabase, type Place } from './place.ts'

export type From = { position: string } | { time: Date }
export type Replayed = { read: number; known: number; applied: number; stale: number; refused: number }

const BATCH = 500

/** An event's id is a UUIDv7: ids from this one on were appended at `time` or later. */
const firstIdOf = (time: Date) => {
  const hex = time.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

const knownAmong = async (sql: postgres.Sql, consumer: string, ids: readonly string[]) => {
  const rows = await sql<{ event_id: string }[]>`select event_id from inbox where consumer = ${consumer} and event_id = any(${ids}::uuid[])`
  return new Set(rows.map(({ event_id }) => event_id))
}

/**
 * Hands a listener the events of its aggregate type from the publisher's outbox, in order, whatever JetStream holds. What
 * its inbox knows is passed over, so that it may be repeated, and run beside the service. What the listener refuses
 * becomes a dead letter. Throws when a server is away; then go on with the same `from`.
 */
export const replayTo = (place: Place, { service, consumer }: Listener, from: From, progress: Progress = () => {}): Promise<Replayed> =>
  onDatabase(place, consumer.from, (publisher) =>
    onDatabase(place, service, async (own) => {
      const database = connect<any>(place.postgresUrl(service, 'app'), { name: 'handrail_ops', max: 2 })
      const replayed: Replayed = { read: 0, known: 0, applied: 0, stale: 0, refused: 0 }
      const since = 'time' in from ? publisher`and event_id >= ${firstIdOf(from.time)}::uuid` : publisher``
      let last = 'position' in from ? String(BigInt(from.position) - 1n) : '0'
      const wanted = publisher`aggregate = ${consumer.aggregate} and position > ${last} ${since}`
      const [{ count } = { count: 0 }] = await publisher<{ count: number }[]>`select count(*)::int as count from outbox where ${wanted}`
      const take = async (text: string, subject: string) => {
        try {
          return (await receive(database, consumer, text)) === 'applied' ? 'applied' : 'stale'
        } catch (error) {
          if (isOutage(error)) throw error
          await bury(database, consumer, subject, text, String(error))
          return 'refused'
        }
      }
      try {
        for (;;) {
          const rows = await outboxRows(
            publisher,
            consumer.from,
            publisher`where aggregate = ${consumer.aggregate} and position > ${last} ${since} order by position limit ${BATCH}`,
          )
          const known = await knownAmong(
            own,
            consumer.name,
            rows.map(({ event_id }) => event_id),
          )
          for (const row of rows) replayed[known.has(row.event_id) ? 'known' : await take(envelopeText(row), row.nats_subject)] += 1
          replayed.read += rows.length
          last = rows.at(-1)?.position ?? last
          progress(`${replayed.read} events read, ${replayed.applied} applied`, replayed.read / Math.max(1, count))
          if (rows.length < BATCH) return replayed
        }
      } finally {
        await database.close()
      }
    }),
  )

const fromOf = (text: string | undefined): From => {
  if (text && /^\d{1,18}$/.test(text)) return { position: text }
  const time = new Date(text ?? '')
  if (Number.isNaN(time.getTime()))
    throw new OpsProblem('Say from where, with --from <position of the outbox> or --from <time>, such as 0 or 2026-03-01T08:00Z.')
  return { time }
}

const lacking = async ({ place, option, progress }: Given, listener: Listener) => {
  const found = await replayTo(place, listener, fromOf(option('from')), progress)
  const text = `${listener.consumer.name}: ${found.read} events read; ${found.applied} applied, ${found.stale} recorded as overtaken or not for it, ${found.known} it had, ${found.refused} refused.`
  return { isWell: found.refused === 0, json: found, text }
}

const whole = async ({ place, option, isAsked, progress }: Given, listener: Listener) => {
  if (option('from')) throw new OpsProblem('--anew begins at the beginning: leave --from out.')
  const onlyLook = isAsked('dry-run')
  const found = await anew(place, listener, { organization: option('organization'), onlyLook, progress })
  const isAsItShould = found.tables.every(({ wrong, missing }) => wrong + missing === 0)
  return { isWell: found.refused.length === 0 && (isAsItShould || !onlyLook), json: found, text: anewText(found, onlyLook) }
}

export const replay: Command = {
  summary: 'hands a listener what it lacks, or makes all of its rows anew, from the outbox of the publisher',
  help: `  replay --consumer notifications_on-person --from 0
  replay --consumer notifications_on-person --from 2026-03-01T08:00Z

Reads the outbox, not JetStream, from a position or from the moment at which events were appended. What the listener
has is passed over: it may be repeated, and the services may run. What it refuses becomes a dead letter, and the exit
code 1.

  replay --consumer notifications_on-person --anew [--organization <id | shared>] [--dry-run]

For a listener that took its events and made the wrong rows of them, once it is mended: takes the rows back and makes
them again from the beginning, one organization after the other, each in one transaction. Services may run; the listeners
of that service wait meanwhile. Broken off, it is run again. --dry-run says which rows would change, and exits 1 if any.
An event among the dead letters stays there. A listener that does more than keep rows (mails, invitations) refuses.`,
  options: {
    consumer: { type: 'string' },
    from: { type: 'string' },
    anew: { type: 'boolean' },
    organization: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  run: (given) => {
    const listener = listenerNamed(given.option('consumer') ?? '')
    if (given.isAsked('anew')) return whole(given, listener)
    if (given.isAsked('dry-run') || given.option('organization')) throw new OpsProblem('--dry-run and --organization go with --anew.')
    return lacking(given, listener)
  },
}
