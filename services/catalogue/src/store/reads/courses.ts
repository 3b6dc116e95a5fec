import type { Language, MicroCoursePack, MicroCourseSummary } from '@handrail/contracts'
import type { Kysely } from 'kysely'
import { packOf } from '../../domain/pack.ts'
import type { PlannableCourse } from '../../domain/plan.ts'
import type { Tables } from '../../tables.ts'

export type Page = { cursor?: string | undefined; limit: number }
/** Cuts rows, of which one more than a page was asked for, into the page and the cursor of the next. */
export const cutPage = <Row>(rows: Row[], limit: number, cursorOf: (row: Row) => string) => {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page, next: rows.length > limit && last ? cursorOf(last) : null }
}

export const courseSummaries = async (db: Kysely<Tables>, { cursor = '', limit }: Page): Promise<{ rows: MicroCourseSummary[]; next: string | null }> => {
  const rows = await db
    .selectFrom('micro_courses')
    .select(['course_id', 'course_version', 'competency_id', 'from_level', 'to_level', 'minutes', 'kilobytes', 'title', 'summary'])
    .where('state', '=', 'published')
    .where('course_id', '>', cursor)
    .orderBy('course_id')
    .limit(limit + 1)
    .execute()
  const summaries = rows.map((row) => ({
    courseId: row.course_id,
    courseVersion: row.course_version,
    competencyId: row.competency_id,
    fromLevel: row.from_level,
    toLevel: row.to_level,
    minutes: row.minutes,
    kilobytes: row.kilobytes,
    title: row.title,
    summary: row.summary,
  }))
  return cutPage(summaries, limit, ({ courseId }) => courseId)
}

/** That version; without one, the newest. A retired course is listed and planned no more, and whoever has it in a path can still take it. */
export const coursePack = async (
  db: Kysely<Tables>,
  { courseId, language, version }: { courseId: string; language: Language; version?: number | undefined },
): Promise<MicroCoursePack | undefined> => {
  const newest = db.selectFrom('micro_courses').select('course_version').where('course_id', '=', courseId).limit(1)
  const row = await db
    .selectFrom('micro_course_versions')
    .select(['course_id', 'course_version', 'competency_id', 'minutes', 'kilobytes', `${language} as half`])
    .where('course_id', '=', courseId)
    .where('course_version', '=', version ?? newest)
    .executeTakeFirst()
  if (!row) return undefined
  const { course_id, course_version, competency_id, minutes, kilobytes, half } = row
  return packOf({ courseId: course_id, courseVersion: course_version, competencyId: competency_id, minutes, kilobytes }, half, language)
}

/** All that planning may choose from. */
export const publishedCourses = async (db: Kysely<Tables>): Promise<PlannableCourse[]> => {
  const rows = await db
    .selectFrom('micro_courses')
    .select(['course_id', 'course_version', 'competency_id', 'from_level', 'to_level', 'minutes', 'prerequisites'])
    .where('state', '=', 'published')
    .execute()
  return rows.map((row) => ({
    courseId: row.course_id,
    courseVersion: row.course_version,
    competencyId: row.competency_id,
    fromLevel: row.from_level,
    toLevel: row.to_level,
    minutes: row.minutes,
    prerequisites: row.prerequisites,
  }))
}

export const courseTitles = async (db: Kysely<Tables>, courseIds: readonly string[]) => {
  if (courseIds.length === 0) return new Map<string, Pick<MicroCourseSummary, 'title' | 'toLevel'>>()
  const rows = await db.selectFrom('micro_courses').select(['course_id', 'title', 'to_level']).where('course_id', 'in', courseIds).execute()
  return new Map(rows.map(({ course_id, title, to_level }) => [course_id, { title, toLevel: to_level }]))
}
