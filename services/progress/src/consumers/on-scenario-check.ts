import { ScenarioCheckPublished } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import { saveScenarioCheck } from '../store/writes/courses.ts'
import type { Tables } from '../tables.ts'

export const onScenarioCheck = defineConsumer<Tables, typeof ScenarioCheckPublished>(
  'progress',
  [ScenarioCheckPublished],
  async (trx, event) => {
    const { competencyId, checkVersion, items } = event.data
    await saveScenarioCheck(trx, { competency_id: competencyId, organization_id: event.organizationId, version: checkVersion, items: JSON.stringify(items) })
  },
  { projection: ['scenario_checks'] },
)
