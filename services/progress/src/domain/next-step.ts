import type { Assignment, Step } from './assignment.ts'

type ToDo = Pick<Assignment, 'assignmentId' | 'dueOn' | 'createdAt' | 'steps'>
/** When the last card of a course that is under way was done, by course. */
export type UnderWay = ReadonlyMap<string, Date>

/** Of one assignment: the course that is under way (the latest, if several), else the first one to do. */
export const currentStep = (steps: readonly Step[], underWay: UnderWay): Step | null => {
  const toDo = steps.filter((step) => step.state === 'to-do')
  const since = (step: Step) => underWay.get(step.courseId)?.getTime() ?? 0
  return toDo.reduce<Step | null>((best, step) => (best === null || since(step) > since(best) ? step : best), null)
}

/** The one next thing: continue what is under way, then what is due first, then what was given first. */
export const nextStep = <Work extends ToDo>(assignments: readonly Work[], underWay: UnderWay): { assignment: Work; step: Step } | null => {
  const candidates = assignments.flatMap((assignment) => {
    const step = currentStep(assignment.steps, underWay)
    return step ? [{ assignment, step }] : []
  })
  const since = (step: Step) => underWay.get(step.courseId)?.getTime() ?? 0
  const due = ({ dueOn, createdAt, assignmentId }: Work) => [dueOn ?? '9999-12-31', createdAt.toISOString(), assignmentId].join(' ')
  const [first] = candidates.sort((one, other) => since(other.step) - since(one.step) || (due(one.assignment) < due(other.assignment) ? -1 : 1))
  return first ?? null
}
