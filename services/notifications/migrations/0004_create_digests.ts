import { protectTable } from '@handrail/postgres'
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table digests (
      digest_id uuid primary key default gen_random_uuid(),
      organization_id uuid not null,
      person_id uuid not null,
      period date not null,
      state text not null check (state in ('due', 'sending', 'sent', 'nothing-to-say', 'withheld', 'lapsed', 'failed', 'unknown')),
      attempts integer not null default 0,
      next_try_at timestamptz not null,
      attempted_at timestamptz,
      outcome text,
      unique (person_id, period, organization_id)
    )`.execute(db)
  await sql`create index on digests (organization_id, next_try_at) where state = 'due'`.execute(db)
  await sql`create index on digests (organization_id, attempted_at) where state = 'sending'`.execute(db)
  await protectTable(db, 'digests', 'notifications_app')
}
