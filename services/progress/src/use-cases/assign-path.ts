import type { Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { type Assignment, type AssignmentReason, statusOf, stepsOf, withSteps } from '../domain/assignment.ts'
import type { Day } from '../domain/day.ts'
import { peopleWithPath } from '../store/reads/assignments.ts'
import { finishedCourses } from '../store/reads/courses.ts'
import type { Path } from '../store/reads/paths.ts'
import { lockLearning } from '../store/writes/lock-learning.ts'
import type { Tables } from '../tables.ts'
import { recordAssignments } from './record-assignments.ts'

type AssignPath = {
  organizationId: string
  path: Path
  personIds: readonly string[]
  reason: AssignmentReason
  assignedBy: string | null
  dueOn?: Day | null
  batchId?: string | null
  /** What becomes of somebody who has finished all its courses: no assignment, or one that is completed at once. */
  whoHasFinished: 'left-out' | 'completed-at-once'
}

/** Gives people a path, except who has it already. Says how many it was given to. */
export const assignPath = async (trx: Transaction<Tables>, command: AssignPath, now: Date): Promise<number> => {
  const { organizationId, path } = command
  const personIds = [...new Set(command.personIds)]
  if (personIds.length === 0) return 0
  await lockLearning(trx, personIds)
  const having = await peopleWithPath(trx, path.pathId, personIds)
  const finished = await finishedCourses(
    trx,
    personIds,
    path.steps.map((step) => step.courseId),
  )
  const create = (personId: string): Assignment => ({
    assignmentId: uuidv7(),
    organizationId,
    personId,
    version: 1,
    reason: command.reason,
    pathId: path.pathId,
    planId: null,
    batchId: command.batchId ?? null,
    title: path.title,
    grantsRole: path.grantsRole,
    assignedBy: command.assignedBy,
    dueOn: command.dueOn ?? null,
    state: 'active',
    steps: stepsOf(path.steps, finished.get(personId) ?? new Set()),
    createdAt: now,
    completedAt: null,
  })
  const created = personIds.filter((personId) => !having.has(personId)).map(create)
  const toDo = created.filter((assignment) => statusOf(assignment.steps) === 'active')
  if (command.whoHasFinished === 'left-out') {
    await recordAssignments(trx, toDo, now)
    return toDo.length
  }
  await recordAssignments(trx, created, now)
  const done = created.filter((assignment) => statusOf(assignment.steps) === 'completed')
  await recordAssignments(
    trx,
    done.map((assignment) => withSteps(assignment, assignment.steps, now)),
    now,
  )
  return created.length
}
