import type { DataOf, PlanChanged } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { type Assignment, areSame, replan, statusOf, stepsOf, withSteps } from '../domain/assignment.ts'
import { assignmentOfPlan } from '../store/reads/assignments.ts'
import { finishedCourses } from '../store/reads/courses.ts'
import { saveArrival } from '../store/writes/assignments.ts'
import { lockPerson } from '../store/writes/lock-learning.ts'
import type { Tables } from '../tables.ts'
import { recordAssignments } from './record-assignments.ts'

type AssignPlan = { organizationId: string; plan: DataOf<typeof PlanChanged> }

/**
 * One assignment per plan: made by the first plan that has something to do, changed by each later one. Notes that the
 * plan of this self-assessment has come, even where there is nothing to do.
 */
export const assignPlan = async (trx: Transaction<Tables>, { organizationId, plan }: AssignPlan, now: Date): Promise<void> => {
  const { personId, planId } = plan
  if ((await lockPerson(trx, personId)).state !== 'active') return
  const courseIds = plan.steps.map((step) => step.courseId)
  const finished = (await finishedCourses(trx, [personId], courseIds)).get(personId) ?? new Set<string>()
  const known = await assignmentOfPlan(trx, planId)
  const changed = known ? replanned(known, plan, finished, now) : created({ organizationId, plan }, finished, now)
  if (changed) await recordAssignments(trx, [changed], now)
  const assignment = changed ?? known
  await saveArrival(trx, {
    self_assessment_id: plan.selfAssessmentId,
    organization_id: organizationId,
    person_id: personId,
    assignment_id: assignment && assignment.state !== 'withdrawn' ? assignment.assignmentId : null,
  })
}

const created = ({ organizationId, plan }: AssignPlan, finished: ReadonlySet<string>, now: Date): Assignment | null => {
  const steps = stepsOf(plan.steps, finished)
  if (statusOf(steps) !== 'active') return null
  return {
    assignmentId: uuidv7(),
    organizationId,
    personId: plan.personId,
    version: 1,
    reason: 'self-assessment',
    pathId: null,
    planId: plan.planId,
    batchId: null,
    title: null,
    grantsRole: null,
    assignedBy: null,
    dueOn: null,
    state: 'active',
    steps,
    createdAt: now,
    completedAt: null,
  }
}

/** Null where the plan leaves the assignment as it is. */
const replanned = (known: Assignment, plan: AssignPlan['plan'], finished: ReadonlySet<string>, now: Date): Assignment | null => {
  const steps = replan(known.steps, plan.steps, finished)
  const changed = withSteps(known, steps, now)
  return areSame(known.steps, steps) && changed.state === known.state ? null : changed
}
