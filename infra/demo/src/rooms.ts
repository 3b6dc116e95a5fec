import { setTimeout as sleep } from 'node:timers/promises'
import type { ServiceName } from '@handrail/contracts'
import { connect, type Database, inOrganization } from '@handrail/postgres'
import { type Kysely, sql, type Transaction } from 'kysely'
import { organization } from './agency.ts'

const owned = ['people', 'baselines', 'catalogue', 'progress', 'notifications'] as const

/** The five databases, each with the rights of its service and no more. */
export type Rooms = Record<ServiceName, Database<any>> & { close(): Promise<void> }

export const openRooms = (env: Record<ServiceName, Record<string, string | undefined>>): Rooms => {
  const databases = Object.fromEntries(owned.map((service) => [service, connect(env[service].APP_DATABASE_URL ?? '', { name: 'demo', max: 2 })])) as Record<
    ServiceName,
    Database<any>
  >
  return {
    ...databases,
    close: async () => {
      await Promise.all(owned.map((service) => databases[service].close()))
    },
  }
}

/** Runs a use case of a service within the demo agency. */
export const within = <Result>(database: Database<any>, work: (trx: Transaction<any>) => Promise<Result>): Promise<Result> =>
  inOrganization(database, organization.organizationId, work)

/** How many rows of a service's table the agency sees: its own, and those that the sector shares. */
export const count = async (database: Database<any>, table: string): Promise<number> =>
  within(database, async (trx: Kysely<any>) => {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`.execute(trx)
    return rows[0]?.count ?? 0
  })

/** Waits until events have carried at least so many rows into a service's table. Throws after a minute. */
export const arrived = async (database: Database<any>, table: string, rows: number): Promise<void> => {
  const deadline = Date.now() + 60_000
  while ((await count(database, table)) < rows) {
    if (Date.now() > deadline) throw new Error(`The demo agency's events did not arrive: ${table} has fewer than ${rows} rows. Look into .handrail/log.`)
    await sleep(20)
  }
}
