import { MicroCourseCompletionRecorded } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import { saveFinishedCourse } from '../store/writes/learning.ts'
import { lockPerson } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'

export const onMicroCourseCompletion = defineConsumer<Tables, typeof MicroCourseCompletionRecorded>(
  'notifications',
  [MicroCourseCompletionRecorded],
  async (trx, { organizationId, data }) => {
    if (!organizationId || (await lockPerson(trx, data.personId)) === 'erased') return
    const { personId, courseId, completedAt } = data
    await saveFinishedCourse(trx, { person_id: personId, course_id: courseId, organization_id: organizationId, completed_at: new Date(completedAt) })
  },
  { projection: ['finished_courses'] },
)
