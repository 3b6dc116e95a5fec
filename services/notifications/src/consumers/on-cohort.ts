import { CohortChanged } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import { weeksAfter } from '../domain/period.ts'
import { saveCohort } from '../store/writes/learning.ts'
import type { Tables } from '../tables.ts'

export const onCohort = defineConsumer<Tables, typeof CohortChanged>(
  'notifications',
  [CohortChanged],
  async (trx, { organizationId, data }) => {
    if (!organizationId) return
    const { cohortId, championId, personIds, pathId, startsOn, weeks, state } = data
    await saveCohort(trx, {
      cohort_id: cohortId,
      organization_id: organizationId,
      champion_id: championId,
      person_ids: personIds,
      path_id: pathId,
      ends_on: weeksAfter(startsOn, weeks),
      state,
    })
  },
  { projection: ['cohorts'] },
)
