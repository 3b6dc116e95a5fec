import { MicroCourseCompletionRecorded } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import type { Tables } from '../tables.ts'
import { recordEvidence } from '../use-cases/record-evidence.ts'

export const onMicroCourseCompletion = defineConsumer<Tables, typeof MicroCourseCompletionRecorded>(
  'baselines',
  [MicroCourseCompletionRecorded],
  async (trx, { organizationId, data }) => {
    if (!organizationId || !data.checkPassed) return
    const { personId, competencyId, toLevel: level, completedAt } = data
    await recordEvidence(trx, { organizationId, personId, competencyId, level }, new Date(completedAt))
  },
  { acts: 'it records evidence beside that of checks, of which no event tells' },
)
