import { AssignmentCompleted, AssignmentCreated, AssignmentProgressed, AssignmentWithdrawn } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import { saveAssignment } from '../store/writes/learning.ts'
import { lockPerson } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'

export const onAssignment = defineConsumer<Tables, typeof AssignmentCreated>(
  'notifications',
  [AssignmentCreated, AssignmentProgressed, AssignmentCompleted, AssignmentWithdrawn],
  async (trx, { organizationId, data, time }) => {
    if (!organizationId || (await lockPerson(trx, data.personId)) === 'erased') return
    await saveAssignment(trx, {
      assignment_id: data.assignmentId,
      organization_id: organizationId,
      person_id: data.personId,
      path_id: data.pathId,
      chosen: data.reason === 'chosen',
      title: data.title && JSON.stringify(data.title),
      steps_total: data.stepsTotal,
      steps_done: data.stepsDone,
      minutes_left: data.minutesLeft,
      next_course: data.nextCourse && JSON.stringify(data.nextCourse),
      due_on: data.dueOn,
      finish_on: data.finishOn,
      state: data.state,
      created_at: new Date(data.createdAt),
      completed_at: data.completedAt === null ? null : new Date(data.completedAt),
      changed_at: time,
    })
  },
  { projection: ['assignments'] },
)
