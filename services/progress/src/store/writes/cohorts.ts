import type { Transaction } from 'kysely'
import type { Cohort } from '../../domain/cohort.ts'
import type { Tables } from '../../tables.ts'

export const insertCohort = (trx: Transaction<Tables>, cohort: Cohort) =>
  trx
    .insertInto('cohorts')
    .values({
      cohort_id: cohort.cohortId,
      organization_id: cohort.organizationId,
      version: cohort.version,
      champion_id: cohort.championId,
      path_id: cohort.pathId,
      title: cohort.title && JSON.stringify(cohort.title),
      starts_on: cohort.startsOn,
      weeks: cohort.weeks,
      state: cohort.state,
    })
    .execute()

export const insertCohortPeople = (trx: Transaction<Tables>, { cohortId, organizationId }: Cohort, personIds: readonly string[]) =>
  trx
    .insertInto('cohort_people')
    .values(personIds.map((person_id) => ({ person_id, cohort_id: cohortId, organization_id: organizationId })))
    .execute()

/** The version this change makes; locks the cohort until the commit. */
export const nextCohortVersion = async (trx: Transaction<Tables>, cohortId: string): Promise<number> => {
  const row = await trx
    .updateTable('cohorts')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('cohort_id', '=', cohortId)
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}
