import type { LocalizedText, TeamProgress } from '@handrail/contracts'
import { type Kysely, sql } from 'kysely'
import type { AssignmentReason } from '../../domain/assignment.ts'
import { type Day, dayIn, daysBefore } from '../../domain/day.ts'
import { finishDay, minutesAWeek } from '../../domain/finish-date.ts'
import { isMoving, movingAfter } from '../../domain/stuck.ts'
import { undoUntil } from '../../domain/team-assignment.ts'
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
  manager_ids: string[]
  facts: TeamProgress['facts']
  people: Person[]
  batches: { batchId: string; title: LocalizedText | null; people: number; assignedAt: string }[]
  time_zone: string
}

const isShown = (now: Date) => sql`(state = 'active' or (state = 'completed' and completed_at > ${daysBefore(now, COMPLETED_DAYS)}))`

/** Somebody nobody has spoken of yet counts as active. */
const isActive = sql`coalesce(p.state, 'active') = 'active'`

/** What somebody added of their own is never counted against them: who has finished has finished all that was given. */
const factsOf = (now: Date) => sql`
  with team as materialized (
    select array(select distinct id from unnest(member_ids) id left join people p on p.person_id = id where ${isActive}) as ids
  ), finished as (
    select from assignments where person_id = any ((select ids from team)::uuid[]) and reason <> 'chosen' and ${isShown(now)}
    group by person_id having bool_and(state = 'completed')
  )
  select json_build_object(
    'people', cardinality(ids),
    'moving', (select count(*) from unnest(ids) id where exists (select from course_progress c where c.person_id = id and c.last_card_at > ${movingAfter(now)})),
    'finished', (select count(*) from finished),
    'withoutProtectedTime', cardinality(ids) - (select count(*) from protected_times where person_id = any (ids) and minutes_per_week > 0))
  from team`

const assignmentsOf = (now: Date) => sql`
  select json_agg(json_build_object(
    'assignmentId', assignment_id, 'reason', reason, 'title', case when path_id is not null then title end, 'stepsDone', steps_done, 'stepsTotal', steps_total,
    'minutesLeft', minutes_left, 'dueOn', due_on, 'state', state) order by state, created_at, assignment_id)
  from assignments where person_id = asked.id and ${isShown(now)}`

const peopleOf = (personIds: readonly string[] | undefined, now: Date) => sql`
  select coalesce(json_agg(json_build_object(
    'personId', asked.id, 'protectedMinutes', t.minutes_per_week, 'saidMinutes', p.minutes_per_week,
    'lastCardAt', (select max(last_card_at) from course_progress where person_id = asked.id),
    'assignments', coalesce((${assignmentsOf(now)}), '[]')) order by place), '[]')
  from (
    select id, min(place) as place from unnest(member_ids) with ordinality as member (id, place)
    where ${personIds ? sql`id = any(${personIds}::uuid[])` : sql`true`} group by id
  ) as asked
  left join people p on p.person_id = asked.id
  left join protected_times t on t.person_id = asked.id
  where ${isActive}`

const batchesOf = (now: Date) => sql`
  select coalesce(json_agg(json_build_object('batchId', batch_id, 'title', title, 'people', people, 'assignedAt', assigned_at) order by assigned_at desc), '[]')
  from (
    select * from assignment_batches
    where assignment_batches.team_id = teams.team_id and assigned_at > ${daysBefore(now, UNDO_LOOK_BACK_DAYS)} and undone_at is null and people > 0
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
 * An active team's progress, without any level, and who may ask for it, in one statement: of the whole team how many, of
 * those of its people who are asked for (all, where nobody is named) what they climb. The title of a personal path would
 * tell, so it is left out.
 */
export const teamProgress = async (
  db: Kysely<Tables>,
  { teamId, personIds, askerId }: { teamId: string; personIds: readonly string[] | undefined; askerId: string },
  now: Date,
): Promise<{ managerIds: string[]; progress: TeamProgress } | null> => {
  const { rows } = await sql<Row>`
    select manager_ids, (${factsOf(now)}) as facts, (${peopleOf(personIds, now)}) as people, (${batchesOf(now)}) as batches,
      coalesce((select time_zone from people where person_id = ${askerId}), 'UTC') as time_zone
    from teams where team_id = ${teamId} and state = 'active'`.execute(db)
  const [row] = rows
  if (!row) return null
  const today = dayIn(now, row.time_zone)
  const progress = {
    teamId,
    facts: row.facts,
    people: row.people.map((person) => progressOf(person, today, now)),
    undoable: row.batches
      .map(({ assignedAt, ...batch }) => ({ ...batch, undoUntil: undoUntil(new Date(assignedAt)) }))
      .filter((batch) => now <= batch.undoUntil)
      .map((batch) => ({ ...batch, undoUntil: batch.undoUntil.toISOString() })),
  }
  return { managerIds: row.manager_ids, progress }
}
