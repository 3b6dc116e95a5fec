import { protectTable } from '@handrail/postgres'
import { type Kysely, sql } from 'kysely'

/** What testing out is judged by, as catalogue says it; and which courses somebody finished that way. */
export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table scenario_checks (
      competency_id text primary key,
      organization_id uuid,
      version integer not null,
      items jsonb not null
    )`.execute(db)
  await protectTable(db, 'scenario_checks', 'progress_app')
  await sql`alter table course_progress add column tested_out boolean not null default false`.execute(db)
}
