import type { ProgressExport } from '@handrail/contracts'
import type { Kysely } from 'kysely'
import type { Tables } from '../../tables.ts'
import { dayOf } from '../rows.ts'

type Db = Kysely<Tables>
const instant = (date: Date | null) => date?.toISOString() ?? null

/** What a person did here, and what they wrote. Of others nothing: ids and names of who assigned, asked or answered stay out. */
export const exportOf = async (db: Db, personId: string): Promise<ProgressExport> => ({
  assignments: await assignmentsOf(db, personId),
  courses: await coursesOf(db, personId),
  cardsOpened: await cardsOpenedBy(db, personId),
  questions: await questionsOf(db, personId),
  answersGiven: await answersOf(db, personId),
  cohorts: [...(await cohortsFollowed(db, personId)), ...(await cohortsLed(db, personId))],
  championInvitations: await invitationsOf(db, personId),
  talkingPoints: await talkingPointsOf(db, personId),
  followUps: await followUpsOf(db, personId),
  assigned: await assignedBy(db, personId),
})

const assignmentsOf = async (db: Db, personId: string): Promise<ProgressExport['assignments']> => {
  const rows = await db.selectFrom('assignments').selectAll().where('person_id', '=', personId).orderBy('created_at').orderBy('assignment_id').execute()
  return rows.map((row) => ({
    assignmentId: row.assignment_id,
    reason: row.reason,
    pathId: row.path_id,
    title: row.title,
    state: row.state,
    dueOn: row.due_on && dayOf(row.due_on),
    createdAt: row.created_at.toISOString(),
    completedAt: instant(row.completed_at),
    steps: row.steps.map(({ courseId, courseVersion, minutes, state }) => ({ courseId, courseVersion, minutes, state })),
  }))
}

const coursesOf = async (db: Db, personId: string): Promise<ProgressExport['courses']> => {
  const rows = await db.selectFrom('course_progress').selectAll().where('person_id', '=', personId).orderBy('started_at').orderBy('course_id').execute()
  return rows.map((row) => ({
    courseId: row.course_id,
    courseVersion: row.course_version,
    cardsDone: row.cards_done,
    checksPassed: row.checks_passed,
    startedAt: row.started_at.toISOString(),
    lastCardAt: row.last_card_at.toISOString(),
    finishedAt: instant(row.finished_at),
  }))
}

const cardsOpenedBy = async (db: Db, personId: string): Promise<ProgressExport['cardsOpened']> => {
  const rows = await db.selectFrom('card_openings').selectAll().where('person_id', '=', personId).orderBy('course_id').orderBy('card_id').execute()
  return rows.map((row) => ({ courseId: row.course_id, cardId: row.card_id, firstOn: dayOf(row.first_on), lastOn: dayOf(row.last_on) }))
}

const questionsOf = async (db: Db, personId: string): Promise<ProgressExport['questions']> => {
  const rows = await db.selectFrom('help_requests').selectAll().where('person_id', '=', personId).orderBy('asked_at').execute()
  return rows.map((row) => ({
    courseId: row.course_id,
    cardId: row.card_id,
    question: row.question,
    answer: row.answer,
    askedAt: row.asked_at.toISOString(),
    answeredAt: instant(row.answered_at),
  }))
}

/** Once answered, `champion_id` is who answered. */
const answersOf = async (db: Db, personId: string): Promise<ProgressExport['answersGiven']> => {
  const rows = await db
    .selectFrom('help_requests')
    .select(['course_id', 'answer', 'answered_at'])
    .where('champion_id', '=', personId)
    .where('state', '=', 'answered')
    .where('answer', 'is not', null)
    .where('answered_at', 'is not', null)
    .$narrowType<{ answer: string; answered_at: Date }>()
    .orderBy('answered_at')
    .execute()
  return rows.map((row) => ({ courseId: row.course_id, answer: row.answer, answeredAt: row.answered_at.toISOString() }))
}

const cohortFacts = ['title', 'starts_on', 'weeks'] as const

const cohortsFollowed = async (db: Db, personId: string): Promise<ProgressExport['cohorts']> => {
  const mine = db.selectFrom('cohort_people').select('cohort_id').where('person_id', '=', personId)
  const rows = await db.selectFrom('cohorts').select(cohortFacts).where('cohort_id', 'in', mine).orderBy('starts_on').execute()
  return rows.map((row) => ({ as: 'member', title: row.title, startsOn: dayOf(row.starts_on), weeks: row.weeks }))
}

const cohortsLed = async (db: Db, personId: string): Promise<ProgressExport['cohorts']> => {
  const rows = await db.selectFrom('cohorts').select(cohortFacts).where('champion_id', '=', personId).orderBy('starts_on').execute()
  return rows.map((row) => ({ as: 'champion', title: row.title, startsOn: dayOf(row.starts_on), weeks: row.weeks }))
}

const invitationsOf = async (db: Db, personId: string): Promise<ProgressExport['championInvitations']> => {
  const rows = await db.selectFrom('champion_invitations').selectAll().where('person_id', '=', personId).orderBy('invited_at').execute()
  return rows.map((row) => ({ state: row.state, invitedAt: row.invited_at.toISOString(), answeredAt: instant(row.answered_at) }))
}

const talkingPointsOf = async (db: Db, personId: string): Promise<ProgressExport['talkingPoints']> => {
  const rows = await db.selectFrom('talking_points').selectAll().where('person_id', '=', personId).orderBy('marked_at').execute()
  return rows.map((row) => ({ courseId: row.course_id, cardId: row.card_id, markedAt: row.marked_at.toISOString() }))
}

const followUpsOf = async (db: Db, personId: string): Promise<ProgressExport['followUps']> => {
  const rows = await db.selectFrom('follow_ups').selectAll().where('person_id', '=', personId).orderBy('course_id').execute()
  return rows.map((row) => ({ courseId: row.course_id, used: row.used, barrier: row.barrier, note: row.note, answeredAt: instant(row.answered_at) }))
}

const assignedBy = async (db: Db, personId: string): Promise<ProgressExport['assigned']> => {
  const rows = await db.selectFrom('assignment_batches').selectAll().where('assigned_by', '=', personId).orderBy('assigned_at').execute()
  return rows.map((row) => ({ title: row.title, people: row.people, assignedAt: row.assigned_at.toISOString(), undoneAt: instant(row.undone_at) }))
}
