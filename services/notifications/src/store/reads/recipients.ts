import type { Kysely } from 'kysely'
import type { Tables } from '../../tables.ts'

/** Whether somebody wants the digest; everybody does until they say otherwise. */
export const wantsDigest = async (db: Kysely<Tables>, personId: string): Promise<boolean> => {
  const row = await db.selectFrom('recipients').select('digest').where('person_id', '=', personId).executeTakeFirst()
  return row?.digest ?? true
}

export const personState = async (db: Kysely<Tables>, personId: string): Promise<Tables['people']['state'] | null> => {
  const row = await db.selectFrom('people').select('state').where('person_id', '=', personId).executeTakeFirst()
  return row?.state ?? null
}
