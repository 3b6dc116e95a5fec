import { protectTable } from '@handrail/postgres'
import { type Kysely, sql } from 'kysely'

/** What people and catalogue say, as far as progress needs it. No foreign keys: events of two aggregates have no order. */
export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table people (
      person_id uuid primary key,
      organization_id uuid not null,
      time_zone text not null,
      minutes_per_week integer,
      state text not null
    )`.execute(db)
  await sql`
    create table person_roles (
      person_id uuid primary key,
      organization_id uuid not null,
      roles text[] not null
    )`.execute(db)
  await sql`create index person_roles_champions on person_roles (organization_id) where 'champion' = any (roles)`.execute(db)
  await sql`
    create table protected_times (
      person_id uuid primary key,
      organization_id uuid not null,
      minutes_per_week integer
    )`.execute(db)
  await sql`
    create table teams (
      team_id uuid primary key,
      organization_id uuid not null,
      manager_ids uuid[] not null,
      member_ids uuid[] not null,
      state text not null
    )`.execute(db)
  await sql`
    create table courses (
      course_id text not null,
      course_version integer not null,
      organization_id uuid,
      competency_id text not null,
      to_level smallint not null,
      minutes integer not null,
      kilobytes integer not null,
      title jsonb not null,
      can_do jsonb not null,
      card_ids text[] not null,
      checks jsonb not null,
      state text not null,
      primary key (course_id, course_version)
    )`.execute(db)
  await sql`
    create table learning_paths (
      path_id text primary key,
      organization_id uuid,
      title jsonb not null,
      steps jsonb not null,
      grants_role text
    )`.execute(db)
  for (const table of ['people', 'person_roles', 'protected_times', 'teams', 'courses', 'learning_paths']) {
    await protectTable(db, table, 'progress_app')
  }
  // Whoever has the role and has not left; with the asker's own rights, so that the policies hold.
  await sql`
    create view champions with (security_invoker = true) as
    select person_id, organization_id from person_roles r
    where 'champion' = any (roles) and not exists (select 1 from people p where p.person_id = r.person_id and p.state <> 'active')`.execute(db)
  await sql`grant select on champions to progress_app`.execute(db)
}
