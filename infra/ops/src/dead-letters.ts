import { type ServiceName, services } from '@handrail/contracts'
import { type Reception, receive } from '@handrail/events'
import { connect } from '@handrail/postgres'
import type postgres from 'postgres'
import { type Command, type Given, OpsProblem } from './command.ts'
import { listenerNamed, serviceNamed } from './listeners.ts'
import { onDatabase, type Place } from './place.ts'
import { plainTable } from './plain-table.ts'

type Row = {
  dead_letter_id: string
  consumer: string
  nats_subject: string
  message: string
  reason: string
  dead_at: Date
  dropped_at: Date | null
  drop_reason: string | null
}
export type DeadLetter = Row & { service: ServiceName }

/** What can be told of a message that may be nothing at all. */
type Known = { id?: string; type?: string; subject?: string; aggregateversion?: number }

export const knownOf = (message: string): Known => {
  try {
    const parsed: unknown = JSON.parse(message)
    return typeof parsed === 'object' && parsed !== null ? parsed : {}
  } catch {
    return {}
  }
}

const rowsOf = (sql: postgres.Sql, withDropped: boolean) => sql<Row[]>`
  select dead_letter_id, consumer, nats_subject, message, reason, dead_at, dropped_at, drop_reason
  from dead_letters ${withDropped ? sql`` : sql`where dropped_at is null`} order by dead_letter_id`

export const deadLettersOf = (place: Place, service: ServiceName, withDropped = false): Promise<DeadLetter[]> =>
  onDatabase(place, service, async (sql) => (await rowsOf(sql, withDropped)).map((row) => ({ service, ...row })))

/** An aggregate's oldest first, so that a listener sees its changes in order where several are dead. */
const inOrder = (letters: readonly DeadLetter[]) =>
  letters.toSorted((one, other) => (knownOf(one.message).aggregateversion ?? 0) - (knownOf(other.message).aggregateversion ?? 0))

export type Retried = { service: ServiceName; id: string; outcome: Reception | 'refused'; reason?: string }

/**
 * Puts dead letters through their listeners again, as the service itself would: an event overtaken by a newer one of its
 * aggregate is recorded and changes nothing. What is taken is no longer dead; what is refused again stays.
 */
export const retryDeadLetters = async (place: Place, letters: readonly DeadLetter[]): Promise<Retried[]> => {
  const retried: Retried[] = []
  for (const service of new Set(letters.map((letter) => letter.service))) {
    const database = connect<any>(place.postgresUrl(service, 'app'), { name: 'handrail_ops', max: 2 })
    try {
      await onDatabase(place, service, async (sql) => {
        for (const letter of inOrder(letters.filter((each) => each.service === service))) {
          const about = { service, id: letter.dead_letter_id }
          try {
            const outcome = await receive(database, listenerNamed(letter.consumer).consumer, letter.message)
            await sql`delete from dead_letters where dead_letter_id = ${letter.dead_letter_id}`
            retried.push({ ...about, outcome })
          } catch (error) {
            retried.push({ ...about, outcome: 'refused', reason: String(error) })
          }
        }
      })
    } finally {
      await database.close()
    }
  }
  return retried
}

/** Gives a dead letter up. It stays on record with the reason, and `verify` counts it as known. */
export const dropDeadLetter = (place: Place, { service, dead_letter_id }: DeadLetter, reason: string): Promise<unknown> =>
  onDatabase(
    place,
    service,
    (sql) => sql`
    update dead_letters set dropped_at = now(), drop_reason = ${reason} where dead_letter_id = ${dead_letter_id} and dropped_at is null`,
  )

const asRow = (letter: DeadLetter) => {
  const { type, subject, aggregateversion } = knownOf(letter.message)
  return {
    service: letter.service,
    id: Number(letter.dead_letter_id),
    listener: letter.consumer,
    event: type ?? letter.nats_subject,
    aggregate: subject ?? '',
    version: aggregateversion ?? null,
    since: letter.dead_at.toISOString(),
    reason: (letter.drop_reason ? `dropped: ${letter.drop_reason}` : letter.reason).split('\n')[0]?.slice(0, 80) ?? '',
  }
}

const allOf = async (place: Place, named: string | undefined, withDropped: boolean) =>
  (await Promise.all((named ? [serviceNamed(named)] : services).map((service) => deadLettersOf(place, service, withDropped)))).flat()

const chosen = async ({ place, words }: Given, withDropped = false): Promise<DeadLetter[]> => {
  const [, service = '', ...ids] = words
  const letters = await deadLettersOf(place, serviceNamed(service), withDropped)
  if (ids.length === 0) throw new OpsProblem('Name the dead letters by id, or say "all". "pnpm ops dead-letters list" shows them.')
  if (ids.length === 1 && ids[0] === 'all') return letters
  return ids.map((id) => {
    const found = letters.find((letter) => letter.dead_letter_id === id)
    if (!found) throw new OpsProblem(`${service} has no dead letter ${id}.`)
    return found
  })
}

const verbs: Record<string, Command['run']> = {
  list: async ({ place, words, isAsked }) => {
    const rows = (await allOf(place, words[1], isAsked('dropped'))).map(asRow)
    return { isWell: true, json: rows, text: plainTable(rows, 'There are no dead letters.') }
  },
  show: async (given) => {
    const letters = await chosen(given, true)
    const text = letters.map((letter) => `${plainTable([asRow(letter)], '')}\n\n${letter.reason}\n\n${letter.nats_subject}\n${letter.message}`).join('\n\n')
    return { isWell: true, json: letters, text }
  },
  retry: async (given) => {
    const retried = await retryDeadLetters(given.place, await chosen(given))
    const rows = retried.map(({ service, id, outcome, reason }) => ({ service, id: Number(id), outcome, reason: reason?.split('\n')[0] ?? '' }))
    return { isWell: retried.every(({ outcome }) => outcome !== 'refused'), json: retried, text: plainTable(rows, 'There is nothing to retry.') }
  },
  drop: async (given) => {
    const reason = given.option('reason')?.trim()
    if (!reason) throw new OpsProblem('Say why, with --reason "…": it stays on record.')
    const letters = await chosen(given)
    for (const letter of letters) await dropDeadLetter(given.place, letter, reason)
    return { isWell: true, json: letters.map(({ service, dead_letter_id }) => ({ service, dead_letter_id, reason })), text: `Dropped: ${letters.length}.` }
  },
}

export const deadLetters: Command = {
  summary: 'events that a listener could not take: list, show, retry, drop',
  help: `  dead-letters list [service] [--dropped]        all that wait, or also those that were dropped
  dead-letters show <service> <id …>             the whole message, and why it was refused
  dead-letters retry <service> <id … | all>      puts them through the listener again; exits 1 if one is refused again
  dead-letters drop <service> <id … | all> --reason "…"

A retry is safe in any order: an event that was overtaken meanwhile is recorded, and changes nothing. A dropped letter
stays on record with its reason, and counts as known.`,
  words: Number.POSITIVE_INFINITY,
  options: { reason: { type: 'string' }, dropped: { type: 'boolean' } },
  run: (given) => {
    const verb = verbs[given.words[0] ?? 'list']
    if (!verb) throw new OpsProblem(`dead-letters knows ${Object.keys(verbs).join(', ')}, and not "${given.words[0]}".`)
    return verb(given)
  },
}
