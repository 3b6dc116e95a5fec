import type { Insertable, Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

/** Whether this is the person's first suggestion; only that one is kept. */
export const saveFirstSuggestion = async (trx: Transaction<Tables>, suggestion: Insertable<Tables['champion_suggestions']>): Promise<boolean> => {
  const inserted = await trx
    .insertInto('champion_suggestions')
    .values(suggestion)
    .onConflict((conflict) => conflict.column('person_id').doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}
