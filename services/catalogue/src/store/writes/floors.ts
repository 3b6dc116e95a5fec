import { type Insertable, sql, type Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

const FLOORS_LOCK = 7_260_102

/**
 * Whoever plans holds the floors, whoever changes one waits for them: so a plan made against the older floor is
 * committed, and found, before the change is.
 */
export const holdFloors = async (trx: Transaction<Tables>): Promise<void> => {
  await sql`select pg_advisory_xact_lock_shared(${FLOORS_LOCK})`.execute(trx)
}

export const saveFloor = async (trx: Transaction<Tables>, baseline: Insertable<Tables['baselines']>): Promise<void> => {
  await sql`select pg_advisory_xact_lock(${FLOORS_LOCK})`.execute(trx)
  await trx
    .insertInto('baselines')
    .values(baseline)
    .onConflict((conflict) =>
      conflict.columns(['role_profile', 'organization_id']).doUpdateSet({ baseline_version: baseline.baseline_version, floors: baseline.floors }),
    )
    .execute()
  await markPlansDue(trx)
}

/** A course came, changed or went: whoever has a plan is planned for again. */
export const countLibrary = async (trx: Transaction<Tables>): Promise<void> => {
  await sql`select pg_advisory_xact_lock(${FLOORS_LOCK})`.execute(trx)
  await trx
    .insertInto('library_versions')
    .values({ organization_id: null, version: 1 })
    .onConflict((conflict) => conflict.column('organization_id').doUpdateSet({ version: sql`library_versions.version + 1` }))
    .execute()
  await markPlansDue(trx)
}

const markPlansDue = async (trx: Transaction<Tables>): Promise<void> => {
  // In the sector's scope these are all organizations, else one. Rows that are marked already are marked again: whoever
  // is just clearing a mark has not seen this change.
  await trx.updateTable('organizations').set({ floors_changed: true }).execute()
}

export const saveOrganization = (trx: Transaction<Tables>, organizationId: string) =>
  trx
    .insertInto('organizations')
    .values({ organization_id: organizationId, floors_changed: true })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

export const lockChangedFloors = (trx: Transaction<Tables>, organizationId: string) =>
  trx
    .selectFrom('organizations')
    .select('organization_id')
    .where('organization_id', '=', organizationId)
    .where('floors_changed', '=', true)
    .forUpdate()
    .executeTakeFirst()

export const clearChangedFloors = (trx: Transaction<Tables>, organizationId: string) =>
  trx.updateTable('organizations').set({ floors_changed: false }).where('organization_id', '=', organizationId).execute()
