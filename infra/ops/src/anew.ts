import { type Mended, makeAnew, RefusedAnew } from '@handrail/events'
import { connect, isOutage, SHARED } from '@handrail/postgres'
import { OpsProblem, type Progress } from './command.ts'
import { knownOf } from './dead-letters.ts'
import { type Listener, listeners } from './listeners.ts'
import { onDatabase, type Place } from './place.ts'
import { plainTable } from './plain-table.ts'

type Options = { organization?: string | undefined; onlyLook?: boolean; progress?: Progress }
type Refused = { organization: string; event: string; reason: string }
export type Anew = { listener: string; organizations: number; tables: Mended[]; refused: Refused[] }

const TRIES = 5
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const refuseWhoActs = ({ consumer }: Listener) => {
  if (!('acts' in consumer.effect)) return
  const able = listeners.filter((each) => 'projection' in each.consumer.effect).map((each) => each.consumer.name)
  throw new OpsProblem(
    `${consumer.name} cannot be made anew: ${consumer.effect.acts}, which making its rows again would repeat or lose. What it lacks, "--from 0" hands to it. These can: ${able.join(', ')}.`,
  )
}

/** Whoever has events, or rows: a row of an organization that no event names is wrong too. */
const organizationsOf = (place: Place, { service, consumer }: Listener, tables: readonly string[]) =>
  onDatabase(place, consumer.from, (publisher) =>
    onDatabase(place, service, async (own) => {
      const told = publisher<
        { id: string }[]
      >`select distinct coalesce(organization_id::text, ${SHARED}) as id from outbox where aggregate = ${consumer.aggregate}`
      const kept = tables.map((table) => own<{ id: string }[]>`select distinct coalesce(organization_id::text, ${SHARED}) as id from ${own(table)}`)
      const rows = (await Promise.all([told, ...kept])).flat()
      return [...new Set(rows.map(({ id }) => id))].sort()
    }),
  )

/** Deadlocks, and locks that could not be had in time, are tried again: nothing was changed. */
const persist = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      if (typeof error === 'object' && error !== null && 'code' in error && error.code === '53200')
        throw new OpsProblem(
          'PostgreSQL has no room for so many locks in one transaction. Raise its max_locks_per_transaction, restart it, and run this again.',
          {
            cause: error,
          },
        )
      if (!isOutage(error) || tries === TRIES) throw error
    }
  }
}

const sum = (mended: readonly Mended[]): Mended[] => {
  const tables = new Map<string, Mended>()
  for (const { table, rows, wrong, missing } of mended) {
    const before = tables.get(table) ?? { table, rows: 0, wrong: 0, missing: 0 }
    tables.set(table, { table, rows: before.rows + rows, wrong: before.wrong + wrong, missing: before.missing + missing })
  }
  return [...tables.values()]
}

/**
 * Makes the rows of a listener anew from its publisher's outbox, one organization after the other. Where the listener
 * refuses an event, that organization's rows stay as they were. May be repeated, also after it was broken off.
 */
export const anew = async (place: Place, listener: Listener, options: Options = {}): Promise<Anew> => {
  const { organization, onlyLook = false, progress = () => {} } = options
  refuseWhoActs(listener)
  const { service, consumer } = listener
  const known = await organizationsOf(place, listener, 'projection' in consumer.effect ? consumer.effect.projection : [])
  if (organization && !known.includes(organization)) throw new OpsProblem(`${consumer.name} has heard of no organization "${organization}".`)
  const chosen = organization ? [organization] : known
  const mended: Mended[] = []
  const refused: Refused[] = []
  const database = connect<any>(place.postgresUrl(service, 'app'), { name: 'handrail_ops', max: 1 })
  try {
    await onDatabase(place, consumer.from, (publisher) =>
      onDatabase(place, service, async (own) => {
        const letters = await own<{ message: string }[]>`select message from dead_letters where consumer = ${consumer.name}`
        const without = letters.map(({ message }) => String(knownOf(message).id)).filter((id) => UUID.test(id))
        for (const [place, each] of chosen.entries()) {
          const onProgress = (applied: number) => progress(`organization ${place + 1} of ${chosen.length}: ${applied} events`, place / chosen.length)
          onProgress(0)
          try {
            mended.push(...(await persist(() => makeAnew({ database, consumer, publisher, organization: each, without, onlyLook, onProgress }))))
          } catch (error) {
            if (!(error instanceof RefusedAnew)) throw error
            refused.push({ organization: each, event: error.eventId, reason: error.message })
          }
        }
      }),
    )
  } finally {
    await database.close()
  }
  return { listener: consumer.name, organizations: chosen.length, tables: sum(mended), refused }
}

export const anewText = ({ listener, organizations, tables, refused }: Anew, onlyLook: boolean): string => {
  const differs = tables.some(({ wrong, missing }) => wrong + missing > 0)
  const told = onlyLook
    ? differs
      ? 'Nothing was changed. "wrong" rows would go, "missing" rows would come.'
      : 'Its rows are what the events say.'
    : differs
      ? '"wrong" rows are gone, "missing" rows have come.'
      : 'Its rows are as they were: what the events say.'
  const said =
    refused.length === 0
      ? ''
      : `\n\nNot changed, since an event was refused:\n${plainTable(
          refused.map(({ reason, ...rest }) => ({ ...rest, reason: reason.split('\n')[0] ?? '' })),
          '',
        )}`
  return `${listener}, organizations: ${organizations}\n\n${plainTable(tables, 'No rows.')}\n\n${told}${said}`
}
