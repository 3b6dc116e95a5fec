import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

/**
 * Whoever changes what people have to learn holds their locks until the commit. It guards more than a row could: an
 * assignment that is being made must see the course that is being finished, and the other way round.
 */
export const lockLearning = async (trx: Transaction<Tables>, personIds: readonly string[]): Promise<void> => {
  const inOneOrder = [...new Set(personIds)].sort()
  await sql`select pg_advisory_xact_lock(hashtextextended(person_id, 0)) from unnest(${inOneOrder}::text[]) as person_id`.execute(trx)
}
