import { type Kysely, sql } from 'kysely'
import { type Cohort, listedIfEndedAfter } from '../../domain/cohort.ts'
import type { Day } from '../../domain/day.ts'
import type { Tables } from '../../tables.ts'
import { toCohort } from '../rows.ts'

const COHORTS_SHOWN = 20

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

/** A champion's cohorts that go on or have just ended, the newest first. */
export const cohortsOfChampion = async (db: Kysely<Tables>, championId: string, today: Day): Promise<Cohort[]> => {
  const query = db.selectFrom('cohorts').selectAll().where('champion_id', '=', championId).where('state', '=', 'active')
  const listed = query.where(sql<boolean>`starts_on + 7 * weeks > ${listedIfEndedAfter(today)}::date`)
  const rows = await listed.orderBy('starts_on', 'desc').orderBy('cohort_id').limit(COHORTS_SHOWN).execute()
  return rows.map(toCohort)
}
