import type { Insertable, Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

/** When they were first asked stays. */
export const saveAccess = (trx: Transaction<Tables>, answers: Insertable<Tables['access_answers']>) =>
  trx
    .insertInto('access_answers')
    .values(answers)
    .onConflict((conflict) =>
      conflict.column('person_id').doUpdateSet({ phone: answers.phone, data_plan: answers.data_plan, time_of_day: answers.time_of_day }),
    )
    .execute()
