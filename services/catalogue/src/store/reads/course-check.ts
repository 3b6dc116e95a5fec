import type { CourseCheck, Language } from '@handrail/contracts'
import type { Kysely } from 'kysely'
import { questionsOf } from '../../domain/course-check.ts'
import type { Tables } from '../../tables.ts'

type Wanted = { courseId: string; language: Language; version?: number | undefined }

/** What testing out asks; of that version of the course, else of the newest. */
export const courseCheck = async (db: Kysely<Tables>, { courseId, language, version }: Wanted): Promise<CourseCheck | undefined> => {
  const row = await db
    .selectFrom('micro_courses as course')
    .innerJoin('micro_course_versions as content', 'content.course_id', 'course.course_id')
    .leftJoin('scenario_checks as known', 'known.competency_id', 'content.competency_id')
    .select(['content.course_version', 'content.competency_id', `content.${language} as half`, 'course.to_level', 'known.version', 'known.items'])
    .where('course.course_id', '=', courseId)
    .where((check) => check('content.course_version', '=', version ?? check.ref('course.course_version')))
    .executeTakeFirst()
  if (!row) return undefined
  return {
    courseId,
    courseVersion: row.course_version,
    checkVersion: row.version ?? 0,
    language,
    competencyId: row.competency_id,
    title: row.half.title,
    questions: questionsOf(row.half, row.items ?? [], row.to_level, language),
  }
}
