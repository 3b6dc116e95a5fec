import { CohortChanged } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import type { Cohort } from '../domain/cohort.ts'
import { peopleOfCohorts } from '../store/reads/cohorts.ts'
import { nextCohortVersion } from '../store/writes/cohorts.ts'
import type { Tables } from '../tables.ts'

/** Tells how a cohort stands after its rows were changed. */
export const changeCohort = async (trx: Transaction<Tables>, cohort: Cohort, now: Date): Promise<void> => {
  const version = await nextCohortVersion(trx, cohort.cohortId)
  const people = await peopleOfCohorts(trx, [cohort.cohortId])
  const { cohortId, championId, pathId, title, startsOn, weeks, state } = cohort
  await appendEvent(trx, CohortChanged, {
    organizationId: cohort.organizationId,
    aggregateId: cohortId,
    version,
    time: now,
    data: { cohortId, championId, personIds: people.map((row) => row.person_id), pathId, title, startsOn, weeks, state },
  })
}
