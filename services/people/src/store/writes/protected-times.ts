import type { Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

/** Locks what is protected for a person, making an empty one (version 0) where there is none. */
export const lockProtectedTime = async (trx: Transaction<Tables>, person: { personId: string; organizationId: string }) => {
  await trx
    .insertInto('protected_times')
    .values({ person_id: person.personId, organization_id: person.organizationId, minutes_per_week: null, version: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return trx
    .selectFrom('protected_times')
    .select(['minutes_per_week', 'version'])
    .where('person_id', '=', person.personId)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

export const saveProtectedTime = (trx: Transaction<Tables>, personId: string, minutesPerWeek: number | null, version: number) =>
  trx.updateTable('protected_times').set({ minutes_per_week: minutesPerWeek, version }).where('person_id', '=', personId).execute()
