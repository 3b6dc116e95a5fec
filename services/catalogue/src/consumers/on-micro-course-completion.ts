import { MicroCourseCompletionRecorded } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import type { Tables } from '../tables.ts'
import { takeInCompletion } from '../use-cases/take-in-completion.ts'

export const onMicroCourseCompletion = defineConsumer<Tables, typeof MicroCourseCompletionRecorded>(
  'catalogue',
  [MicroCourseCompletionRecorded],
  async (trx, event) => {
    if (!event.organizationId) return
    await takeInCompletion(trx, { ...event.data, organizationId: event.organizationId })
  },
  { projection: ['completions'] },
)
