import { CohortChanged } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import { saveCohort } from '../store/writes/cohorts.ts'
import type { Tables } from '../tables.ts'

export const onCohort = defineConsumer<Tables, typeof CohortChanged>(
  'baselines',
  [CohortChanged],
  async (trx, { organizationId, data }) => {
    if (!organizationId) return
    const { cohortId, championId, personIds, state } = data
    await saveCohort(trx, { cohort_id: cohortId, organization_id: organizationId, champion_id: championId, person_ids: JSON.stringify(personIds), state })
  },
  { projection: ['cohorts'] },
)
