import type { NotificationsExport } from '@handrail/contracts'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../tables.ts'
import { preferencesOf } from './recipients.ts'

type MailRow = { week: string; help_request_id: string | null; state: string; attempted_at: Date | null }

/** A person's preferences and the mails they were sent; what a mail said is kept nowhere. */
export const exportOf = async (db: Kysely<Tables>, personId: string): Promise<NotificationsExport> => {
  const mailbox = await db.selectFrom('recipients').select('suppressed_at').where('person_id', '=', personId).executeTakeFirst()
  const { rows } = await sql<MailRow>`
    select period::text as week, help_request_id, state, attempted_at from digests
    where person_id = ${personId} order by period, attempted_at, digest_id`.execute(db)
  return {
    preferences: await preferencesOf(db, personId),
    silentSince: mailbox?.suppressed_at?.toISOString() ?? null,
    mails: rows.map((row) => ({
      week: row.week,
      about: row.help_request_id === null ? ('digest' as const) : ('answer' as const),
      state: row.state,
      lastTriedAt: row.attempted_at?.toISOString() ?? null,
    })),
  }
}
