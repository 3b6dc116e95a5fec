import type { Insertable, Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

/** False where it exists already. */
export const insertOrganization = async (trx: Transaction<Tables>, organization: Insertable<Tables['organizations']>): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('organizations')
    .values(organization)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export const lockOrganization = (trx: Transaction<Tables>, organizationId: string) =>
  trx.selectFrom('organizations').selectAll().where('organization_id', '=', organizationId).forNoKeyUpdate().executeTakeFirst()

export const saveOrganization = (trx: Transaction<Tables>, organization: Insertable<Tables['organizations']>) =>
  trx.updateTable('organizations').set(organization).where('organization_id', '=', organization.organization_id).execute()

export const insertSite = (trx: Transaction<Tables>, site: Insertable<Tables['sites']>) =>
  trx
    .insertInto('sites')
    .values(site)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
