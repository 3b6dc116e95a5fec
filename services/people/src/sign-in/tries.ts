import { Refusal } from '@handrail/contracts'
import { type Kysely, sql } from 'kysely'
import type { TryLimit } from '../domain/tries.ts'
import type { AuthTables } from './tables.ts'

/** Counts one more try in each bucket, and refuses it (`too-many-requests`) where it is one too many. */
export const countTry = async (db: Kysely<AuthTables>, buckets: readonly { limit: TryLimit; of: string }[], now: Date): Promise<void> => {
  for (const { limit, of } of buckets) {
    const windowMs = limit.minutes * 60_000
    const openedBefore = new Date(now.getTime() - windowMs)
    const { count, opened_at } = await db
      .insertInto('tries')
      .values({ bucket: `${limit.name}:${of}`, opened_at: now, count: 1 })
      .onConflict((conflict) =>
        conflict.column('bucket').doUpdateSet({
          count: sql`case when tries.opened_at <= ${openedBefore}::timestamptz then 1 else tries.count + 1 end`,
          opened_at: sql`case when tries.opened_at <= ${openedBefore}::timestamptz then excluded.opened_at else tries.opened_at end`,
        }),
      )
      .returning(['count', 'opened_at'])
      .executeTakeFirstOrThrow()
    if (count <= limit.most) continue
    const retryAfterSeconds = Math.max(1, Math.ceil((opened_at.getTime() + windowMs - now.getTime()) / 1000))
    throw new Refusal('too-many-requests', { retryAfterSeconds })
  }
}
