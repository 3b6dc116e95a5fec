import { createHash } from 'node:crypto'
import { Refusal } from '@handrail/contracts'
import { type Kysely, sql, type Transaction } from 'kysely'
import postgres from 'postgres'
import { platform } from './outbox.ts'

export type StoredAnswer<Body> = { status: number; body: Body }
/** `path` is where it was sent, for one key stands for one request, not for a like body at another place. */
type Command = { organizationId: string; personId: string; key: string; path: string; body: unknown; now: Date }

/**
 * Runs a command at most once per person and key, in the command's own transaction. The same key with the same path and
 * body gets the first answer again; with another it is refused (`idempotency-key-reused`). Keys are forgotten after
 * `KEY_DAYS`.
 */
export const once = async <Body>(
  trx: Transaction<any>,
  { organizationId, personId, key, path, body, now }: Command,
  work: () => Promise<StoredAnswer<Body>>,
): Promise<StoredAnswer<Body>> => {
  const table = platform(trx)
  const digest = createHash('sha256')
    .update(JSON.stringify([path, body]))
    .digest('base64url')
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

/** A phone may keep what was done without signal for weeks before it sends it; and people come back from a month's leave. */
export const KEY_DAYS = 60
/** Lets the relay, who sees every organization, forget old keys and no others, whatever it is asked. For a migration. */
export const letRelayForgetKeys = async (db: Kysely<any>, service: string): Promise<void> => {
  const relay = sql.ref(`${service}_relay`)
  const isOld = sql.raw(`(used_at < now() - interval '${KEY_DAYS} days')`)
  await sql`create index idempotency_keys_used_at on idempotency_keys (used_at)`.execute(db)
  await sql`create policy relay_sees_old_keys on idempotency_keys for select to ${relay} using ${isOld}`.execute(db)
  await sql`create policy relay_forgets_old_keys on idempotency_keys for delete to ${relay} using ${isOld}`.execute(db)
  await sql`grant select (used_at), delete on idempotency_keys to ${relay}`.execute(db)
}

/**
 * Deletes the keys that were used more than `KEY_DAYS` ago, by the database's clock and in every organization; tells how
 * many. A command that is sent again after that long is a new one.
 */
export const forgetOldKeys = async (relayUrl: string): Promise<number> => {
  const relay = postgres(relayUrl, { max: 1, onnotice: () => {}, connect_timeout: 5 })
  try {
    return (await relay`delete from idempotency_keys where used_at < now() - ${`${KEY_DAYS} days`}::interval`).count
  } finally {
    await relay.end({ timeout: 5 })
  }
}
