import type { LocalizedText } from '@handrail/contracts'
import { type Database, readAtOnce } from '@handrail/postgres'
import { LRUCache } from 'lru-cache'
import type { Tables } from '../../tables.ts'

export type CourseVersion = { courseId: string; courseVersion: number }
type CourseFacts = { title: LocalizedText; canDo: LocalizedText; kilobytes: number; cardsTotal: number }
/** Undefined where the course is not known here yet. */
export type FactsOf = (course: CourseVersion) => CourseFacts | undefined

const MOST_KEPT = 5_000

/** What courses are called and how long they are, each read once: a version that is published never changes. */
export const openCourseFacts = (database: Database<Tables>) => {
  const known = new LRUCache<string, CourseFacts>({ max: MOST_KEPT })
  return async (organizationId: string, courses: readonly CourseVersion[]): Promise<FactsOf> => {
    const keyOf = ({ courseId, courseVersion }: CourseVersion) => `${organizationId} ${courseId} ${courseVersion}`
    // Held here as well, for what is read may push out what was known.
    const facts = new Map(courses.map((course) => [keyOf(course), known.get(keyOf(course))]))
    const unknown = courses.filter((course) => !facts.get(keyOf(course)))
    if (unknown.length > 0) {
      const ids = unknown.map(({ courseId }) => courseId)
      const rows = await readAtOnce(database, organizationId, (db) =>
        db.selectFrom('courses').select(['course_id', 'course_version', 'title', 'can_do', 'kilobytes', 'card_ids']).where('course_id', 'in', ids).execute(),
      )
      for (const row of rows) {
        const key = keyOf({ courseId: row.course_id, courseVersion: row.course_version })
        const found = { title: row.title, canDo: row.can_do, kilobytes: row.kilobytes, cardsTotal: row.card_ids.length }
        known.set(key, found)
        facts.set(key, found)
      }
    }
    return (course) => facts.get(keyOf(course))
  }
}
