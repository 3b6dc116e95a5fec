import type { AssignmentStep, MyLearning } from '@handrail/contracts'

/** How many courses ahead are kept on a phone. */
const KEPT_AHEAD = 3

const isOpen = ({ state }: AssignmentStep) => state !== 'done'

/** The courses that come next, in the order they come: the one next thing, then its path, then the other paths. */
const stepsAhead = ({ next, assignments }: MyLearning): AssignmentStep[] => {
  if (!next) return []
  const active = assignments.filter(({ state }) => state === 'active')
  const sorted = [...active].sort((one, other) => Number(other.assignmentId === next.assignmentId) - Number(one.assignmentId === next.assignmentId))
  const byCourse = new Map([next.step, ...sorted.flatMap(({ steps }) => steps.filter(isOpen))].map((step) => [step.courseId, step]))
  return [...byCourse.values()]
}

/** The next few courses, which a phone keeps. */
export const stepsToKeep = (learning: MyLearning): AssignmentStep[] => stepsAhead(learning).slice(0, KEPT_AHEAD)

/** How learning will stand once a course is finished, and with it those that come before it: what its last page says with no signal. */
export const learningAfter = (learning: MyLearning, courseId: string): MyLearning => {
  const ahead = stepsAhead(learning)
  const at = ahead.findIndex((step) => step.courseId === courseId)
  const finished = new Set([courseId, ...ahead.slice(0, at + 1).map((step) => step.courseId)])
  const assignments = learning.assignments.map((assignment) => {
    const steps = assignment.steps.map((step) => (finished.has(step.courseId) ? { ...step, state: 'done' as const } : step))
    return { ...assignment, steps, stepsDone: steps.filter(({ state }) => state === 'done').length }
  })
  const [step] = ahead.filter((each) => !finished.has(each.courseId))
  const of = step && assignments.find(({ state, steps }) => state === 'active' && steps.some((each) => each.courseId === step.courseId && isOpen(each)))
  const next =
    step && of
      ? { assignmentId: of.assignmentId, step, stepNumber: of.steps.findIndex((each) => each.courseId === step.courseId) + 1, stepsTotal: of.steps.length }
      : null
  return { ...learning, assignments, next }
}
