import type { LocalizedText, TeamProgress } from '@handrail/contracts'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { AssignmentReason } from '../../domain/assignment.ts'
import { type Day, dayIn, daysBefore } from '../../domain/day.ts'
import { finishDay, minutesAWeek } from '../../domain/finish-date.ts'
import { isMoving, movingAfter } from '../../domain/stuck.ts'
import { type Team, undoUntil } from '../../domain/team-assignment.ts'
import type { Tables } from '../../tables.ts'

const COMPLETED_DAYS = 180
const UNDO_LOOK_BACK_DAYS = 1

type Person = {
  personId: string
  protectedMinutes: number | null
  saidMinutes: number | null
  lastCardAt: string | null
  assignments: {
    assignmentId: string
    reason: AssignmentReason
    title: LocalizedText | null
    stepsDone: number
    stepsTotal: number
    minutesLeft: number
    dueOn: Day | null
    state: 'active' | 'completed'
  }[]
}
type Row = {
  facts: TeamProgress['facts']
  people: Person[]
  batches: { batchId: string; title: LocalizedText | null; people: number; assignedAt: string }[]
  time_zone: string
}

const isShown = (now: Date) => sql`(state = 'active' or (state = 'completed' and completed_at > ${daysBefore(now, COMPLETED_DAYS)}))`

/** Somebody nobody has spoken of yet counts as active. */
const learners = (personIds: readonly string[]): RawBuilder<unknown> => sql`
  select id, place, t.minutes_per_week as protected_minutes, p.minutes_per_week as said_minutes
  from (select id, min(place) as place from unnest(${personIds}::uuid[]) with ordinality as given (id, place) group by id) as team
  left join people p on p.person_id = id
  left join protected_times t on t.person_id = id
  where coalesce(p.state, 'active') = 'active'`

/** What somebody added of their own is never counted against them: who has finished has finished all that was given. */
const factsOf = (personIds: readonly string[], now: Date) => sql`
  select json_build_object(
    'people', count(*),
    'moving', count(*) filter (where exists (select from course_progress c where c.person_id = id and c.last_card_at > ${movingAfter(now)})),
    'finished', count(*) filter (where given.is_finished),
    'withoutProtectedTime', count(*) filter (where coalesce(protected_minutes, 0) = 0))
  from (${learners(personIds)}) as learners
  left join lateral (select bool_and(state = 'completed') as is_finished from assignments a where a.person_id = id and reason <> 'chosen' and ${isShown(now)}) as given on true`

const assignmentsOf = (now: Date) => sql`
  select json_agg(json_build_object(
    'assignmentId', assignment_id, 'reason', reason, 'title', case when path_id is not null then title end, 'stepsDone', steps_done, 'stepsTotal', steps_total,
    'minutesLeft', minutes_left, 'dueOn', due_on, 'state', state) order by state, created_at, assignment_id)
  from assignments a where a.person_id = id and ${isShown(now)}`

const peopleOf = (personIds: readonly string[], now: Date) => sql`
  select coalesce(json_agg(json_build_object(
    'personId', id, 'protectedMinutes', protected_minutes, 'saidMinutes', said_minutes,
    'lastCardAt', (select max(last_card_at) from course_progress c where c.person_id = id),
    'assignments', coalesce((${assignmentsOf(now)}), '[]')) order by place), '[]')
  from (${learners(personIds)}) as learners`

const batchesOf = (teamId: string, now: Date) => sql`
  select coalesce(json_agg(json_build_object('batchId', batch_id, 'title', title, 'people', people, 'assignedAt', assigned_at) order by assigned_at desc), '[]')
  from (
    select * from assignment_batches
    where team_id = ${teamId} and assigned_at > ${daysBefore(now, UNDO_LOOK_BACK_DAYS)} and undone_at is null and people > 0
    order by assigned_at desc limit 20
  ) as newest`

const progressOf = ({ personId, lastCardAt, assignments, ...minutes }: Person, today: Day, now: Date): TeamProgress['people'][number] => {
  const minutesIn = (rows: Person['assignments']) => rows.reduce((sum, row) => sum + (row.state === 'active' ? row.minutesLeft : 0), 0)
  const finishAll = finishDay(minutesIn(assignments), minutesAWeek(minutes), today)
  const finishGiven = finishDay(minutesIn(assignments.filter(({ reason }) => reason !== 'chosen')), minutesAWeek(minutes), today)
  return {
    personId,
    protectedMinutes: minutes.protectedMinutes,
    moving: isMoving(lastCardAt === null ? null : new Date(lastCardAt), now),
    assignments: assignments.map(({ minutesLeft: _, ...assignment }) => ({
      ...assignment,
      finishOn: assignment.state === 'active' ? (assignment.reason === 'chosen' ? finishAll : finishGiven) : null,
    })),
  }
}

/**
 * A team's progress, without any level, in one statement: of the whole team how many, of the people asked for (all,
 * where none are named) what they climb. The title of a personal path would tell, so it is left out.
 */
export const teamProgress = async (
  db: Kysely<Tables>,
  team: Team,
  personIds: readonly string[] | undefined,
  askerId: string,
  now: Date,
): Promise<TeamProgress> => {
  const members = new Set(team.memberIds)
  const asked = personIds ? personIds.filter((personId) => members.has(personId)) : team.memberIds
  const { rows } = await sql<Row>`
    select (${factsOf(team.memberIds, now)}) as facts, (${peopleOf(asked, now)}) as people, (${batchesOf(team.teamId, now)}) as batches,
      coalesce((select time_zone from people where person_id = ${askerId}), 'UTC') as time_zone`.execute(db)
  const [row] = rows
  if (!row) throw new Error('One row was asked for, and none came.')
  const today = dayIn(now, row.time_zone)
  return {
    teamId: team.teamId,
    facts: row.facts,
    people: row.people.map((person) => progressOf(person, today, now)),
    undoable: row.batches
      .map(({ assignedAt, ...batch }) => ({ ...batch, undoUntil: undoUntil(new Date(assignedAt)) }))
      .filter((batch) => now <= batch.undoUntil)
      .map((batch) => ({ ...batch, undoUntil: batch.undoUntil.toISOString() })),
  }
}
