import type { Kysely } from 'kysely'
import type { Tables } from '../../tables.ts'

const inHandFirst = (db: Kysely<Tables>) =>
  db
    .selectFrom('course_progress')
    .select(['course_id', 'course_version', 'cards_done', 'finished_at', 'last_card_at'])
    .distinctOn('course_id')
    .orderBy('course_id')
    .orderBy((order) => order.eb('finished_at', 'is not', null))
    .orderBy('last_card_at', 'desc')

/** The version a person is in the middle of; else the one they finished last. */
export const courseInHand = (db: Kysely<Tables>, personId: string, courseId: string) =>
  inHandFirst(db).where('person_id', '=', personId).where('course_id', '=', courseId).executeTakeFirst()

export const coursesInHand = async (db: Kysely<Tables>, personId: string, courseIds: readonly string[]) => {
  const rows = courseIds.length > 0 ? await inHandFirst(db).where('person_id', '=', personId).where('course_id', 'in', courseIds).execute() : []
  return new Map(rows.map((row) => [row.course_id, row]))
}
