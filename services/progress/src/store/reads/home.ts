import type { LocalizedText, MyLearning } from '@handrail/contracts'
import { type Kysely, sql } from 'kysely'
import type { Assignment } from '../../domain/assignment.ts'
import { daysBefore } from '../../domain/day.ts'
import { followUpWindow } from '../../domain/follow-up.ts'
import type { Tables } from '../../tables.ts'
import { championOf } from './champions.ts'
import type { Learner } from './learners.ts'

const COMPLETED_SHOWN = 10
const HELP_SHOWN = 5
const HELP_DAYS = 30

type InJson<Row> = { [Key in keyof Row]: Row[Key] extends Date ? string : Row[Key] extends Date | null ? string | null : Row[Key] }

/** A step's course, in the version the person has in hand, else in that of the step; its facts are null where it is not known. */
export type CourseOfStep = {
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
export type HomeAssignment = Pick<Assignment, 'assignmentId' | 'reason' | 'pathId' | 'title' | 'dueOn' | 'state' | 'steps' | 'createdAt' | 'completedAt'>
type Finished = { courseId: string; finishedAt: Date; testedOut: boolean; title: LocalizedText | null; canDo: LocalizedText | null }
type Followed = { courseId: string; answeredAt: Date | null; putAwayAt: Date | null }

export type Home = Pick<MyLearning, 'championId' | 'invitation'> & {
  learner: Learner
  /** Those to do, the oldest first; then those completed last. */
  assignments: HomeAssignment[]
  /** By `courseId@courseVersion` of the steps. */
  courses: ReadonlyMap<string, CourseOfStep>
  finished: Finished[]
  followed: Followed[]
  answeredHelp: MyLearning['answeredHelp']
}

type Row = Learner &
  Pick<Home, 'championId' | 'invitation'> & {
    assignments: InJson<HomeAssignment>[]
    courses: (InJson<CourseOfStep> & { key: string })[]
    finished: InJson<Finished>[]
    followed: InJson<Followed>[]
    answeredHelp: MyLearning['answeredHelp']
  }

const dateOrNull = (text: string | null) => (text === null ? null : new Date(text))
const instant = (text: string) => new Date(text).toISOString()

/** All that a learner's home asks of the database, in one statement: as several, they would cost more than what they find. */
export const homeOf = async (db: Kysely<Tables>, personId: string, now: Date): Promise<Home> => {
  const { from, to } = followUpWindow(now)
  const { rows } = await sql<Row>`
    with asked as (select ${personId}::uuid as id),
    shown as materialized (
      (select a.* from assignments a join asked on a.person_id = asked.id where a.state = 'active')
      union all
      (select a.* from assignments a join asked on a.person_id = asked.id where a.state = 'completed' order by a.completed_at desc limit ${COMPLETED_SHOWN})
    ),
    steps as (
      select distinct step."courseId" as course_id, step."courseVersion" as course_version
      from shown, jsonb_to_recordset(shown.steps) as step ("courseId" text, "courseVersion" integer, state text)
      where step.state <> 'withdrawn'
    ),
    courses_of_steps as (
      select steps.course_id || '@' || steps.course_version as key, wanted.version, c.title, c.can_do as "canDo", c.kilobytes,
        cardinality(c.card_ids) as "cardsTotal", coalesce(cardinality(started.cards_done), 0) as "cardsDone",
        coalesce(started.tested_out, false) as "testedOut", case when started.finished_at is null then started.last_card_at end as "underWaySince"
      from steps
      left join lateral (
        select cp.* from course_progress cp join asked on cp.person_id = asked.id where cp.course_id = steps.course_id
        order by cp.finished_at is not null, cp.last_card_at desc limit 1
      ) as started on true
      cross join lateral (select coalesce(started.course_version, steps.course_version) as version) as wanted
      left join lateral (select * from courses where course_id = steps.course_id and course_version = wanted.version limit 1) as c on true
    ),
    finished as (
      select done.course_id as "courseId", done.finished_at as "finishedAt", done.tested_out as "testedOut", course.title, course.can_do as "canDo"
      from course_progress done join asked on done.person_id = asked.id
      left join courses course on course.course_id = done.course_id and course.course_version = done.course_version
      where done.finished_at between ${from} and ${to}
    ),
    followed as (
      select course_id as "courseId", answered_at as "answeredAt", put_away_at as "putAwayAt" from follow_ups join asked on person_id = asked.id
    ),
    answered as (
      select help_request_id as "helpRequestId", course_id as "courseId", question, answer, answered_at as "answeredAt",
        (select title from courses where courses.course_id = help_requests.course_id order by course_version desc limit 1) as title
      from help_requests join asked on person_id = asked.id
      where answered_at > ${daysBefore(now, HELP_DAYS)} and answer is not null
      order by asked_at desc limit ${HELP_SHOWN}
    )
    select id as "personId", coalesce(p.time_zone, 'UTC') as "timeZone", coalesce(p.state, 'active') as state,
      t.minutes_per_week as "protectedMinutes", p.minutes_per_week as "saidMinutes",
      (select coalesce(json_agg(json_build_object('assignmentId', assignment_id, 'reason', reason, 'pathId', path_id, 'title', title, 'dueOn', due_on,
        'state', shown.state, 'steps', steps, 'createdAt', created_at, 'completedAt', completed_at)
        order by shown.state, completed_at desc, created_at, assignment_id), '[]') from shown) as assignments,
      (select coalesce(json_agg(c), '[]') from courses_of_steps c) as courses,
      ${championOf(sql`id`)} as "championId",
      (select json_build_object('invitationId', invitation_id) from champion_invitations invited left join person_roles using (person_id)
        where invited.person_id = id and invited.state = 'invited' and not 'champion' = any (coalesce(roles, '{}')) limit 1) as invitation,
      (select coalesce(json_agg(f), '[]') from finished f) as finished,
      (select coalesce(json_agg(f), '[]') from followed f) as followed,
      (select coalesce(json_agg(a), '[]') from answered a) as "answeredHelp"
    from asked left join people p on p.person_id = id left join protected_times t on t.person_id = id`.execute(db)
  const [row] = rows
  if (!row) throw new Error('A statement about one person has one row.')
  return {
    learner: row,
    championId: row.championId,
    invitation: row.invitation,
    assignments: row.assignments.map((each) => ({ ...each, createdAt: new Date(each.createdAt), completedAt: dateOrNull(each.completedAt) })),
    courses: new Map(row.courses.map(({ key, ...course }) => [key, { ...course, underWaySince: dateOrNull(course.underWaySince) }])),
    finished: row.finished.map((each) => ({ ...each, finishedAt: new Date(each.finishedAt) })),
    followed: row.followed.map((each) => ({ ...each, answeredAt: dateOrNull(each.answeredAt), putAwayAt: dateOrNull(each.putAwayAt) })),
    answeredHelp: row.answeredHelp.map((each) => ({ ...each, answeredAt: instant(each.answeredAt) })),
  }
}
