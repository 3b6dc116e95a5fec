import { PlanChanged } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import type { Tables } from '../tables.ts'
import { assignPlan } from '../use-cases/assign-plan.ts'
import { announceArrival } from '../use-cases/await-arrival.ts'

export const onPlan = defineConsumer<Tables, typeof PlanChanged>(
  'progress',
  [PlanChanged],
  async (trx, event) => {
    if (!event.organizationId) return
    await assignPlan(trx, { organizationId: event.organizationId, plan: event.data }, event.time)
    announceArrival(event.data.selfAssessmentId)
  },
  { acts: 'it assigns paths' },
)
