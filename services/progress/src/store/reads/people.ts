import type { Kysely } from 'kysely'
import type { Tables } from '../../tables.ts'

/** Roles and protected time are aggregates of their own: they may be heard after their person was erased. */
export const isErased = async (db: Kysely<Tables>, personId: string): Promise<boolean> => {
  const row = await db.selectFrom('people').select('state').where('person_id', '=', personId).executeTakeFirst()
  return row?.state === 'erased'
}

/** Of these, the people this organization has. */
export const activePeople = async (db: Kysely<Tables>, personIds: readonly string[]): Promise<Set<string>> => {
  const rows = await db.selectFrom('people').select('person_id').where('person_id', 'in', personIds).where('state', '=', 'active').execute()
  return new Set(rows.map((row) => row.person_id))
}
