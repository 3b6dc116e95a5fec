import { AssignmentCompleted, AssignmentCreated, AssignmentProgressed, AssignmentWithdrawn } from '@handrail/contracts'
import { defineBatchConsumer } from '@handrail/events'
import { saveAssignments } from '../store/writes/learning.ts'
import { lockPeople } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'

export const onAssignment = defineBatchConsumer<Tables, typeof AssignmentCreated>(
  'notifications',
  [AssignmentCreated, AssignmentProgressed, AssignmentCompleted, AssignmentWithdrawn],
  async (trx, events) => {
    const states = await lockPeople(
      trx,
      events.map(({ data }) => data.personId),
    )
    const rows = events.flatMap(({ organizationId, data, time }) =>
      !organizationId || states.get(data.personId) === 'erased'
        ? []
        : [
            {
              assignment_id: data.assignmentId,
              organization_id: organizationId,
              person_id: data.personId,
              path_id: data.pathId,
              chosen: data.reason === 'chosen',
              title: data.title,
              steps_total: data.stepsTotal,
              steps_done: data.stepsDone,
              minutes_left: data.minutesLeft,
              next_course: data.nextCourse,
              due_on: data.dueOn,
              finish_on: data.finishOn,
              state: data.state,
              created_at: new Date(data.createdAt),
              completed_at: data.completedAt === null ? null : new Date(data.completedAt),
              changed_at: time,
            },
          ],
    )
    await saveAssignments(trx, rows)
  },
  { projection: ['assignments'] },
)
