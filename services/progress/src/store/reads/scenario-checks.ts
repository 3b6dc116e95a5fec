import type { Kysely } from 'kysely'
import type { Tables } from '../../tables.ts'

/** What a competency's scenarios are judged by; version 0 where there are none. */
export const scenarioCheckOf = async (db: Kysely<Tables>, competencyId: string) => {
  const row = await db.selectFrom('scenario_checks').select(['version', 'items']).where('competency_id', '=', competencyId).executeTakeFirst()
  return row ?? { version: 0, items: [] }
}
