import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>) => {
  await sql`alter table assignments add column chosen boolean not null default false`.execute(db)
}
