import type { DigestSection, Preferences, QuietHours } from '@handrail/contracts'
import { type Kysely, sql } from 'kysely'
import { defaultPreferences } from '../../domain/preferences.ts'
import type { Tables } from '../../tables.ts'
import { toPreferences } from '../rows.ts'

type Db = Kysely<Tables>

export const preferencesOf = async (db: Db, personId: string): Promise<Preferences> => {
  const row = await db
    .selectFrom('recipients')
    .select(['digest', 'fortnightly', 'sections', 'help_answers_at_once', 'quiet_hours'])
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row ? toPreferences(row) : defaultPreferences
}

/** Whether somebody is still here, and by which clock they live. */
export const personBy = (db: Db, personId: string) =>
  db.selectFrom('people').select(['state', 'time_zone']).where('person_id', '=', personId).executeTakeFirst()

export const statesOf = async (db: Db, personIds: readonly string[]): Promise<Map<string, Tables['people']['state']>> => {
  const rows = await db.selectFrom('people').select(['person_id', 'state']).where(sql<boolean>`person_id = any(${personIds}::uuid[])`).execute()
  return new Map(rows.map((row) => [row.person_id, row.state]))
}

/** Of these people, who has quiet hours. */
export const quietHoursOf = async (db: Db, personIds: readonly string[]): Promise<Map<string, { timeZone: string; quiet: QuietHours }>> => {
  const { rows } = await sql<{ person_id: string; time_zone: string; quiet_hours: QuietHours }>`
    select person_id, time_zone, quiet_hours from recipients join people using (person_id)
    where quiet_hours is not null and person_id = any(${personIds}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.person_id, { timeZone: row.time_zone, quiet: row.quiet_hours }]))
}

/** What the digest of each of these people may speak of. */
export const sectionsFor = async (db: Db, personIds: readonly string[]): Promise<Map<string, DigestSection[]>> => {
  const rows = await db.selectFrom('recipients').select(['person_id', 'sections']).where(sql<boolean>`person_id = any(${personIds}::uuid[])`).execute()
  return new Map(rows.map((row) => [row.person_id, row.sections]))
}
