import type { TeamProgress } from '@handrail/contracts'
import { type Kysely, sql } from 'kysely'
import { type Day, dayIn, daysBefore } from '../../domain/day.ts'
import { finishDay, minutesAWeek } from '../../domain/finish-date.ts'
import { isMoving } from '../../domain/stuck.ts'
import { type Team, undoUntil } from '../../domain/team-assignment.ts'
import type { Tables } from '../../tables.ts'
import { dayOf } from '../rows.ts'
import { lastCards } from './course-progress.ts'
import { learnerOf, learnersOf } from './learners.ts'

const COMPLETED_DAYS = 180
const UNDO_LOOK_BACK_DAYS = 1

const shownAssignments = (db: Kysely<Tables>, personIds: readonly string[], now: Date) =>
  db
    .selectFrom('assignments')
    .select(['assignment_id', 'person_id', 'reason', 'title', 'path_id', 'steps_done', 'steps_total', 'minutes_left', 'due_on', 'state', 'created_at'])
    .where(sql<boolean>`person_id = any(${personIds}::uuid[])`)
    .where((where) =>
      where.or([where('state', '=', 'active'), where.and([where('state', '=', 'completed'), where('completed_at', '>', daysBefore(now, COMPLETED_DAYS))])]),
    )
    .orderBy('state')
    .orderBy('created_at')
    .orderBy('assignment_id')
    .execute()

const undoableBatches = async (db: Kysely<Tables>, teamId: string, now: Date): Promise<TeamProgress['undoable']> => {
  const rows = await db
    .selectFrom('assignment_batches')
    .select(['batch_id', 'title', 'people', 'assigned_at'])
    .where('team_id', '=', teamId)
    .where('assigned_at', '>', daysBefore(now, UNDO_LOOK_BACK_DAYS))
    .where('undone_at', 'is', null)
    .where('people', '>', 0)
    .orderBy('assigned_at', 'desc')
    .limit(20)
    .execute()
  return rows
    .filter((row) => now <= undoUntil(row.assigned_at))
    .map((row) => ({ batchId: row.batch_id, title: row.title, people: row.people, undoUntil: undoUntil(row.assigned_at).toISOString() }))
}

/** A team's progress, per person and without any level. The title of a personal path would tell, so it is left out. */
export const teamProgress = async (db: Kysely<Tables>, team: Team, askerId: string, now: Date): Promise<TeamProgress> => {
  const learners = [...(await learnersOf(db, team.memberIds)).values()].filter((learner) => learner.state === 'active')
  const personIds = learners.map((learner) => learner.personId)
  const assignments = personIds.length > 0 ? await shownAssignments(db, personIds, now) : []
  const byPerson = Map.groupBy(assignments, (assignment) => assignment.person_id)
  const lastCardAt = await lastCards(db, personIds)
  const today: Day = dayIn(now, (await learnerOf(db, askerId)).timeZone)

  const people = learners.map((learner) => {
    const theirs = byPerson.get(learner.personId) ?? []
    const minutesOf = (rows: typeof theirs) => rows.reduce((sum, row) => sum + (row.state === 'active' ? row.minutes_left : 0), 0)
    const finishAll = finishDay(minutesOf(theirs), minutesAWeek(learner), today)
    const finishGiven = finishDay(minutesOf(theirs.filter(({ reason }) => reason !== 'chosen')), minutesAWeek(learner), today)
    return {
      personId: learner.personId,
      protectedMinutes: learner.protectedMinutes,
      moving: isMoving(lastCardAt.get(learner.personId) ?? null, now),
      assignments: theirs.map((row) => ({
        assignmentId: row.assignment_id,
        reason: row.reason,
        title: row.path_id === null ? null : row.title,
        stepsDone: row.steps_done,
        stepsTotal: row.steps_total,
        dueOn: row.due_on && dayOf(row.due_on),
        finishOn: row.state === 'active' ? (row.reason === 'chosen' ? finishAll : finishGiven) : null,
        state: row.state === 'completed' ? ('completed' as const) : ('active' as const),
      })),
    }
  })
  // What somebody added of their own is never counted against them.
  const hasFinished = ({ assignments: theirs }: (typeof people)[number]) => {
    const given = theirs.filter(({ reason }) => reason !== 'chosen')
    return given.length > 0 && given.every((assignment) => assignment.state === 'completed')
  }
  return {
    teamId: team.teamId,
    facts: {
      people: people.length,
      moving: people.filter((person) => person.moving).length,
      finished: people.filter(hasFinished).length,
      withoutProtectedTime: people.filter((person) => !person.protectedMinutes).length,
    },
    people,
    undoable: await undoableBatches(db, team.teamId, now),
  }
}
