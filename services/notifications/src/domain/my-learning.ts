import type { LocalizedText } from '@handrail/contracts'
import { type Assignment, activeAssignments, type Material, newsSince } from './material.ts'

export type MyLearning = {
  /** The one next thing. */
  next: {
    courseId: string
    title: LocalizedText | null
    minutes: number
    /** Null for a personal path. */
    pathTitle: LocalizedText | null
    stepsDone: number
    stepsTotal: number
    finishOn: string | null
    dueOn: string | null
  } | null
  otherPaths: number
  newPaths: { title: LocalizedText | null; steps: number; minutes: number }[]
  /** Who answered a question, each answer once; null where nobody knows. */
  answeredBy: (string | null)[]
}

/** Events of two kinds may overtake each other: a course finished after what we last heard of its path is not next. */
const isStillToDo = ({ finishedCourses }: Material, { personId, nextCourse, changedAt }: Assignment): boolean =>
  nextCourse !== null && !(finishedCourses.get(personId) ?? []).some(({ courseId, completedAt }) => courseId === nextCourse.courseId && completedAt > changedAt)

/** What has a date comes first, the earliest before the others; then what was there first. */
const byUrgency = (a: Assignment, b: Assignment) =>
  (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999') || a.createdAt.getTime() - b.createdAt.getTime() || a.assignmentId.localeCompare(b.assignmentId)

/** What there is to do and what is new for a learner; null when there is neither. Nothing about finished work. */
export const myLearning = (material: Material, personId: string): MyLearning | null => {
  const since = newsSince(material, personId)
  const toDo = activeAssignments(material, personId)
    .filter((assignment) => isStillToDo(material, assignment))
    .sort(byUrgency)
  const answeredBy = material.helpRequests
    .filter((request) => request.personId === personId && request.answeredAt !== null && request.answeredAt > since)
    .map(({ championId }) => championId)
  const [first, ...others] = toDo
  if (!first && answeredBy.length === 0) return null
  return {
    next: first?.nextCourse
      ? {
          ...first.nextCourse,
          pathTitle: first.title,
          stepsDone: first.stepsDone,
          stepsTotal: first.stepsTotal,
          finishOn: first.finishOn,
          dueOn: first.dueOn,
        }
      : null,
    otherPaths: others.filter(({ createdAt }) => createdAt <= since).length,
    newPaths: toDo
      .filter(({ createdAt }) => createdAt > since)
      .map(({ title, stepsTotal, stepsDone, minutesLeft }) => ({ title, steps: stepsTotal - stepsDone, minutes: minutesLeft })),
    answeredBy,
  }
}
