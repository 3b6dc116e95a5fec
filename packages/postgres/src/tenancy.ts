import type { Transaction } from 'kysely'
import { type Database, setOrganization } from './connect.ts'

/** What the sector shares (frameworks, floors, courses): rows whose `organization_id` is null. */
export const SHARED = 'shared'
export type OrganizationScope = string

const appended = new WeakSet<object>()
/** Called by the outbox: the commit of this transaction must wake the relay. */
export const markAppended = (trx: object) => appended.add(trx)

/**
 * One transaction that sees and writes the rows of one organization only (row-level security), or with `SHARED` those
 * of the sector. The organization is set first; without it every tenant table is empty. Edges call this; use cases
 * receive the transaction.
 */
export const inOrganization = async <Tables, Result>(
  database: Database<Tables>,
  organization: OrganizationScope,
  work: (trx: Transaction<Tables>) => Promise<Result>,
): Promise<Result> => {
  let hasAppended = false
  const result = await database.kysely.transaction().execute(async (trx) => {
    await trx.executeQuery(setOrganization(organization))
    const done = await work(trx)
    hasAppended = appended.has(trx)
    return done
  })
  if (hasAppended) database.onAppended()
  return result
}
