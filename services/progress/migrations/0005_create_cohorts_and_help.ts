import { protectTable } from '@handrail/postgres'
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table cohorts (
      cohort_id uuid primary key,
      organization_id uuid not null,
      version integer not null,
      champion_id uuid not null,
      path_id text,
      title jsonb,
      starts_on date not null,
      weeks integer not null,
      state text not null
    )`.execute(db)
  await sql`create index cohorts_of_champion on cohorts (champion_id) where state = 'active'`.execute(db)
  await sql`
    create table cohort_people (
      person_id uuid not null,
      cohort_id uuid not null references cohorts,
      organization_id uuid not null,
      primary key (person_id, cohort_id)
    )`.execute(db)
  await sql`create index cohort_people_of_cohort on cohort_people (cohort_id)`.execute(db)
  await sql`
    create table champion_invitations (
      invitation_id uuid primary key,
      organization_id uuid not null,
      person_id uuid not null unique,
      version integer not null,
      state text not null,
      invited_at timestamptz not null,
      answered_at timestamptz
    )`.execute(db)
  await sql`
    create table help_requests (
      help_request_id uuid primary key,
      organization_id uuid not null,
      person_id uuid not null,
      champion_id uuid,
      version integer not null,
      course_id text not null,
      card_id text,
      question text not null,
      answer text,
      state text not null,
      asked_at timestamptz not null,
      answered_at timestamptz
    )`.execute(db)
  await sql`create index help_requests_of_person on help_requests (person_id, asked_at desc, help_request_id desc)`.execute(db)
  await sql`create index help_requests_open on help_requests (organization_id, asked_at) where state = 'open'`.execute(db)
  for (const table of ['cohorts', 'cohort_people', 'champion_invitations', 'help_requests']) await protectTable(db, table, 'progress_app')
}
