import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

/**
 * Whoever changes what people have to learn holds their locks until the commit. It guards more than a row could: an
 * assignment that is being made must see the course that is being finished, and the other way round.
 */
export const lockLearning = async (trx: Transaction<Tables>, personIds: readonly string[]): Promise<void> => {
  await sql`
    select pg_advisory_xact_lock(hashtextextended(person_id::text, 0))
    from (select distinct person_id from unnest(${personIds}::uuid[]) as person_id order by person_id) as in_one_order`.execute(trx)
}
