import { protectTable } from '@handrail/postgres'
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>) => {
  await sql`create unique index assignments_one_own_choice on assignments (person_id) where reason = 'chosen'`.execute(db)
  await sql`
    create table climbed_paths (
      assignment_id uuid primary key,
      organization_id uuid not null,
      person_id uuid not null,
      title jsonb,
      finished_at timestamptz not null
    )`.execute(db)
  await sql`create index climbed_paths_of_person on climbed_paths (person_id)`.execute(db)
  await protectTable(db, 'climbed_paths', 'progress_app')
}
