import type { LearningPath, MicroCourse, PublishedMicroCourse } from '@handrail/contracts'
import { sql, type Transaction } from 'kysely'
import type { KnownContent, PathStep } from '../../domain/publish-library.ts'
import type { Tables } from '../../tables.ts'

const LIBRARY_LOCK = 7_260_101

/** One at a time loads the library, whatever the number of replicas. */
export const lockLibrary = async (trx: Transaction<Tables>): Promise<void> => {
  await sql`select pg_advisory_xact_lock(${LIBRARY_LOCK})`.execute(trx)
}

export const knownCourses = (trx: Transaction<Tables>): Promise<KnownContent[]> =>
  trx
    .selectFrom('micro_courses')
    .select(['course_id as id', 'version', 'course_version as contentVersion', 'content_hash as contentHash', 'state'])
    .where('organization_id', 'is', null)
    .execute()

export const knownPaths = (trx: Transaction<Tables>): Promise<KnownContent[]> =>
  trx
    .selectFrom('learning_paths')
    .select(['path_id as id', 'version', 'version as contentVersion', 'content_hash as contentHash', 'state'])
    .where('organization_id', 'is', null)
    .execute()

export type CourseToSave = { version: number; contentHash: string; course: MicroCourse; announcement: PublishedMicroCourse }

export const saveCourses = async (trx: Transaction<Tables>, courses: readonly CourseToSave[], now: Date): Promise<void> => {
  if (courses.length === 0) return
  await trx
    .insertInto('micro_courses')
    .values(
      courses.map(({ version, contentHash, course, announcement }) => ({
        organization_id: null,
        course_id: course.courseId,
        version,
        course_version: announcement.courseVersion,
        content_hash: contentHash,
        state: 'published',
        competency_id: course.competencyId,
        from_level: course.fromLevel,
        to_level: course.toLevel,
        minutes: course.minutes,
        kilobytes: announcement.kilobytes,
        prerequisites: JSON.stringify(course.prerequisites),
        title: JSON.stringify(announcement.title),
        summary: JSON.stringify({ en: course.en.summary, fr: course.fr.summary }),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['course_id', 'organization_id']).doUpdateSet((next) => ({
        version: next.ref('excluded.version'),
        course_version: next.ref('excluded.course_version'),
        content_hash: next.ref('excluded.content_hash'),
        state: next.ref('excluded.state'),
        competency_id: next.ref('excluded.competency_id'),
        from_level: next.ref('excluded.from_level'),
        to_level: next.ref('excluded.to_level'),
        minutes: next.ref('excluded.minutes'),
        kilobytes: next.ref('excluded.kilobytes'),
        prerequisites: next.ref('excluded.prerequisites'),
        title: next.ref('excluded.title'),
        summary: next.ref('excluded.summary'),
      })),
    )
    .execute()
  // A course that comes back unchanged after it was retired has its version already.
  await trx
    .insertInto('micro_course_versions')
    .values(
      courses.map(({ course, announcement }) => ({
        organization_id: null,
        course_id: course.courseId,
        course_version: announcement.courseVersion,
        competency_id: course.competencyId,
        minutes: course.minutes,
        kilobytes: announcement.kilobytes,
        en: JSON.stringify(course.en),
        fr: JSON.stringify(course.fr),
        published_at: now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['course_id', 'course_version', 'organization_id']).doNothing())
    .execute()
}

/** Marks courses as retired and answers what they said last. */
export const retireCourses = async (trx: Transaction<Tables>, ids: readonly string[]) => {
  if (ids.length === 0) return []
  await trx
    .updateTable('micro_courses')
    .set((course) => ({ state: 'retired', version: course('version', '+', 1) }))
    .where('organization_id', 'is', null)
    .where('course_id', 'in', ids)
    .execute()
  const rows = await trx
    .selectFrom('micro_courses as course')
    .innerJoin('micro_course_versions as content', (join) =>
      join.onRef('content.course_id', '=', 'course.course_id').onRef('content.course_version', '=', 'course.course_version'),
    )
    .select(['course.version', 'course.course_id', 'course.course_version', 'course.competency_id', 'course.from_level', 'course.to_level'])
    .select(['course.minutes', 'course.kilobytes', 'content.en', 'content.fr'])
    .where('course.organization_id', 'is', null)
    .where('content.organization_id', 'is', null)
    .where('course.course_id', 'in', ids)
    .execute()
  return rows.map((row) => ({
    version: row.version,
    courseId: row.course_id,
    courseVersion: row.course_version,
    competencyId: row.competency_id,
    fromLevel: row.from_level,
    toLevel: row.to_level,
    minutes: row.minutes,
    kilobytes: row.kilobytes,
    halves: { en: row.en, fr: row.fr },
  }))
}

export type PathToSave = { version: number; contentHash: string; path: Omit<LearningPath, 'courseIds'> & { steps: PathStep[] } }

export const savePaths = async (trx: Transaction<Tables>, paths: readonly PathToSave[]): Promise<void> => {
  if (paths.length === 0) return
  await trx
    .insertInto('learning_paths')
    .values(
      paths.map(({ version, contentHash, path }) => ({
        organization_id: null,
        path_id: path.pathId,
        version,
        content_hash: contentHash,
        state: 'published',
        title: JSON.stringify(path.title),
        summary: JSON.stringify(path.summary),
        steps: JSON.stringify(path.steps),
        grants_role: path.grantsRole,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['path_id', 'organization_id']).doUpdateSet((next) => ({
        version: next.ref('excluded.version'),
        content_hash: next.ref('excluded.content_hash'),
        state: next.ref('excluded.state'),
        title: next.ref('excluded.title'),
        summary: next.ref('excluded.summary'),
        steps: next.ref('excluded.steps'),
        grants_role: next.ref('excluded.grants_role'),
      })),
    )
    .execute()
}

/** Takes paths off the list. Nobody need hear of it: who has one keeps it. */
export const unlistPaths = async (trx: Transaction<Tables>, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return
  await trx.updateTable('learning_paths').set({ state: 'retired' }).where('organization_id', 'is', null).where('path_id', 'in', ids).execute()
}
