import { protectTable } from '@handrail/postgres'
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table organizations (
      organization_id uuid primary key,
      floors_changed boolean not null default true
    )`.execute(db)
  await protectTable(db, 'organizations', 'catalogue_app')
  // In the sector's scope the service may see which organizations there are, and mark that a shared floor has changed.
  const inSharedScope = sql`current_setting('app.organization', true) = 'shared'`
  await sql`create policy scheduler_reads on organizations for select to catalogue_app using (${inSharedScope})`.execute(db)
  await sql`create policy scheduler_marks on organizations for update to catalogue_app using (${inSharedScope})`.execute(db)
  await sql`create index organizations_to_renew on organizations (organization_id) where floors_changed`.execute(db)

  await sql`
    create table baselines (
      organization_id uuid,
      role_profile text not null,
      baseline_version integer not null,
      floors jsonb not null,
      unique nulls not distinct (role_profile, organization_id)
    )`.execute(db)
  await protectTable(db, 'baselines', 'catalogue_app')

  await sql`
    create table people (
      person_id uuid primary key,
      organization_id uuid not null,
      state text not null
    )`.execute(db)
  await protectTable(db, 'people', 'catalogue_app')

  await sql`
    create table self_assessments (
      person_id uuid primary key,
      organization_id uuid not null,
      self_assessment_id uuid not null,
      role_profile text not null,
      baseline_version integer not null,
      submitted_at timestamptz not null,
      competencies jsonb not null
    )`.execute(db)
  await sql`create index self_assessments_by_profile on self_assessments (organization_id, role_profile)`.execute(db)
  await protectTable(db, 'self_assessments', 'catalogue_app')

  await sql`
    create table completions (
      completion_id uuid primary key,
      organization_id uuid not null,
      person_id uuid not null,
      course_id text not null,
      competency_id text not null,
      to_level smallint not null,
      check_passed boolean not null,
      completed_at timestamptz not null
    )`.execute(db)
  await sql`create index completions_of_person on completions (person_id)`.execute(db)
  await protectTable(db, 'completions', 'catalogue_app')

  await sql`
    create table plans (
      person_id uuid primary key,
      organization_id uuid not null,
      plan_id uuid not null unique,
      version integer not null,
      self_assessment_id uuid not null,
      baseline_version integer not null,
      planned_at timestamptz not null,
      steps jsonb not null,
      skipped jsonb not null,
      not_yet jsonb not null
    )`.execute(db)
  await protectTable(db, 'plans', 'catalogue_app')
}
