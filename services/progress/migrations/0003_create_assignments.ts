import { protectTable } from '@handrail/postgres'
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table assignments (
      assignment_id uuid primary key,
      organization_id uuid not null,
      person_id uuid not null,
      version integer not null,
      reason text not null,
      path_id text,
      plan_id uuid unique,
      batch_id uuid,
      title jsonb,
      grants_role text,
      assigned_by uuid,
      due_on date,
      state text not null,
      steps jsonb not null,
      steps_total integer not null,
      steps_done integer not null,
      minutes_left integer not null,
      created_at timestamptz not null,
      completed_at timestamptz
    )`.execute(db)
  await sql`create index assignments_of_person on assignments (person_id, state, completed_at desc)`.execute(db)
  await sql`create unique index assignments_one_active_path on assignments (person_id, path_id) where state = 'active' and path_id is not null`.execute(db)
  await sql`create index assignments_of_batch on assignments (batch_id) where batch_id is not null`.execute(db)
  await sql`
    create table assignment_batches (
      batch_id uuid primary key,
      organization_id uuid not null,
      team_id uuid not null,
      path_id text not null,
      title jsonb not null,
      assigned_by uuid not null,
      people integer not null,
      assigned_at timestamptz not null,
      undone_at timestamptz
    )`.execute(db)
  await sql`create index assignment_batches_of_team on assignment_batches (team_id, assigned_at)`.execute(db)
  await sql`
    create table arrivals (
      self_assessment_id uuid primary key,
      organization_id uuid not null,
      person_id uuid not null,
      assignment_id uuid
    )`.execute(db)
  await sql`create index arrivals_of_person on arrivals (person_id)`.execute(db)
  for (const table of ['assignments', 'assignment_batches', 'arrivals']) await protectTable(db, table, 'progress_app')
}
