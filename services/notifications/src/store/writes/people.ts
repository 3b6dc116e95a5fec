import { type Insertable, sql, type Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

export const savePerson = (trx: Transaction<Tables>, person: Insertable<Tables['people']>) =>
  trx
    .insertInto('people')
    .values(person)
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ language: person.language, time_zone: person.time_zone, state: person.state }))
    .execute()

export const saveRoles = (trx: Transaction<Tables>, row: Insertable<Tables['person_roles']>) =>
  trx
    .insertInto('person_roles')
    .values(row)
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ roles: row.roles }))
    .execute()

export const saveProtectedTime = (trx: Transaction<Tables>, row: Insertable<Tables['protected_times']>) =>
  trx
    .insertInto('protected_times')
    .values(row)
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ minutes_per_week: row.minutes_per_week }))
    .execute()

export const saveTeam = (trx: Transaction<Tables>, { team_id, ...team }: Insertable<Tables['teams']>) =>
  trx
    .insertInto('teams')
    .values({ team_id, ...team })
    .onConflict((conflict) => conflict.column('team_id').doUpdateSet(team))
    .execute()

export const saveOrganization = (trx: Transaction<Tables>, organizationId: string) =>
  trx
    .insertInto('organizations')
    .values({ organization_id: organizationId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

/** `digests` before `recipients`: whoever sends locks them in this order. */
const personal = ['digests', 'recipients', 'person_roles', 'protected_times', 'assignments', 'finished_courses', 'help_requests'] as const

/** Takes away every row that is about this person alone, and empties what was published about them. */
export const eraseRows = async (trx: Transaction<Tables>, { organizationId, personId }: { organizationId: string; personId: string }) => {
  await sql`
    update outbox set data = null
    where organization_id = ${organizationId} and ((aggregate = 'preferences' and aggregate_id = ${personId})
      or (aggregate = 'digest' and aggregate_id in (select digest_id::text from digests where person_id = ${personId})))`.execute(trx)
  for (const table of personal) await trx.deleteFrom(table).where('person_id', '=', personId).execute()
}
