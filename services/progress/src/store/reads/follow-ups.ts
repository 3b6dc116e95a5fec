import type { Kysely } from 'kysely'
import type { Tables } from '../../tables.ts'

export const followUpOf = (db: Kysely<Tables>, personId: string, courseId: string) =>
  db.selectFrom('follow_ups').selectAll().where('person_id', '=', personId).where('course_id', '=', courseId).executeTakeFirst()
