import { LearningPathPublished } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import { savePath } from '../store/writes/courses.ts'
import type { Tables } from '../tables.ts'

export const onLearningPath = defineConsumer<Tables, typeof LearningPathPublished>(
  'progress',
  [LearningPathPublished],
  async (trx, event) => {
    const { pathId, title, steps, grantsRole } = event.data
    await savePath(trx, {
      path_id: pathId,
      organization_id: event.organizationId,
      title: JSON.stringify(title),
      steps: JSON.stringify(steps),
      grants_role: grantsRole,
    })
  },
  { projection: ['learning_paths'] },
)
