import { type Kysely, sql } from 'kysely'
import { type Assignment, type Cohort, daysBefore, type FinishedCourse, type HelpRequest, type Material, NEWS_DAYS, type Team } from '../../domain/material.ts'
import { dayAt } from '../../domain/period.ts'
import type { Tables } from '../../tables.ts'
import { sectionsFor } from './recipients.ts'

type Db = Kysely<Tables>

/** The open questions of an organization that are looked at, the oldest first. */
const OPEN_READ = 1000
/** For as long an ended cohort stays on the champion's page, too. */
const DAYS_AFTER_END = 14

/** All that the digests of these people may speak of, in as many queries as there are tables. */
export const materialFor = async (db: Db, personIds: readonly string[], now: Date): Promise<Material> => {
  const since = daysBefore(now, NEWS_DAYS)
  const teams = await teamsManagedBy(db, personIds)
  const cohorts = await cohortsOf(db, personIds, now)
  const everybody = [...new Set([...personIds, ...teams.flatMap(({ memberIds }) => memberIds), ...cohorts.flatMap((cohort) => cohort.personIds)])]
  const gone = await goneAmong(db, everybody)
  const stays = (personId: string) => !gone.has(personId)
  const present = everybody.filter(stays)
  const assignments = await assignmentsOf(db, present, since)
  const finishedCourses = await finishedCoursesOf(db, present, since)
  return {
    now,
    lastSent: await lastSentTo(db, personIds),
    sections: await sectionsFor(db, personIds),
    roles: await rolesOf(db, personIds),
    teams: teams.map((team) => ({ ...team, memberIds: team.memberIds.filter(stays) })),
    cohorts: cohorts.map((cohort) => ({ ...cohort, personIds: cohort.personIds.filter(stays) })),
    assignments: Map.groupBy(assignments, ({ personId }) => personId),
    finishedCourses: Map.groupBy(finishedCourses, ({ personId }) => personId),
    helpRequests: await helpRequestsOf(db, personIds, since),
    withProtectedTime: await withProtectedTime(db, present),
  }
}

const teamsManagedBy = async (db: Db, personIds: readonly string[]): Promise<Team[]> => {
  const { rows } = await sql<Team>`
    select team_id as "teamId", manager_ids as "managerIds", member_ids as "memberIds" from teams
    where state = 'active' and manager_ids && ${personIds}::uuid[] order by team_id`.execute(db)
  return rows
}

/** Those that go on or have just ended. */
const cohortsOf = async (db: Db, personIds: readonly string[], now: Date): Promise<Cohort[]> => {
  const today = dayAt(now, 'UTC')
  const { rows } = await sql<Cohort>`
    select champion_id as "championId", person_ids as "personIds", path_id as "pathId", coalesce(ends_on <= ${today}::date, false) as "isOver" from cohorts
    where state = 'active' and champion_id = any(${personIds}::uuid[]) and coalesce(ends_on + ${DAYS_AFTER_END}::integer > ${today}::date, true) order by cohort_id`.execute(
    db,
  )
  return rows
}

const goneAmong = async (db: Db, personIds: readonly string[]): Promise<Set<string>> => {
  const { rows } = await sql<{ person_id: string }>`
    select person_id from people where state <> 'active' and person_id = any(${personIds}::uuid[])`.execute(db)
  return new Set(rows.map(({ person_id }) => person_id))
}

const assignmentsOf = async (db: Db, personIds: readonly string[], since: Date): Promise<Assignment[]> => {
  const { rows } = await sql<Assignment>`
    select assignment_id as "assignmentId", person_id as "personId", path_id as "pathId", chosen, title, steps_total as "stepsTotal",
      steps_done as "stepsDone", minutes_left as "minutesLeft", next_course as "nextCourse", due_on::text as "dueOn",
      finish_on::text as "finishOn", state, created_at as "createdAt", completed_at as "completedAt", changed_at as "changedAt"
    from assignments
    where person_id = any(${personIds}::uuid[]) and (state = 'active' or (state = 'completed' and completed_at > ${since}))
    order by assignment_id`.execute(db)
  return rows
}

const finishedCoursesOf = async (db: Db, personIds: readonly string[], since: Date): Promise<FinishedCourse[]> => {
  const { rows } = await sql<FinishedCourse>`
    select person_id as "personId", course_id as "courseId", completed_at as "completedAt" from finished_courses
    where person_id = any(${personIds}::uuid[]) and completed_at > ${since}`.execute(db)
  return rows
}

/** As on the champion's page: a question to nobody, or to somebody who is no champion any more, is for any of them. */
const helpRequestsOf = async (db: Db, personIds: readonly string[], since: Date): Promise<HelpRequest[]> => {
  const { rows } = await sql<HelpRequest>`
    with champions as (
      select person_id from person_roles
      where 'champion' = any(roles) and not exists (select from people where people.person_id = person_roles.person_id and state <> 'active'))
    (select help_requests.person_id as "personId", champions.person_id as "championId", state, asked_at as "askedAt", answered_at as "answeredAt"
    from help_requests left join champions on champions.person_id = champion_id
    where state = 'open' and (champions.person_id is null or champions.person_id = any(${personIds}::uuid[]))
      and not exists (select from people where people.person_id = help_requests.person_id and people.state <> 'active')
    order by asked_at limit ${OPEN_READ})
    union all
    select person_id, champion_id, state, asked_at, answered_at
    from help_requests where answered_at > ${since} and person_id = any(${personIds}::uuid[])
      and not exists (select from digests where digests.help_request_id = help_requests.help_request_id and digests.state = 'sent')
    order by "askedAt"`.execute(db)
  return rows
}

/** The questions that mails about one answer are about, by id. */
export const answersTo = async (db: Db, helpRequestIds: readonly string[]): Promise<Map<string, Pick<HelpRequest, 'personId' | 'championId' | 'state'>>> => {
  if (helpRequestIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('help_requests')
    .select(['help_request_id', 'person_id', 'champion_id', 'state'])
    .where('help_request_id', 'in', helpRequestIds)
    .execute()
  return new Map(rows.map((row) => [row.help_request_id, { personId: row.person_id, championId: row.champion_id, state: row.state }]))
}

const rolesOf = async (db: Db, personIds: readonly string[]): Promise<Material['roles']> => {
  const rows = await db.selectFrom('person_roles').select(['person_id', 'roles']).where(sql<boolean>`person_id = any(${personIds}::uuid[])`).execute()
  return new Map(rows.map((row) => [row.person_id, row.roles]))
}

const withProtectedTime = async (db: Db, personIds: readonly string[]): Promise<Set<string>> => {
  const { rows } = await sql<{ person_id: string }>`
    select person_id from protected_times where minutes_per_week > 0 and person_id = any(${personIds}::uuid[])`.execute(db)
  return new Set(rows.map(({ person_id }) => person_id))
}

const lastSentTo = async (db: Db, personIds: readonly string[]): Promise<Map<string, Date>> => {
  const { rows } = await sql<{ person_id: string; at: Date }>`
    select person_id, max(attempted_at) as at from digests
    where state = 'sent' and help_request_id is null and person_id = any(${personIds}::uuid[]) group by person_id`.execute(db)
  return new Map(rows.map(({ person_id, at }) => [person_id, at]))
}
