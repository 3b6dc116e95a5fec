import { type Insertable, type Selectable, sql, type Transaction, type Updateable } from 'kysely'
import type { Tables } from '../../tables.ts'

export type PersonRow = Selectable<Tables['people']>

/** False where the id is known already. */
export const insertPerson = async (trx: Transaction<Tables>, person: Insertable<Tables['people']>): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('people')
    .values(person)
    .onConflict((conflict) => conflict.column('person_id').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export const lockPerson = (trx: Transaction<Tables>, personId: string): Promise<PersonRow | undefined> =>
  trx.selectFrom('people').selectAll().where('person_id', '=', personId).forNoKeyUpdate().executeTakeFirst()

/** Keeps these people from leaving until the transaction ends; answers those who are active. Lock people before teams. */
export const holdActivePeople = async (trx: Transaction<Tables>, personIds: readonly string[]): Promise<string[]> => {
  if (personIds.length === 0) return []
  const rows = await trx
    .selectFrom('people')
    .select('person_id')
    .where('person_id', 'in', personIds)
    .where('state', '=', 'active')
    .orderBy('person_id')
    .forShare()
    .execute()
  return rows.map((row) => row.person_id)
}

export const savePerson = (trx: Transaction<Tables>, personId: string, change: Updateable<Tables['people']>) =>
  trx.updateTable('people').set(change).where('person_id', '=', personId).execute()

/** Empties what the outbox tells of a person; envelopes and versions stay, so nothing loses count. */
export const forgetPerson = async (trx: Transaction<Tables>, organizationId: string, personId: string): Promise<void> => {
  await sql`
    update outbox set data = null
    where organization_id = ${organizationId} and aggregate_id = ${personId} and aggregate in ('person', 'role', 'protected-time')`.execute(trx)
  await trx.deleteFrom('person_roles').where('person_id', '=', personId).execute()
  await trx.deleteFrom('protected_times').where('person_id', '=', personId).execute()
}
