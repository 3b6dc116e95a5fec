import type { MyCohorts } from '@handrail/contracts'
import { type Kysely, sql } from 'kysely'
import { daysBefore } from '../../domain/day.ts'
import type { Tables } from '../../tables.ts'
import { titlesOf } from './courses.ts'

const SHOWN = 50
/** After that the moment to talk has passed, or has been. */
const SHOWN_DAYS = 30

export const talkingPointsIn = async (db: Kysely<Tables>, personId: string, courseId: string): Promise<string[]> => {
  const query = db.selectFrom('talking_points').select('card_id').where('person_id', '=', personId).where('course_id', '=', courseId)
  return (await query.orderBy('marked_at').execute()).map((row) => row.card_id)
}

/** What people would like to talk about with this champion, the oldest first; whom it is for follows the rule `mayAnswer`. */
export const talkingPointsFor = async (db: Kysely<Tables>, championId: string, now: Date): Promise<MyCohorts['talkingPoints']> => {
  const rows = await db
    .selectFrom('talking_points as point')
    .leftJoin('champions as addressed', 'addressed.person_id', 'point.champion_id')
    .leftJoin('people as person', 'person.person_id', 'point.person_id')
    .select(['point.person_id', 'point.course_id', 'point.card_id', 'point.marked_at'])
    .where('point.person_id', '<>', championId)
    .where('point.marked_at', '>', daysBefore(now, SHOWN_DAYS))
    .where(sql<boolean>`coalesce(person.state, 'active') = 'active'`)
    .where(sql<boolean>`(point.champion_id = ${championId} or addressed.person_id is null)`)
    .orderBy('point.marked_at')
    .limit(SHOWN)
    .execute()
  const titles = await titlesOf(db, [...new Set(rows.map((row) => row.course_id))])
  return rows.map((row) => ({
    personId: row.person_id,
    courseId: row.course_id,
    cardId: row.card_id,
    title: titles.get(row.course_id) ?? null,
    markedAt: row.marked_at.toISOString(),
  }))
}
