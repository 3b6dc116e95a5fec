import type { Insertable, Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

export const saveFollowUp = (trx: Transaction<Tables>, followUp: Insertable<Tables['follow_ups']>) =>
  trx
    .insertInto('follow_ups')
    .values(followUp)
    .onConflict((conflict) => conflict.columns(['person_id', 'course_id']).doUpdateSet(followUp))
    .execute()
