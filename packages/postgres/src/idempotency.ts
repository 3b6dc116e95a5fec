import { createHash } from 'node:crypto'
import { Refusal } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import { platform } from './outbox.ts'

export type StoredAnswer<Body> = { status: number; body: Body }
type Command = { organizationId: string; personId: string; key: string; body: unknown; now: Date }

/**
 * Runs a command at most once per person and key, in the command's own transaction. The same key with the same body
 * gets the first answer again; with another body it is refused (`idempotency-key-reused`).
 */
export const once = async <Body>(
  trx: Transaction<any>,
  { organizationId, personId, key, body, now }: Command,
  work: () => Promise<StoredAnswer<Body>>,
): Promise<StoredAnswer<Body>> => {
  const table = platform(trx)
  const digest = createHash('sha256').update(JSON.stringify(body)).digest('base64url')
  const claimed = await table
    .insertInto('idempotency_keys')
    .values({ organization_id: organizationId, person_id: personId, key, body_digest: digest, answer: null, used_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  const row = { organization_id: organizationId, person_id: personId, key }
  if (claimed.numInsertedOrUpdatedRows === 0n) {
    const first = await table
      .selectFrom('idempotency_keys')
      .select(['body_digest', 'answer'])
      .where((where) => where.and(row))
      .executeTakeFirstOrThrow()
    if (first.body_digest !== digest || !first.answer) throw new Refusal('idempotency-key-reused')
    return first.answer as StoredAnswer<Body>
  }
  const answer = await work()
  await table
    .updateTable('idempotency_keys')
    .set({ answer: JSON.stringify(answer) })
    .where((where) => where.and(row))
    .execute()
  return answer
}
