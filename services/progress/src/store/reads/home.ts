import type { MyLearning } from '@handrail/contracts'
import { type Kysely, sql } from 'kysely'
import type { Assignment } from '../../domain/assignment.ts'
import { daysBefore } from '../../domain/day.ts'
import { followUpWindow } from '../../domain/follow-up.ts'
import type { Tables } from '../../tables.ts'
import { championOf } from './champions.ts'
import type { CourseVersion } from './course-facts.ts'
import { inHandFirst } from './course-progress.ts'
import { type Learner, learnerColumns, learnerJoins } from './learners.ts'

const COMPLETED_SHOWN = 10
const HELP_SHOWN = 5
const HELP_DAYS = 30

type InJson<Row> = { [Key in keyof Row]: Row[Key] extends Date ? string : Row[Key] extends Date | null ? string | null : Row[Key] }

/** A course the person has begun: the version they are in the middle of, else the one they finished last. */
type CourseInHand = CourseVersion & {
  cardsDone: number
  testedOut: boolean
  /** When the last card was done; null once they have finished. */
  underWaySince: Date | null
}
export type HomeAssignment = Pick<Assignment, 'assignmentId' | 'reason' | 'pathId' | 'title' | 'dueOn' | 'state' | 'steps' | 'createdAt' | 'completedAt'>
type Finished = CourseVersion & { finishedAt: Date; testedOut: boolean }
type Followed = { courseId: string; answeredAt: Date | null; putAwayAt: Date | null }

export type Home = Pick<MyLearning, 'championId' | 'invitation'> & {
  learner: Learner
  /** Those to do, the oldest first; then those completed last. */
  assignments: HomeAssignment[]
  /** By course, those of the steps. */
  inHand: ReadonlyMap<string, CourseInHand>
  finished: Finished[]
  followed: Followed[]
  answeredHelp: MyLearning['answeredHelp']
}

type Row = Learner &
  Pick<Home, 'championId' | 'invitation'> & {
    assignments: InJson<HomeAssignment>[]
    inHand: InJson<CourseInHand>[]
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
    in_hand as (
      select distinct on (course_id) course_id as "courseId", course_version as "courseVersion", cardinality(cards_done) as "cardsDone",
        tested_out as "testedOut", case when finished_at is null then last_card_at end as "underWaySince"
      from course_progress join asked on person_id = asked.id
      where course_id in (select step ->> 'courseId' from shown, jsonb_array_elements(shown.steps) as step)
      order by ${inHandFirst}
    ),
    finished as (
      select course_id as "courseId", course_version as "courseVersion", finished_at as "finishedAt", tested_out as "testedOut"
      from course_progress join asked on person_id = asked.id where finished_at between ${from} and ${to}
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
    select ${learnerColumns},
      (select coalesce(json_agg(json_build_object('assignmentId', assignment_id, 'reason', reason, 'pathId', path_id, 'title', title, 'dueOn', due_on,
        'state', shown.state, 'steps', steps, 'createdAt', created_at, 'completedAt', completed_at)
        order by shown.state, completed_at desc, created_at, assignment_id), '[]') from shown) as assignments,
      (select coalesce(json_agg(h), '[]') from in_hand h) as "inHand",
      ${championOf(sql`id`)} as "championId",
      (select json_build_object('invitationId', invitation_id) from champion_invitations invited left join person_roles using (person_id)
        where invited.person_id = id and invited.state = 'invited' and not 'champion' = any (coalesce(roles, '{}')) limit 1) as invitation,
      (select coalesce(json_agg(f), '[]') from finished f) as finished,
      (select coalesce(json_agg(f), '[]') from followed f) as followed,
      (select coalesce(json_agg(a), '[]') from answered a) as "answeredHelp"
    from asked ${learnerJoins}`.execute(db)
  const [row] = rows
  if (!row) throw new Error('A statement about one person has one row.')
  return {
    learner: row,
    championId: row.championId,
    invitation: row.invitation,
    assignments: row.assignments.map((each) => ({ ...each, createdAt: new Date(each.createdAt), completedAt: dateOrNull(each.completedAt) })),
    inHand: new Map(row.inHand.map((course) => [course.courseId, { ...course, underWaySince: dateOrNull(course.underWaySince) }])),
    finished: row.finished.map((each) => ({ ...each, finishedAt: new Date(each.finishedAt) })),
    followed: row.followed.map((each) => ({ ...each, answeredAt: dateOrNull(each.answeredAt), putAwayAt: dateOrNull(each.putAwayAt) })),
    answeredHelp: row.answeredHelp.map((each) => ({ ...each, answeredAt: instant(each.answeredAt) })),
  }
}
