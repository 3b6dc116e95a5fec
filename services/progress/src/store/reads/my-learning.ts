import type { AssignmentStep, MyAssignment, MyLearning } from '@handrail/contracts'
import { type Kysely, type Selectable, sql } from 'kysely'
import { type Assignment, type Step, tally } from '../../domain/assignment.ts'
import { type Day, dayIn, daysBefore } from '../../domain/day.ts'
import { finishDay, minutesAWeek } from '../../domain/finish-date.ts'
import { currentStep, nextStep, type UnderWay } from '../../domain/next-step.ts'
import type { Tables } from '../../tables.ts'
import { activeAssignments, completedAssignments } from './assignments.ts'
import { championFor } from './champions.ts'
import { coursesInHand } from './course-progress.ts'
import { titlesOf } from './courses.ts'
import { dueFollowUp } from './follow-ups.ts'
import { openInvitation } from './invitations.ts'
import { learnerOf } from './learners.ts'

const COMPLETED_SHOWN = 10
const HELP_SHOWN = 5
const HELP_DAYS = 30

type InHand = Awaited<ReturnType<typeof coursesInHand>>
type CourseFacts = Pick<Selectable<Tables['courses']>, 'title' | 'can_do' | 'kilobytes' | 'minutes' | 'card_ids'>

const versionKey = (courseId: string, version: number) => `${courseId}@${version}`

/** The courses of some steps, each in the version the person has in hand, else in that of the step. */
const factsOf = async (db: Kysely<Tables>, steps: readonly Step[], inHand: InHand): Promise<Map<string, CourseFacts>> => {
  const ids = steps.map((step) => step.courseId)
  const versions = steps.map((step) => inHand.get(step.courseId)?.course_version ?? step.courseVersion)
  const rows = await db
    .selectFrom('courses')
    .innerJoin(sql<{ id: string; version: number }>`unnest(${ids}::text[], ${versions}::integer[])`.as<'wanted'>(sql`wanted(id, version)`), (join) =>
      join.onRef('wanted.id', '=', 'courses.course_id').onRef('wanted.version', '=', 'courses.course_version'),
    )
    .select(['course_id', 'course_version', 'title', 'can_do', 'kilobytes', 'minutes', 'card_ids'])
    .execute()
  return new Map(rows.map((row) => [versionKey(row.course_id, row.course_version), row]))
}

const stepView = (step: Step, state: AssignmentStep['state'], inHand: InHand, facts: ReadonlyMap<string, CourseFacts>): AssignmentStep => {
  const started = inHand.get(step.courseId)
  const courseVersion = started?.course_version ?? step.courseVersion
  const course = facts.get(versionKey(step.courseId, courseVersion))
  return {
    courseId: step.courseId,
    courseVersion,
    title: course?.title ?? null,
    canDo: course?.can_do ?? null,
    minutes: step.minutes,
    kilobytes: course?.kilobytes ?? null,
    cardsDone: started?.cards_done.length ?? 0,
    cardsTotal: course?.card_ids.length ?? null,
    testedOut: started?.tested_out ?? false,
    state,
  }
}

const answeredHelp = async (db: Kysely<Tables>, personId: string, now: Date): Promise<MyLearning['answeredHelp']> => {
  const rows = await db
    .selectFrom('help_requests')
    .select(['help_request_id', 'course_id', 'question', 'answer', 'answered_at'])
    .where('person_id', '=', personId)
    .where('answered_at', '>', daysBefore(now, HELP_DAYS))
    .orderBy('asked_at', 'desc')
    .limit(HELP_SHOWN)
    .execute()
  const titles = await titlesOf(
    db,
    rows.map((row) => row.course_id),
  )
  return rows.flatMap(({ help_request_id, course_id, question, answer, answered_at }) =>
    answer === null || answered_at === null
      ? []
      : [
          {
            helpRequestId: help_request_id,
            courseId: course_id,
            title: titles.get(course_id) ?? null,
            question,
            answer,
            answeredAt: answered_at.toISOString(),
          },
        ],
  )
}

/** All that a learner's home shows of progress, in a number of queries that does not grow. */
export const myLearning = async (db: Kysely<Tables>, personId: string, now: Date): Promise<MyLearning> => {
  const learner = await learnerOf(db, personId)
  const active = await activeAssignments(db, [personId])
  const completed = await completedAssignments(db, personId, COMPLETED_SHOWN)
  const steps = [...active, ...completed].flatMap((assignment) => assignment.steps.filter((step) => step.state !== 'withdrawn'))
  const inHand = await coursesInHand(
    db,
    personId,
    steps.map((step) => step.courseId),
  )
  const facts = await factsOf(db, steps, inHand)
  const underWay: UnderWay = new Map([...inHand].filter(([, course]) => course.finished_at === null).map(([id, course]) => [id, course.last_card_at]))
  const minutesPerWeek = minutesAWeek(learner)
  const minutesLeft = active.reduce((sum, assignment) => sum + tally(assignment.steps).minutesLeft, 0)
  const finishOn: Day = finishDay(minutesLeft, minutesPerWeek, dayIn(now, learner.timeZone))

  const view = (assignment: Assignment): MyAssignment => {
    const current = currentStep(assignment.steps, underWay)
    const kept = assignment.steps.filter((step) => step.state !== 'withdrawn')
    return {
      assignmentId: assignment.assignmentId,
      reason: assignment.reason,
      pathId: assignment.pathId,
      title: assignment.title,
      state: assignment.state === 'completed' ? 'completed' : 'active',
      steps: kept.map((step) => stepView(step, step.state === 'done' ? 'done' : step === current ? 'now' : 'to-do', inHand, facts)),
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
  const nextKept = next?.assignment.steps.filter((step) => step.state !== 'withdrawn') ?? []
  return {
    assignments: [...active, ...completed].map(view),
    next: next && {
      assignmentId: next.assignment.assignmentId,
      step: stepView(next.step, 'now', inHand, facts),
      stepNumber: nextKept.indexOf(next.step) + 1,
      stepsTotal: nextKept.length,
    },
    championId: await championFor(db, personId),
    invitation: await openInvitation(db, personId),
    followUp: await dueFollowUp(db, personId, now),
    answeredHelp: await answeredHelp(db, personId, now),
  }
}
