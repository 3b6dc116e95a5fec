import type { AssignmentStep, MyAssignment, MyLearning } from '@handrail/contracts'
import { type Database, readAtOnce } from '@handrail/postgres'
import { type Step, tally } from '../../domain/assignment.ts'
import { type Day, dayIn } from '../../domain/day.ts'
import { finishDay, minutesAWeek } from '../../domain/finish-date.ts'
import { followUpDue } from '../../domain/follow-up.ts'
import { currentStep, nextStep, type UnderWay } from '../../domain/next-step.ts'
import type { Tables } from '../../tables.ts'
import { openCourseFacts } from './course-facts.ts'
import { type Home, type HomeAssignment, homeOf } from './home.ts'

const keptOf = ({ steps }: Pick<HomeAssignment, 'steps'>) => steps.filter((step) => step.state !== 'withdrawn')

/** A step's course, in the version the person has in hand, else in that of the step. */
const versionOf = ({ inHand }: Home, { courseId, courseVersion }: Step) => ({
  courseId,
  courseVersion: inHand.get(courseId)?.courseVersion ?? courseVersion,
})

/** All that a learner's home shows of progress. */
export const openMyLearning = (database: Database<Tables>) => {
  const factsOf = openCourseFacts(database)
  return async ({ organizationId, personId }: { organizationId: string; personId: string }, now: Date): Promise<MyLearning> => {
    const home = await readAtOnce(database, organizationId, (db) => homeOf(db, personId, now))
    const { learner, assignments, inHand, championId, invitation, answeredHelp } = home
    const steps = assignments.flatMap(keptOf)
    const due = followUpDue(home.finished, home.followed, now)
    const facts = await factsOf(organizationId, [...steps.map((step) => versionOf(home, step)), ...(due ? [due] : [])])

    const stepView = (step: Step, state: AssignmentStep['state']): AssignmentStep => {
      const course = versionOf(home, step)
      const known = facts(course)
      const begun = inHand.get(step.courseId)
      return {
        ...course,
        title: known?.title ?? null,
        canDo: known?.canDo ?? null,
        minutes: step.minutes,
        kilobytes: known?.kilobytes ?? null,
        cardsDone: begun?.cardsDone ?? 0,
        cardsTotal: known?.cardsTotal ?? null,
        testedOut: begun?.testedOut ?? false,
        state,
      }
    }
    const active = assignments.filter(({ state }) => state === 'active')
    const underWay: UnderWay = new Map([...inHand].flatMap(([courseId, { underWaySince }]) => (underWaySince ? [[courseId, underWaySince] as const] : [])))
    const minutesPerWeek = minutesAWeek(learner)
    const minutesLeft = active.reduce((sum, assignment) => sum + tally(assignment.steps).minutesLeft, 0)
    const finishOn: Day = finishDay(minutesLeft, minutesPerWeek, dayIn(now, learner.timeZone))

    const view = (assignment: HomeAssignment): MyAssignment => {
      const current = currentStep(assignment.steps, underWay)
      const { stepsDone, minutesLeft } = tally(assignment.steps)
      return {
        assignmentId: assignment.assignmentId,
        reason: assignment.reason,
        pathId: assignment.pathId,
        title: assignment.title,
        state: assignment.state === 'completed' ? 'completed' : 'active',
        steps: keptOf(assignment).map((step) => stepView(step, step.state === 'done' ? 'done' : step === current ? 'now' : 'to-do')),
        stepsDone,
        minutesLeft,
        minutesPerWeek,
        dueOn: assignment.dueOn,
        finishOn: assignment.state === 'active' ? finishOn : null,
        createdAt: assignment.createdAt.toISOString(),
        completedAt: assignment.completedAt?.toISOString() ?? null,
      }
    }
    const next = nextStep(active, underWay)
    const nextKept = next ? keptOf(next.assignment) : []
    const dueFacts = due && facts(due)
    return {
      assignments: assignments.map(view),
      next: next && {
        assignmentId: next.assignment.assignmentId,
        step: stepView(next.step, 'now'),
        stepNumber: nextKept.indexOf(next.step) + 1,
        stepsTotal: nextKept.length,
      },
      championId,
      invitation,
      followUp: due && { courseId: due.courseId, title: dueFacts?.title ?? null, canDo: dueFacts?.canDo ?? null, finishedAt: due.finishedAt.toISOString() },
      answeredHelp,
    }
  }
}
