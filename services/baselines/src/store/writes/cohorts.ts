import type { Insertable, Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

export const saveCohort = (trx: Transaction<Tables>, { cohort_id, ...cohort }: Insertable<Tables['cohorts']>) =>
  trx
    .insertInto('cohorts')
    .values({ cohort_id, ...cohort })
    .onConflict((conflict) => conflict.column('cohort_id').doUpdateSet(cohort))
    .execute()
