import type { Kysely } from 'kysely'
import type { Tables } from '../../tables.ts'

export const consentOf = (db: Kysely<Tables>, personId: string) =>
  db.selectFrom('consents').select(['version', 'granted', 'changed_at']).where('person_id', '=', personId).executeTakeFirst()
