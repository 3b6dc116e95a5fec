import { type Insertable, sql, type Transaction } from 'kysely'
import type { Person } from '../../domain/person.ts'
import type { Tables } from '../../tables.ts'

/**
 * What is written about one person is written one after the other, so that nothing slips in beside their erasure. An
 * advisory lock, since a consent or evidence may come before the person is known here.
 */
export const lockPerson = async (trx: Transaction<Tables>, personId: string): Promise<Person | undefined> => {
  await sql`select pg_advisory_xact_lock(hashtext('person'), hashtext(${personId}))`.execute(trx)
  return trx.selectFrom('people').select(['role_profile', 'state']).where('person_id', '=', personId).executeTakeFirst()
}

export const savePerson = (trx: Transaction<Tables>, person: Insertable<Tables['people']>) =>
  trx
    .insertInto('people')
    .values(person)
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ role_profile: person.role_profile, state: person.state }))
    .execute()

/** Everything that only served this person; their events keep envelope and version, so that nothing loses count. */
export const erase = async (trx: Transaction<Tables>, { organizationId, personId }: { organizationId: string; personId: string }): Promise<void> => {
  await sql`
    update outbox set data = null
    where organization_id = ${organizationId} and (aggregate, aggregate_id) in (
      values ('consent', ${personId}), ('champion', ${personId})
      union all select 'self-assessment', self_assessment_id::text from self_assessments where person_id = ${personId}
    )`.execute(trx)
  for (const table of ['self_assessments', 'evidence', 'champion_suggestions', 'consents', 'access_answers'] as const) {
    await trx.deleteFrom(table).where('person_id', '=', personId).execute()
  }
  await sql`delete from idempotency_keys where organization_id = ${organizationId} and person_id = ${personId}`.execute(trx)
}
