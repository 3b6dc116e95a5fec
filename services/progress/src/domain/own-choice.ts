import { type Assignment, type PlannedStep, type Step, withSteps } from './assignment.ts'

/** What a path of one's own says as long as nothing is in it. */
export type NewPath = Pick<Assignment, 'assignmentId' | 'organizationId' | 'personId'>

const without = (steps: readonly Step[], courseId: string) => steps.filter((step) => step.courseId !== courseId)

/** A path of one's own, whose first step is this course. */
const begin = (path: NewPath, step: Step, now: Date): Assignment => ({
  ...path,
  version: 1,
  reason: 'chosen',
  pathId: null,
  planId: null,
  batchId: null,
  title: null,
  grantsRole: null,
  assignedBy: null,
  dueOn: null,
  state: 'active',
  steps: [step],
  createdAt: now,
  completedAt: null,
})

/**
 * Puts a course at the end of the path of one's own; null where it stands there already, to do or done. What was taken
 * out with the whole path, by leaving, does not come back with it.
 */
export const addChoice = (before: Assignment | null, course: PlannedStep, path: NewPath, now: Date): Assignment | null => {
  const step: Step = { ...course, state: 'to-do' }
  if (!before) return begin(path, step, now)
  const steps = before.state === 'withdrawn' ? before.steps.map(takenOut) : before.steps
  if (steps.some(({ courseId, state }) => courseId === course.courseId && state !== 'withdrawn')) return null
  return withSteps(before, [...without(steps, course.courseId), step], now)
}

const takenOut = (step: Step): Step => (step.state === 'to-do' ? { ...step, state: 'withdrawn' } : step)

/** Takes a course that is still to do out of the path of one's own; null where there is none. What is done stays. */
export const takeOutChoice = (before: Assignment | null, courseId: string, now: Date): Assignment | null => {
  if (before?.state !== 'active') return null
  if (!before.steps.some((step) => step.courseId === courseId && step.state === 'to-do')) return null
  const steps = before.steps.map((step) => (step.courseId === courseId ? takenOut(step) : step))
  // Taking out what is left of a path is no finishing of it, but what was climbed stays climbed.
  return withSteps(before, steps, now)
}

/** Whether a course is to do in some path already: then there is nothing to add. */
export const isInPath = (assignments: readonly Pick<Assignment, 'steps' | 'state'>[], courseId: string): boolean =>
  assignments.some(({ state, steps }) => state === 'active' && steps.some((step) => step.courseId === courseId && step.state === 'to-do'))
