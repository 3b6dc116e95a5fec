import type { AssignmentStep, MyAssignment, MyLearning } from '@handrail/contracts'
import type { Kysely } from 'kysely'
import { type Step, tally } from '../../domain/assignment.ts'
import { type Day, dayIn } from '../../domain/day.ts'
import { finishDay, minutesAWeek } from '../../domain/finish-date.ts'
import { followUpDue } from '../../domain/follow-up.ts'
import { currentStep, nextStep, type UnderWay } from '../../domain/next-step.ts'
import type { Tables } from '../../tables.ts'
import { type CourseOfStep, type HomeAssignment, homeOf } from './home.ts'

type CoursesOfSteps = ReadonlyMap<string, CourseOfStep>

const keyOf = ({ courseId, courseVersion }: Pick<Step, 'courseId' | 'courseVersion'>) => `${courseId}@${courseVersion}`

const stepView = (step: Step, state: AssignmentStep['state'], courses: CoursesOfSteps): AssignmentStep => {
  const course = courses.get(keyOf(step))
  return {
    courseId: step.courseId,
    courseVersion: course?.version ?? step.courseVersion,
    title: course?.title ?? null,
    canDo: course?.canDo ?? null,
    minutes: step.minutes,
    kilobytes: course?.kilobytes ?? null,
    cardsDone: course?.cardsDone ?? 0,
    cardsTotal: course?.cardsTotal ?? null,
    testedOut: course?.testedOut ?? false,
    state,
  }
}

const keptOf = ({ steps }: Pick<HomeAssignment, 'steps'>) => steps.filter((step) => step.state !== 'withdrawn')

/** All that a learner's home shows of progress. */
export const myLearning = async (db: Kysely<Tables>, personId: string, now: Date): Promise<MyLearning> => {
  const { learner, assignments, courses, championId, invitation, finished, followed, answeredHelp } = await homeOf(db, personId, now)
  const active = assignments.filter(({ state }) => state === 'active')
  const underWay: UnderWay = new Map(
    assignments.flatMap(keptOf).flatMap((step) => {
      const since = courses.get(keyOf(step))?.underWaySince
      return since ? [[step.courseId, since] as const] : []
    }),
  )
  const minutesPerWeek = minutesAWeek(learner)
  const minutesLeft = active.reduce((sum, { steps }) => sum + tally(steps).minutesLeft, 0)
  const finishOn: Day = finishDay(minutesLeft, minutesPerWeek, dayIn(now, learner.timeZone))

  const view = (assignment: HomeAssignment): MyAssignment => {
    const current = currentStep(assignment.steps, underWay)
    const kept = keptOf(assignment)
    return {
      assignmentId: assignment.assignmentId,
      reason: assignment.reason,
      pathId: assignment.pathId,
      title: assignment.title,
      state: assignment.state === 'completed' ? 'completed' : 'active',
      steps: kept.map((step) => stepView(step, step.state === 'done' ? 'done' : step === current ? 'now' : 'to-do', courses)),
      stepsDone: tally(assignment.steps).stepsDone,
      minutesLeft: tally(assignment.steps).minutesLeft,
      minutesPerWeek,
      dueOn: assignment.dueOn,
      finishOn: assignment.state === 'active' ? finishOn : null,
      createdAt: assignment.createdAt.toISOString(),
      completedAt: assignment.completedAt?.toISOString() ?? null,
    }
  }
  const next = nextStep(active, underWay)
  const due = followUpDue(finished, followed, now)
  const nextKept = next ? keptOf(next.assignment) : []
  return {
    assignments: assignments.map(view),
    next: next && {
      assignmentId: next.assignment.assignmentId,
      step: stepView(next.step, 'now', courses),
      stepNumber: nextKept.indexOf(next.step) + 1,
      stepsTotal: nextKept.length,
    },
    championId,
    invitation,
    followUp: due && { courseId: due.courseId, title: due.title, canDo: due.canDo, finishedAt: due.finishedAt.toISOString() },
    answeredHelp,
  }
}
