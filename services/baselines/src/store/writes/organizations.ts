import type { Insertable, Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

export const saveOrganization = (trx: Transaction<Tables>, organization: Insertable<Tables['organizations']>) =>
  trx
    .insertInto('organizations')
    .values(organization)
    .onConflict((conflict) => conflict.column('organization_id').doUpdateSet({ province: organization.province, time_zone: organization.time_zone }))
    .execute()
