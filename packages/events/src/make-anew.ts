import { type Database, inOrganization, isOutage, SHARED } from '@handrail/postgres'
import { sql, type Transaction } from 'kysely'
import type postgres from 'postgres'
import type { Consumer } from './consumer.ts'
import { envelopeText, outboxRows } from './outbox-rows.ts'
import { hear } from './receive.ts'

/** What making a table anew found there: rows that events do not say, and rows that they say and it had not. */
export type Mended = { table: string; rows: number; wrong: number; missing: number }

/** A listener would not take an event; nothing was changed. */
export class RefusedAnew extends Error {
  readonly eventId: string
  constructor(eventId: string, cause: unknown) {
    super(String(cause), { cause })
    this.name = 'RefusedAnew'
    this.eventId = eventId
  }
}

class OnlyLooked extends Error {
  readonly mended: Mended[]
  constructor(mended: Mended[]) {
    super('rolled back, as asked')
    this.mended = mended
  }
}

export type MakeAnew = {
  /** The listener's, as its app role. */
  database: Database<any>
  consumer: Consumer
  /** The publisher's, as somebody who sees all of its outbox. */
  publisher: postgres.Sql
  /** One organization's rows, or with `SHARED` those of the sector. */
  organization: string
  /** Ids of events that are not taken: those among the dead letters. */
  without: readonly string[]
  /** Says what would change, and changes nothing. */
  onlyLook?: boolean
  /** Called after every few hundred events, with how many were applied. */
  onProgress?: (applied: number) => void
}

const BATCH = 500

const of = (organization: string) => (organization === SHARED ? sql`organization_id is null` : sql`organization_id = ${organization}`)

const rowsOf = async (trx: Transaction<any>, table: string, organization: string) => {
  const { rows } = await sql<{ row: string }>`select md5(t::text) as row from ${sql.table(table)} as t where ${of(organization)}`.execute(trx)
  return new Set(rows.map(({ row }) => row))
}

/** How many rows only the second has. */
const beside = (one: ReadonlySet<string>, other: ReadonlySet<string>) => [...other].filter((row) => !one.has(row)).length

const takeBack = async (trx: Transaction<any>, { name }: Consumer, tables: readonly string[], organization: string) => {
  for (const table of tables) await sql`delete from ${sql.table(table)} where ${of(organization)}`.execute(trx)
  await sql`delete from watermarks where consumer = ${name} and aggregate_key like ${`${organization}:%`}`.execute(trx)
}

/** Which rows of the outbox a listener is told again, as a condition on `outbox`; the same on `alias` where one is given. */
const told = (snapshot: postgres.TransactionSql, { consumer, organization, without }: MakeAnew) => {
  const whose = organization === SHARED ? snapshot`organization_id is null` : snapshot`organization_id = ${organization}`
  return snapshot`
    ${whose} and aggregate = ${consumer.aggregate} and type = any(${[...consumer.definitions.keys()]}) and not event_id = any(${[...without]}::uuid[])`
}

/** Events carry state, not differences: of an aggregate its newest says all, unless a row is kept for every version. */
const fold = async (trx: Transaction<any>, snapshot: postgres.TransactionSql, command: MakeAnew) => {
  const { consumer, onProgress = () => {} } = command
  const newest = snapshot`
    event_id in (select distinct on (aggregate_id) event_id from outbox where ${told(snapshot, command)} order by aggregate_id, aggregate_version desc)`
  const chosen = consumer.everyVersion ? told(snapshot, command) : newest
  let applied = 0
  for await (const rows of outboxRows(snapshot, consumer.from, snapshot`where ${chosen} order by position`).cursor(BATCH)) {
    for (const row of rows)
      try {
        const event = hear(consumer, envelopeText(row))?.event
        if (event) await consumer.apply(trx, event)
      } catch (error) {
        if (isOutage(error)) throw error
        throw new RefusedAnew(row.event_id, error)
      }
    applied += rows.length
    onProgress(applied)
  }
}

/** As if each had been received: what is on its way then passes as repeated, and what comes next as newer. */
const record = async (trx: Transaction<any>, snapshot: postgres.TransactionSql, command: MakeAnew) => {
  const { consumer, organization } = command
  type Row = { event_id: string; aggregate_id: string; aggregate_version: number }
  const all = snapshot<Row[]>`select event_id, aggregate_id, aggregate_version from outbox where ${told(snapshot, command)}`
  for await (const rows of all.cursor(BATCH)) {
    const ids = rows.map(({ event_id }) => event_id)
    const keys = rows.map(({ aggregate_id }) => `${organization}:${aggregate_id}`)
    const versions = rows.map(({ aggregate_version }) => aggregate_version)
    await sql`insert into inbox (consumer, event_id) select ${consumer.name}, unnest(${ids}::uuid[]) on conflict do nothing`.execute(trx)
    await sql`
      insert into watermarks as known (consumer, aggregate_key, version)
      select ${consumer.name}, key, max(version) from unnest(${keys}::text[], ${versions}::integer[]) as told (key, version) group by key
      on conflict (consumer, aggregate_key) do update set version = greatest(known.version, excluded.version)`.execute(trx)
  }
}

/**
 * Takes back what a listener made of one organization's events, and makes it again from the publisher's outbox, all in
 * one transaction: readers see the old rows until the new ones are there, and one that is broken off changed nothing.
 * Until it commits, the listeners of this service wait (whoever receives writes the inbox), so that nothing arrives in
 * between; requests go on. Throws `RefusedAnew` where the listener does not take an event.
 */
export const makeAnew = async (command: MakeAnew): Promise<Mended[]> => {
  const { database, consumer, publisher, organization, onlyLook = false } = command
  if ('acts' in consumer.effect) throw new Error(`${consumer.name} makes no projection: ${consumer.effect.acts}.`)
  const tables: readonly string[] = consumer.effect.projection
  const work = async (trx: Transaction<any>) => {
    await sql`set local lock_timeout = '10s'`.execute(trx)
    await sql`lock table inbox in share row exclusive mode`.execute(trx)
    const before = new Map<string, Set<string>>()
    for (const table of tables) before.set(table, await rowsOf(trx, table, organization))
    await takeBack(trx, consumer, tables, organization)
    // The snapshot is younger than the lock: it has whatever the listener has taken by now.
    await publisher.begin('isolation level repeatable read read only', async (snapshot) => {
      await fold(trx, snapshot, command)
      await record(trx, snapshot, command)
    })
    const mended: Mended[] = []
    for (const table of tables) {
      const [then, now] = [before.get(table) ?? new Set<string>(), await rowsOf(trx, table, organization)]
      mended.push({ table, rows: now.size, wrong: beside(now, then), missing: beside(then, now) })
    }
    if (onlyLook) throw new OnlyLooked(mended)
    return mended
  }
  try {
    return await inOrganization(database, organization, work)
  } catch (error) {
    if (error instanceof OnlyLooked) return error.mended
    throw error
  }
}
