import { MicroCourseCompletionRecorded } from '@handrail/contracts'
import { defineBatchConsumer } from '@handrail/events'
import { saveFinishedCourses } from '../store/writes/learning.ts'
import { lockPeople } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'

export const onMicroCourseCompletion = defineBatchConsumer<Tables, typeof MicroCourseCompletionRecorded>(
  'notifications',
  [MicroCourseCompletionRecorded],
  async (trx, events) => {
    const states = await lockPeople(
      trx,
      events.map(({ data }) => data.personId),
    )
    const rows = events.flatMap(({ organizationId, data: { personId, courseId, completedAt } }) =>
      !organizationId || states.get(personId) === 'erased'
        ? []
        : [{ person_id: personId, course_id: courseId, organization_id: organizationId, completed_at: new Date(completedAt) }],
    )
    await saveFinishedCourses(trx, rows)
  },
  { projection: ['finished_courses'] },
)
