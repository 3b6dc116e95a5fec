import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../tables.ts'

/** Orders what one person has done of courses: of each first the version they are in the middle of, else the one they finished last. */
export const inHandFirst = sql`course_id, finished_at is not null, last_card_at desc`

export const courseInHand = (db: Kysely<Tables>, personId: string, courseId: string) =>
  db
    .selectFrom('course_progress')
    .select(['course_id', 'course_version', 'cards_done', 'finished_at', 'last_card_at', 'tested_out'])
    .where('person_id', '=', personId)
    .where('course_id', '=', courseId)
    .orderBy(inHandFirst)
    .executeTakeFirst()

/** When each person last did a card; who never did is not in the map. */
export const lastCards = async (db: Kysely<Tables>, personIds: readonly string[]): Promise<Map<string, Date>> => {
  const { rows } = await sql<{ person_id: string; last_card_at: Date }>`
    select person_id, max(last_card_at) as last_card_at from course_progress where person_id = any(${personIds}::uuid[]) group by person_id`.execute(db)
  return new Map(rows.map((row) => [row.person_id, row.last_card_at]))
}
