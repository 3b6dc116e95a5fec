import { type Insertable, sql, type Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'
import { statesOf } from '../reads/recipients.ts'

type PersonState = Tables['people']['state']

/**
 * What is written about one person is written one after the other, so that nothing slips in beside their erasure, also
 * where they are not known here yet. Before any row, and all people in one call: else two could wait for each other. Says
 * what they are; those that people did not tell of are missing.
 */
export const lockPeople = async (trx: Transaction<Tables>, personIds: readonly string[]): Promise<Map<string, PersonState>> => {
  await sql`
    select pg_advisory_xact_lock(hashtextextended(person_id::text, 0))
    from (select distinct person_id from unnest(${personIds}::uuid[]) as person_id order by person_id) as in_one_order`.execute(trx)
  return statesOf(trx, personIds)
}

/** The same of one person; null before people told of them. */
export const lockPerson = async (trx: Transaction<Tables>, personId: string): Promise<PersonState | null> =>
  (await lockPeople(trx, [personId])).get(personId) ?? null

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

/** After `digests`: whoever sends locks those before `recipients`. */
const personal = ['recipients', 'person_roles', 'protected_times', 'assignments', 'finished_courses', 'help_requests'] as const

/** Takes away every row that is about this person alone; then empties what was published about them, also by whoever held a row until now. */
export const eraseRows = async (trx: Transaction<Tables>, { organizationId, personId }: { organizationId: string; personId: string }) => {
  const digests = await trx.deleteFrom('digests').where('person_id', '=', personId).returning('digest_id').execute()
  for (const table of personal) await trx.deleteFrom(table).where('person_id', '=', personId).execute()
  await sql`
    update outbox set data = null
    where organization_id = ${organizationId} and ((aggregate = 'preferences' and aggregate_id = ${personId})
      or (aggregate = 'digest' and aggregate_id = any(${digests.map((row) => row.digest_id)}::text[])))`.execute(trx)
}
