import { protectTable } from '@handrail/postgres'
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table recipients (
      person_id uuid primary key,
      organization_id uuid not null,
      version integer not null default 0,
      digest boolean not null default true,
      bounce_score integer not null default 0,
      suppressed_at timestamptz,
      known_since timestamptz not null default now()
    )`.execute(db)
  await protectTable(db, 'recipients', 'notifications_app')

  // The schedule asks "which organizations are there?" in the sector's scope, and sees their ids and nothing else.
  await sql`create table organizations (organization_id uuid primary key)`.execute(db)
  await protectTable(db, 'organizations', 'notifications_app')
  await sql`
    create policy scheduler_reads on organizations for select to notifications_app
    using (current_setting('app.organization', true) = 'shared')`.execute(db)
}
