import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>) => {
  // Null where a cohort was last heard of before this: it goes on until it is heard of again.
  await sql`alter table cohorts add column ends_on date`.execute(db)
  await sql`create index on help_requests (organization_id, asked_at) where state = 'open'`.execute(db)
}
