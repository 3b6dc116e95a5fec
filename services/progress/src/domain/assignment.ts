import type { AssignmentState, LocalizedText } from '@handrail/contracts'
import type { Day } from './day.ts'

export type PlannedStep = { courseId: string; courseVersion: number; minutes: number }
/** A step that a later plan no longer needs stays, withdrawn. */
export type Step = PlannedStep & { state: 'to-do' | 'done' | 'withdrawn' }
export type AssignmentStatus = AssignmentState['state']
export type AssignmentReason = AssignmentState['reason']

/** One person, one path, one reason. */
export type Assignment = {
  assignmentId: string
  organizationId: string
  personId: string
  version: number
  reason: AssignmentReason
  pathId: string | null
  planId: string | null
  batchId: string | null
  title: LocalizedText | null
  grantsRole: 'champion' | null
  assignedBy: string | null
  dueOn: Day | null
  state: AssignmentStatus
  steps: readonly Step[]
  createdAt: Date
  completedAt: Date | null
}

/** Courses that the person has finished before count as done from the start. */
export const stepsOf = (planned: readonly PlannedStep[], finishedCourses: ReadonlySet<string>): Step[] =>
  planned.map(({ courseId, courseVersion, minutes }) => ({ courseId, courseVersion, minutes, state: finishedCourses.has(courseId) ? 'done' : 'to-do' }))

/** Planning again: what is done stays, what is no longer needed is withdrawn, what is new is added in the plan's order. */
export const replan = (before: readonly Step[], planned: readonly PlannedStep[], finishedCourses: ReadonlySet<string>): Step[] => {
  const done = new Set([...finishedCourses, ...before.filter((step) => step.state === 'done').map((step) => step.courseId)])
  const wanted = new Set(planned.map((step) => step.courseId))
  const leftOut = before.filter((step) => !wanted.has(step.courseId))
  return [
    ...leftOut.filter((step) => step.state === 'done'),
    ...stepsOf(planned, done),
    ...leftOut.filter((step) => step.state !== 'done').map((step): Step => ({ ...step, state: 'withdrawn' })),
  ]
}

/** The steps once a course is finished; null where that changes nothing. */
export const finishCourse = (steps: readonly Step[], courseId: string): Step[] | null => {
  if (!steps.some((step) => step.courseId === courseId && step.state === 'to-do')) return null
  return steps.map((step) => (step.courseId === courseId && step.state === 'to-do' ? { ...step, state: 'done' } : step))
}

/** Whether planning again changed nothing. */
export const areSame = (before: readonly Step[], after: readonly Step[]): boolean => {
  const text = (step: Step) => `${step.courseId} ${step.courseVersion} ${step.minutes} ${step.state}`
  return before.map(text).join() === after.map(text).join()
}

/** Where nothing is left to do it is completed; where nothing was ever done either, it is withdrawn. */
export const statusOf = (steps: readonly Step[]): AssignmentStatus => {
  if (steps.some((step) => step.state === 'to-do')) return 'active'
  return steps.some((step) => step.state === 'done') ? 'completed' : 'withdrawn'
}

export const tally = (steps: readonly Step[]) => {
  const kept = steps.filter((step) => step.state !== 'withdrawn')
  const left = kept.filter((step) => step.state === 'to-do')
  return {
    stepsTotal: kept.length,
    stepsDone: kept.length - left.length,
    minutesLeft: left.reduce((sum, step) => sum + step.minutes, 0),
    next: left[0] ?? null,
  }
}

/** The assignment with other steps, one version on. */
export const withSteps = (assignment: Assignment, steps: readonly Step[], now: Date): Assignment => {
  const state = statusOf(steps)
  const completedAt = state === 'completed' ? (assignment.completedAt ?? now) : null
  return { ...assignment, steps, state, completedAt, version: assignment.version + 1 }
}

export const withdraw = (assignment: Assignment): Assignment => ({ ...assignment, state: 'withdrawn', version: assignment.version + 1 })

/** A path that others gave or that was planned, climbed to the top. One's own choices have no top: they go on. */
export const isClimbed = ({ state, reason }: Assignment): boolean => state === 'completed' && reason !== 'chosen'
