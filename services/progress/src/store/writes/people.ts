import { type Insertable, sql, type Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

export const savePerson = (trx: Transaction<Tables>, person: Insertable<Tables['people']>) =>
  trx
    .insertInto('people')
    .values(person)
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(person))
    .execute()

export const saveRoles = (trx: Transaction<Tables>, row: Insertable<Tables['person_roles']>) =>
  trx
    .insertInto('person_roles')
    .values({ ...row, roles: sql`${row.roles}::text[]` })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ roles: sql`excluded.roles` }))
    .execute()

export const saveProtectedTime = (trx: Transaction<Tables>, row: Insertable<Tables['protected_times']>) =>
  trx
    .insertInto('protected_times')
    .values(row)
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
    .execute()

export const saveTeam = (trx: Transaction<Tables>, team: Insertable<Tables['teams']>) =>
  trx
    .insertInto('teams')
    .values(team)
    .onConflict((conflict) => conflict.column('team_id').doUpdateSet(team))
    .execute()
