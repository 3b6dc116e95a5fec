import { type MyCohorts, type MyHelpRequest, Refusal } from '@handrail/contracts'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../tables.ts'
import { titlesOf } from './courses.ts'

const OPEN_SHOWN = 100

type Cursor = { askedAt: Date; id: string }
const writeCursor = ({ askedAt, id }: Cursor) => `${askedAt.getTime()}_${id}`
const readCursor = (cursor: string): Cursor => {
  const [, at, id] = cursor.match(/^(\d{1,14})_([0-9a-f-]{36})$/) ?? []
  if (!at || !id) throw new Refusal('input-invalid')
  return { askedAt: new Date(Number(at)), id }
}

export const whoAsked = async (db: Kysely<Tables>, helpRequestId: string): Promise<string | null> => {
  const row = await db.selectFrom('help_requests').select('person_id').where('help_request_id', '=', helpRequestId).executeTakeFirst()
  return row?.person_id ?? null
}

/** What a person asked, newest first, a page at a time. */
export const myHelpRequests = async (db: Kysely<Tables>, personId: string, page: { cursor?: string | undefined; limit: number }) => {
  const after = page.cursor === undefined ? null : readCursor(page.cursor)
  const found = await db
    .selectFrom('help_requests')
    .selectAll()
    .where('person_id', '=', personId)
    .$if(after !== null, (query) => query.where(sql<boolean>`(asked_at, help_request_id) < (${after?.askedAt}, ${after?.id})`))
    .orderBy('asked_at', 'desc')
    .orderBy('help_request_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  const shown = found.slice(0, page.limit)
  const titles = await titlesOf(db, [...new Set(shown.map((row) => row.course_id))])
  const rows: MyHelpRequest[] = shown.map((row) => ({
    helpRequestId: row.help_request_id,
    courseId: row.course_id,
    cardId: row.card_id,
    title: titles.get(row.course_id) ?? null,
    question: row.question,
    answer: row.answer,
    askedAt: row.asked_at.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
  }))
  const last = shown.at(-1)
  return { rows, next: found.length > page.limit && last ? writeCursor({ askedAt: last.asked_at, id: last.help_request_id }) : null }
}

/** The open questions a champion may answer (the rule `mayAnswer`), the oldest first; not of people who have left. */
export const askedOf = async (db: Kysely<Tables>, championId: string): Promise<MyCohorts['asked']> => {
  const rows = await db
    .selectFrom('help_requests as asked')
    .leftJoin('champions as addressed', 'addressed.person_id', 'asked.champion_id')
    .leftJoin('people as asker', 'asker.person_id', 'asked.person_id')
    .select(['asked.help_request_id', 'asked.person_id', 'asked.course_id', 'asked.card_id', 'asked.question', 'asked.asked_at'])
    .where('asked.state', '=', 'open')
    .where('asked.person_id', '<>', championId)
    .where(sql<boolean>`coalesce(asker.state, 'active') = 'active'`)
    .where(sql<boolean>`(asked.champion_id = ${championId} or addressed.person_id is null)`)
    .orderBy('asked.asked_at')
    .limit(OPEN_SHOWN)
    .execute()
  const titles = await titlesOf(db, [...new Set(rows.map((row) => row.course_id))])
  return rows.map((row) => ({
    helpRequestId: row.help_request_id,
    personId: row.person_id,
    courseId: row.course_id,
    cardId: row.card_id,
    title: titles.get(row.course_id) ?? null,
    question: row.question,
    askedAt: row.asked_at.toISOString(),
  }))
}

/** The course each person last asked about and has no answer for yet. */
export const openQuestions = async (db: Kysely<Tables>, personIds: readonly string[]): Promise<Map<string, string>> => {
  const query = db.selectFrom('help_requests').select(['person_id', 'course_id']).where('person_id', 'in', personIds).where('state', '=', 'open')
  const rows = await query.orderBy('asked_at').execute()
  return new Map(rows.map((row) => [row.person_id, row.course_id]))
}
