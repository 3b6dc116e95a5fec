import type { AssignmentStep, LocalizedText, MyAssignment, MyLearning } from '@handrail/contracts'
import { type Kysely, sql } from 'kysely'
import { type Assignment, type Step, tally } from '../../domain/assignment.ts'
import { type Day, dayIn, daysBefore } from '../../domain/day.ts'
import { finishDay, minutesAWeek } from '../../domain/finish-date.ts'
import { currentStep, nextStep, type UnderWay } from '../../domain/next-step.ts'
import type { Tables } from '../../tables.ts'
import { activeAssignments, completedAssignments } from './assignments.ts'
import { championFor } from './champions.ts'
import { inHandFirst } from './course-progress.ts'
import { dueFollowUp } from './follow-ups.ts'
import { openInvitation } from './invitations.ts'
import { learnerOf } from './learners.ts'

const COMPLETED_SHOWN = 10
const HELP_SHOWN = 5
const HELP_DAYS = 30

/** A step's course, in the version the person has in hand, else in that of the step; its facts are null where it is not known. */
type CourseOfStep = {
  version: number
  title: LocalizedText | null
  canDo: LocalizedText | null
  kilobytes: number | null
  cardsTotal: number | null
  cardsDone: number
  testedOut: boolean
  /** When the last card was done; null where they have not begun, or have finished. */
  underWaySince: Date | null
}
type CoursesOfSteps = ReadonlyMap<string, CourseOfStep>

const keyOf = ({ courseId, courseVersion }: Pick<Step, 'courseId' | 'courseVersion'>) => `${courseId}@${courseVersion}`

const coursesOf = async (db: Kysely<Tables>, personId: string, steps: readonly Step[]): Promise<CoursesOfSteps> => {
  const ids = steps.map((step) => step.courseId)
  const versions = steps.map((step) => step.courseVersion)
  const { rows } = await sql<CourseOfStep & { key: string }>`
    select step.course_id || '@' || step.course_version as key, wanted.version, c.title, c.can_do as "canDo", c.kilobytes,
      cardinality(c.card_ids) as "cardsTotal", coalesce(cardinality(started.cards_done), 0) as "cardsDone", coalesce(started.tested_out, false) as "testedOut",
      case when started.finished_at is null then started.last_card_at end as "underWaySince"
    from (select distinct * from unnest(${ids}::text[], ${versions}::integer[]) as steps (course_id, course_version)) as step
    left join lateral (${inHandFirst(db).where('person_id', '=', personId).whereRef('course_id', '=', sql.ref('step.course_id'))}) as started on true
    cross join lateral (select coalesce(started.course_version, step.course_version) as version) as wanted
    left join lateral (select * from courses where course_id = step.course_id and course_version = wanted.version limit 1) as c on true`.execute(db)
  return new Map(rows.map(({ key, ...course }) => [key, course]))
}

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

const answeredHelp = async (db: Kysely<Tables>, personId: string, now: Date): Promise<MyLearning['answeredHelp']> => {
  const rows = await db
    .selectFrom('help_requests')
    .select(({ selectFrom }) => [
      'help_request_id',
      'course_id',
      'question',
      'answer',
      'answered_at',
      // As the newest version known here calls it.
      selectFrom('courses')
        .select('title')
        .whereRef('courses.course_id', '=', 'help_requests.course_id')
        .orderBy('course_version', 'desc')
        .limit(1)
        .as('title'),
    ])
    .where('person_id', '=', personId)
    .where('answered_at', '>', daysBefore(now, HELP_DAYS))
    .orderBy('asked_at', 'desc')
    .limit(HELP_SHOWN)
    .execute()
  return rows.flatMap(({ help_request_id, course_id, title, question, answer, answered_at }) =>
    answer === null || answered_at === null
      ? []
      : [{ helpRequestId: help_request_id, courseId: course_id, title, question, answer, answeredAt: answered_at.toISOString() }],
  )
}

const keptOf = ({ steps }: Assignment) => steps.filter((step) => step.state !== 'withdrawn')

/** All that a learner's home shows of progress: two flights of statements, whatever they have done. */
export const myLearning = async (db: Kysely<Tables>, personId: string, now: Date): Promise<MyLearning> => {
  const [learner, active, completed, championId, invitation, followUp, help] = await Promise.all([
    learnerOf(db, personId),
    activeAssignments(db, personId),
    completedAssignments(db, personId, COMPLETED_SHOWN),
    championFor(db, personId),
    openInvitation(db, personId),
    dueFollowUp(db, personId, now),
    answeredHelp(db, personId, now),
  ])
  const courses = await coursesOf(db, personId, [...active, ...completed].flatMap(keptOf))
  const underWay: UnderWay = new Map(
    [...active, ...completed].flatMap(keptOf).flatMap((step) => {
      const since = courses.get(keyOf(step))?.underWaySince
      return since ? [[step.courseId, since] as const] : []
    }),
  )
  const minutesPerWeek = minutesAWeek(learner)
  const minutesLeft = active.reduce((sum, assignment) => sum + tally(assignment.steps).minutesLeft, 0)
  const finishOn: Day = finishDay(minutesLeft, minutesPerWeek, dayIn(now, learner.timeZone))

  const view = (assignment: Assignment): MyAssignment => {
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
  const nextKept = next ? keptOf(next.assignment) : []
  return {
    assignments: [...active, ...completed].map(view),
    next: next && {
      assignmentId: next.assignment.assignmentId,
      step: stepView(next.step, 'now', courses),
      stepNumber: nextKept.indexOf(next.step) + 1,
      stepsTotal: nextKept.length,
    },
    championId,
    invitation,
    followUp,
    answeredHelp: help,
  }
}
