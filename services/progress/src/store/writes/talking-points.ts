import type { Insertable, Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

/** A mark that is there stays as it is. */
export const saveTalkingPoint = (trx: Transaction<Tables>, point: Insertable<Tables['talking_points']>) =>
  trx
    .insertInto('talking_points')
    .values(point)
    .onConflict((conflict) => conflict.columns(['person_id', 'course_id', 'card_id']).doNothing())
    .execute()

export const deleteTalkingPoint = (trx: Transaction<Tables>, { personId, courseId, cardId }: { personId: string; courseId: string; cardId: string }) =>
  trx.deleteFrom('talking_points').where('person_id', '=', personId).where('course_id', '=', courseId).where('card_id', '=', cardId).execute()
