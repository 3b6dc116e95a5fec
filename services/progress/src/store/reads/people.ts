import type { Kysely } from 'kysely'
import type { Tables } from '../../tables.ts'

/** Roles and protected time are aggregates of their own: they may be heard after their person was erased. */
export const isErased = async (db: Kysely<Tables>, personId: string): Promise<boolean> => {
  const row = await db.selectFrom('people').select('state').where('person_id', '=', personId).executeTakeFirst()
  return row?.state === 'erased'
}
