import type { Insertable, Selectable } from 'kysely'
import { type Assignment, tally } from '../domain/assignment.ts'
import type { Cohort } from '../domain/cohort.ts'
import type { Day } from '../domain/day.ts'
import type { Tables } from '../tables.ts'

export const dayOf = (date: Date): Day => date.toISOString().slice(0, 10)
const dayOrNull = (date: Date | null) => date && dayOf(date)
const jsonOrNull = (value: unknown) => (value === null ? null : JSON.stringify(value))

export const toAssignment = (row: Selectable<Tables['assignments']>): Assignment => ({
  assignmentId: row.assignment_id,
  organizationId: row.organization_id,
  personId: row.person_id,
  version: row.version,
  reason: row.reason,
  pathId: row.path_id,
  planId: row.plan_id,
  batchId: row.batch_id,
  title: row.title,
  grantsRole: row.grants_role,
  assignedBy: row.assigned_by,
  dueOn: dayOrNull(row.due_on),
  state: row.state,
  steps: row.steps,
  createdAt: row.created_at,
  completedAt: row.completed_at,
})

export const fromAssignment = (assignment: Assignment): Insertable<Tables['assignments']> => {
  const { stepsTotal, stepsDone, minutesLeft } = tally(assignment.steps)
  return {
    assignment_id: assignment.assignmentId,
    organization_id: assignment.organizationId,
    person_id: assignment.personId,
    version: assignment.version,
    reason: assignment.reason,
    path_id: assignment.pathId,
    plan_id: assignment.planId,
    batch_id: assignment.batchId,
    title: jsonOrNull(assignment.title),
    grants_role: assignment.grantsRole,
    assigned_by: assignment.assignedBy,
    due_on: assignment.dueOn,
    state: assignment.state,
    steps: JSON.stringify(assignment.steps),
    steps_total: stepsTotal,
    steps_done: stepsDone,
    minutes_left: minutesLeft,
    created_at: assignment.createdAt,
    completed_at: assignment.completedAt,
  }
}

export const toCohort = (row: Selectable<Tables['cohorts']>): Cohort => ({
  cohortId: row.cohort_id,
  organizationId: row.organization_id,
  version: row.version,
  championId: row.champion_id,
  pathId: row.path_id,
  title: row.title,
  startsOn: dayOf(row.starts_on),
  weeks: row.weeks,
  state: row.state,
})
