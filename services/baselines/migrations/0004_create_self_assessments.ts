import { protectTable } from '@handrail/postgres'
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table self_assessments (
      self_assessment_id uuid primary key,
      organization_id uuid not null,
      person_id uuid not null,
      framework_id uuid not null references frameworks,
      floor_id uuid not null references floors,
      version integer not null,
      state text not null check (state in ('draft', 'submitted')),
      answers jsonb not null,
      started_at timestamptz not null,
      submitted_at timestamptz,
      check ((state = 'submitted') = (submitted_at is not null))
    )`.execute(db)
  await sql`create unique index self_assessments_one_draft on self_assessments (person_id) where state = 'draft'`.execute(db)
  await sql`create index self_assessments_newest on self_assessments (person_id, submitted_at desc) where state = 'submitted'`.execute(db)
  await protectTable(db, 'self_assessments', 'baselines_app')
  await sql`
    create table evidence (
      person_id uuid not null,
      competency_id text not null,
      organization_id uuid not null,
      level integer not null check (level between 1 and 4),
      recorded_at timestamptz not null,
      primary key (person_id, competency_id)
    )`.execute(db)
  await protectTable(db, 'evidence', 'baselines_app')
  await sql`
    create table champion_suggestions (
      person_id uuid primary key,
      organization_id uuid not null,
      suggested_at timestamptz not null
    )`.execute(db)
  await protectTable(db, 'champion_suggestions', 'baselines_app')
}
