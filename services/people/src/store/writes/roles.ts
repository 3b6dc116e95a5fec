import type { Role } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import { EVERYBODY } from '../../domain/roles.ts'
import type { Tables } from '../../tables.ts'

/** Locks the person's set of roles, making everybody's (version 0) where there is none. */
export const lockRoles = async (trx: Transaction<Tables>, person: { personId: string; organizationId: string }) => {
  await trx
    .insertInto('person_roles')
    .values({ person_id: person.personId, organization_id: person.organizationId, roles: [...EVERYBODY], version: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return trx.selectFrom('person_roles').select(['roles', 'version']).where('person_id', '=', person.personId).forUpdate().executeTakeFirstOrThrow()
}

export const saveRoles = (trx: Transaction<Tables>, personId: string, roles: Role[], version: number) =>
  trx.updateTable('person_roles').set({ roles, version }).where('person_id', '=', personId).execute()
