import { SelfAssessmentSubmitted } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import type { Tables } from '../tables.ts'
import { takeInAnswers } from '../use-cases/take-in-answers.ts'

export const onSelfAssessment = defineConsumer<Tables, typeof SelfAssessmentSubmitted>(
  'catalogue',
  [SelfAssessmentSubmitted],
  async (trx, event) => {
    if (!event.organizationId) return
    await takeInAnswers(trx, { ...event.data, organizationId: event.organizationId }, event.time)
  },
  { acts: 'it plans paths' },
)
