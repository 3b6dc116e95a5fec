import { createHash } from 'node:crypto'
import { LearningPathPublished, type Library, MicroCoursePublished, MicroCourseRetired } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { announcementOf, kilobytesOf } from '../domain/pack.ts'
import { contentChanges, type KnownContent, type PathStep } from '../domain/publish-library.ts'
import { countLibrary } from '../store/writes/floors.ts'
import { knownCourses, knownPaths, lockLibrary, retireCourses, saveCourses, savePaths, unlistPaths } from '../store/writes/library.ts'
import type { Tables } from '../tables.ts'

const idsOf = (contents: readonly KnownContent[]) => contents.map(({ id }) => id)
const hash = (content: unknown) => createHash('sha256').update(JSON.stringify(content)).digest('base64url')

/** Publishes what is new or changed in the sector's library, and retires what is gone from it. Call it in scope `SHARED`. */
export const publishLibrary = async (trx: Transaction<Tables>, library: Pick<Library, 'courses' | 'paths'>, now: Date): Promise<void> => {
  await lockLibrary(trx)
  await publishCourses(trx, library.courses, now)
  await publishPaths(trx, library, now)
}

const publishCourses = async (trx: Transaction<Tables>, courses: Library['courses'], now: Date) => {
  const courseById = new Map(courses.map((course) => [course.courseId, course]))
  const loaded = courses.map((course) => ({ id: course.courseId, contentHash: hash(course) }))
  const changes = contentChanges(await knownCourses(trx), loaded)

  const published = changes.published.flatMap(({ id, version, contentVersion, contentHash }) => {
    const course = courseById.get(id)
    if (!course) return []
    const { competencyId, fromLevel, toLevel, minutes } = course
    const content = { courseId: id, courseVersion: contentVersion, competencyId, minutes }
    const announcement = announcementOf({ ...content, fromLevel, toLevel, kilobytes: kilobytesOf(content, course) }, course, 'published')
    return [{ version, contentHash, course, announcement }]
  })
  await saveCourses(trx, published, now)
  for (const { version, announcement } of published) {
    const event = { organizationId: null, aggregateId: announcement.courseId, version, time: now, data: announcement }
    await appendEvent(trx, MicroCoursePublished, event)
  }

  if (changes.published.length + changes.retired.length > 0) await countLibrary(trx)
  for (const { version, halves, ...course } of await retireCourses(trx, idsOf(changes.retired))) {
    const event = { organizationId: null, aggregateId: course.courseId, version, time: now, data: announcementOf(course, halves, 'retired') }
    await appendEvent(trx, MicroCourseRetired, event)
  }
}

const publishPaths = async (trx: Transaction<Tables>, { courses, paths }: Pick<Library, 'courses' | 'paths'>, now: Date) => {
  const versions = new Map((await knownCourses(trx)).map(({ id, contentVersion }) => [id, contentVersion]))
  const minutesOf = new Map(courses.map((course) => [course.courseId, course.minutes]))
  const stepOf = (pathId: string, courseId: string): PathStep => {
    const courseVersion = versions.get(courseId)
    const minutes = minutesOf.get(courseId)
    if (!courseVersion || !minutes) throw new Error(`The learning path ${pathId} names the course ${courseId}, which is not in the library.`)
    return { courseId, courseVersion, minutes }
  }
  // A path changes with its courses: whoever hears of it needs their versions and minutes.
  const loaded = paths.map(({ courseIds, ...path }) => ({ ...path, steps: courseIds.map((courseId) => stepOf(path.pathId, courseId)) }))
  const pathById = new Map(loaded.map((path) => [path.pathId, path]))
  const changes = contentChanges(
    await knownPaths(trx),
    loaded.map((path) => ({ id: path.pathId, contentHash: hash(path) })),
  )

  const published = changes.published.flatMap(({ id, version, contentHash }) => {
    const path = pathById.get(id)
    return path ? [{ version, contentHash, path }] : []
  })
  await savePaths(trx, published)
  for (const { version, path } of published) {
    const event = { organizationId: null, aggregateId: path.pathId, version, time: now, data: { ...path, pathVersion: version } }
    await appendEvent(trx, LearningPathPublished, event)
  }
  await unlistPaths(trx, idsOf(changes.retired))
}
