import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'
import { type Learner, learnerOf } from '../reads/learners.ts'

/**
 * Whoever writes about people holds their locks until the commit. It guards more than a row could: an assignment that is
 * being made must see the course that is being finished, and nothing slips in beside an erasure, also of somebody nobody
 * has spoken of yet. Before any row, and all people in one call: else two could wait for each other.
 */
export const lockLearning = async (trx: Transaction<Tables>, personIds: readonly string[]): Promise<void> => {
  await sql`
    select pg_advisory_xact_lock(hashtextextended(person_id::text, 0))
    from (select distinct person_id from unnest(${personIds}::uuid[]) as person_id order by person_id) as in_one_order`.execute(trx)
}

/** The lock of one person, and what is known of them once it is held. */
export const lockPerson = async (trx: Transaction<Tables>, personId: string): Promise<Learner> => {
  await lockLearning(trx, [personId])
  return learnerOf(trx, personId)
}
