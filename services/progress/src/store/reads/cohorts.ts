import type { Kysely } from 'kysely'
import type { Cohort } from '../../domain/cohort.ts'
import type { Tables } from '../../tables.ts'
import { toCohort } from '../rows.ts'

/** The cohorts a person is in, whoever their champion is. */
export const cohortsWith = async (db: Kysely<Tables>, personId: string): Promise<Cohort[]> => {
  const rows = await db
    .selectFrom('cohorts')
    .innerJoin('cohort_people', 'cohort_people.cohort_id', 'cohorts.cohort_id')
    .selectAll('cohorts')
    .where('person_id', '=', personId)
    .where('champion_id', '<>', personId)
    .orderBy('cohorts.cohort_id')
    .execute()
  return rows.map(toCohort)
}

export const peopleOfCohorts = (db: Kysely<Tables>, cohortIds: readonly string[]) =>
  db.selectFrom('cohort_people').select(['cohort_id', 'person_id']).where('cohort_id', 'in', cohortIds).orderBy('person_id').execute()
