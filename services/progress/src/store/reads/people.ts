import type { Kysely } from 'kysely'
import type { Tables } from '../../tables.ts'

/** Of these, the people this organization has. */
export const activePeople = async (db: Kysely<Tables>, personIds: readonly string[]): Promise<Set<string>> => {
  const rows = await db.selectFrom('people').select('person_id').where('person_id', 'in', personIds).where('state', '=', 'active').execute()
  return new Set(rows.map((row) => row.person_id))
}
