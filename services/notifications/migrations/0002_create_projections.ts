import { protectTable } from '@handrail/postgres'
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table people (
      person_id uuid primary key,
      organization_id uuid not null,
      language text not null,
      time_zone text not null,
      state text not null
    )`.execute(db)
  await sql`create index on people (organization_id, time_zone)`.execute(db)
  await sql`create table person_roles (person_id uuid primary key, organization_id uuid not null, roles text[] not null)`.execute(db)
  await sql`create table protected_times (person_id uuid primary key, organization_id uuid not null, minutes_per_week integer)`.execute(db)
  await sql`
    create table teams (
      team_id uuid primary key,
      organization_id uuid not null,
      manager_ids uuid[] not null,
      member_ids uuid[] not null,
      state text not null
    )`.execute(db)
  await sql`create index on teams using gin (manager_ids) where state = 'active'`.execute(db)
  await sql`
    create table assignments (
      assignment_id uuid primary key,
      organization_id uuid not null,
      person_id uuid not null,
      path_id text,
      title jsonb,
      steps_total integer not null,
      steps_done integer not null,
      minutes_left integer not null,
      next_course jsonb,
      due_on date,
      finish_on date,
      state text not null,
      created_at timestamptz not null,
      completed_at timestamptz,
      changed_at timestamptz not null
    )`.execute(db)
  await sql`create index on assignments (person_id, state)`.execute(db)
  await sql`
    create table finished_courses (
      person_id uuid not null,
      course_id text not null,
      organization_id uuid not null,
      completed_at timestamptz not null,
      primary key (person_id, course_id)
    )`.execute(db)
  await sql`
    create table help_requests (
      help_request_id uuid primary key,
      organization_id uuid not null,
      person_id uuid not null,
      champion_id uuid,
      state text not null,
      asked_at timestamptz not null,
      answered_at timestamptz
    )`.execute(db)
  await sql`create index on help_requests (champion_id, asked_at) where state = 'open'`.execute(db)
  await sql`create index on help_requests (person_id, answered_at)`.execute(db)
  await sql`
    create table cohorts (
      cohort_id uuid primary key,
      organization_id uuid not null,
      champion_id uuid not null,
      person_ids uuid[] not null,
      path_id text,
      state text not null
    )`.execute(db)
  await sql`create index on cohorts (champion_id) where state = 'active'`.execute(db)
  for (const table of ['people', 'person_roles', 'protected_times', 'teams', 'assignments', 'finished_courses', 'help_requests', 'cohorts']) {
    await protectTable(db, table, 'notifications_app')
  }
}
