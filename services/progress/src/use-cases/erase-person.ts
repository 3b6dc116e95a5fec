import type { Transaction } from 'kysely'
import { cohortsWith } from '../store/reads/cohorts.ts'
import { deletePersonRows, emptyOutboxOf } from '../store/writes/erase.ts'
import type { Tables } from '../tables.ts'
import { changeCohort } from './change-cohort.ts'

type ErasePerson = { organizationId: string; personId: string }

/** Nothing of an erased person stays but that they were erased. Cohorts they were in go on without them. The caller holds their lock. */
export const erasePerson = async (trx: Transaction<Tables>, command: ErasePerson, now: Date): Promise<void> => {
  const cohorts = await cohortsWith(trx, command.personId)
  await emptyOutboxOf(trx, command)
  await deletePersonRows(trx, command.personId)
  for (const cohort of cohorts) await changeCohort(trx, cohort, now)
}
