import {
  AssignmentCompleted,
  AssignmentCreated,
  AssignmentProgressed,
  type AssignmentState,
  AssignmentWithdrawn,
  type LocalizedText,
} from '@handrail/contracts'
import { markAppended, outboxRow, platform } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { type Assignment, isClimbed, tally } from '../domain/assignment.ts'
import { type Day, dayIn } from '../domain/day.ts'
import { finishDay, minutesAWeek } from '../domain/finish-date.ts'
import { minutesLeftOf } from '../store/reads/assignments.ts'
import { titlesOf } from '../store/reads/courses.ts'
import { learnersOf } from '../store/reads/learners.ts'
import { saveAssignments, saveClimbedPaths } from '../store/writes/assignments.ts'
import type { Tables } from '../tables.ts'

const events = { active: AssignmentProgressed, completed: AssignmentCompleted, withdrawn: AssignmentWithdrawn }
const eventOf = (assignment: Assignment) => (assignment.version === 1 ? AssignmentCreated : events[assignment.state])

const dataOf = (assignment: Assignment, finishOn: Day | null, titles: ReadonlyMap<string, LocalizedText>): AssignmentState => {
  const { stepsTotal, stepsDone, minutesLeft, next } = tally(assignment.steps)
  return {
    assignmentId: assignment.assignmentId,
    personId: assignment.personId,
    reason: assignment.reason,
    pathId: assignment.pathId,
    title: assignment.title,
    grantsRole: assignment.grantsRole,
    assignedBy: assignment.assignedBy,
    stepsTotal,
    stepsDone,
    minutesLeft,
    nextCourse: next && { courseId: next.courseId, title: titles.get(next.courseId) ?? null, minutes: next.minutes },
    dueOn: assignment.dueOn,
    finishOn,
    state: assignment.state,
    createdAt: assignment.createdAt.toISOString(),
    completedAt: assignment.completedAt?.toISOString() ?? null,
  }
}

/**
 * Saves new and changed assignments of one organization and appends what happened to each, in as many statements for
 * five hundred as for one. The caller holds the people's learning locks.
 */
export const recordAssignments = async (trx: Transaction<Tables>, assignments: readonly Assignment[], now: Date): Promise<void> => {
  if (assignments.length === 0) return
  await saveAssignments(trx, assignments)
  await saveClimbedPaths(trx, assignments.filter(isClimbed))
  const personIds = [...new Set(assignments.map((assignment) => assignment.personId))]
  const learners = await learnersOf(trx, personIds)
  const minutesLeft = await minutesLeftOf(trx, personIds)
  const titles = await titlesOf(trx, [...new Set(assignments.flatMap((assignment) => tally(assignment.steps).next?.courseId ?? []))])
  const finishOn = (assignment: Assignment) => {
    const learner = learners.get(assignment.personId)
    if (assignment.state !== 'active' || !learner) return null
    return finishDay(minutesLeft.get(assignment.personId) ?? 0, minutesAWeek(learner), dayIn(now, learner.timeZone))
  }
  const rows = assignments.map((assignment) =>
    outboxRow(eventOf(assignment), {
      organizationId: assignment.organizationId,
      aggregateId: assignment.assignmentId,
      version: assignment.version,
      time: now,
      data: dataOf(assignment, finishOn(assignment), titles),
    }),
  )
  await platform(trx).insertInto('outbox').values(rows).execute()
  markAppended(trx)
}
