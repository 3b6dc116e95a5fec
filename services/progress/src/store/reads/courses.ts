import type { LocalizedText } from '@handrail/contracts'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../tables.ts'

/** Titles by course, each from the newest version known here. */
export const titlesOf = async (db: Kysely<Tables>, courseIds: readonly string[]): Promise<Map<string, LocalizedText>> => {
  if (courseIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('courses')
    .select(['course_id', 'title'])
    .distinctOn('course_id')
    .where('course_id', 'in', courseIds)
    .orderBy('course_id')
    .orderBy('course_version', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.course_id, row.title]))
}

export const courseVersion = (db: Kysely<Tables>, courseId: string, version: number) =>
  db.selectFrom('courses').selectAll().where('course_id', '=', courseId).where('course_version', '=', version).executeTakeFirst()

/** The courses each person has finished, in whatever version. */
export const finishedCourses = async (db: Kysely<Tables>, personIds: readonly string[], courseIds: readonly string[]): Promise<Map<string, Set<string>>> => {
  const { rows } = await sql<{ person_id: string; course_ids: string[] }>`
    select person_id, array_agg(course_id) as course_ids from course_progress
    where person_id = any(${personIds}::uuid[]) and course_id = any(${courseIds}::text[]) and finished_at is not null
    group by person_id`.execute(db)
  return new Map(rows.map((row) => [row.person_id, new Set(row.course_ids)]))
}

/** The competency of a course that somebody has finished, by the version they finished last; null where they have not. */
export const finishedCompetency = async (db: Kysely<Tables>, personId: string, courseId: string): Promise<string | null> => {
  const row = await db
    .selectFrom('course_progress as done')
    .innerJoin('courses as course', (join) => join.onRef('course.course_id', '=', 'done.course_id').onRef('course.course_version', '=', 'done.course_version'))
    .select('course.competency_id')
    .where('done.person_id', '=', personId)
    .where('done.course_id', '=', courseId)
    .where('done.finished_at', 'is not', null)
    .orderBy('done.finished_at', 'desc')
    .executeTakeFirst()
  return row?.competency_id ?? null
}

/** Every card that some version of the course has; null where no version is known. */
export const cardsEver = async (db: Kysely<Tables>, courseId: string): Promise<Set<string> | null> => {
  const rows = await db.selectFrom('courses').select('card_ids').where('course_id', '=', courseId).execute()
  return rows.length > 0 ? new Set(rows.flatMap((row) => row.card_ids)) : null
}

/** The newest version known here, also of a course that is retired. */
export const newestCourse = (db: Kysely<Tables>, courseId: string) =>
  db
    .selectFrom('courses')
    .select(['course_version', 'minutes', 'state'])
    .where('course_id', '=', courseId)
    .orderBy('course_version', 'desc')
    .limit(1)
    .executeTakeFirst()
