import { protectTable } from '@handrail/postgres'
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table people (
      person_id uuid primary key,
      organization_id uuid not null references organizations,
      name text collate "und-x-icu",
      address text check (address = lower(address)),
      role_profile text not null,
      language text not null check (language in ('en', 'fr')),
      time_zone text not null,
      minutes_per_week integer,
      state text not null check (state in ('active', 'left', 'erased')),
      version integer not null,
      joined_at timestamptz not null,
      changed_at timestamptz not null,
      check (state = 'erased' or (name is not null and address is not null))
    )`.execute(db)
  // An address signs in to exactly one organization; whoever left frees it.
  await sql`create unique index people_active_address on people (address) where state = 'active'`.execute(db)
  await sql`create index people_active_by_name on people (organization_id, name, person_id) where state = 'active'`.execute(db)
  await sql`
    create table person_roles (
      person_id uuid primary key references people,
      organization_id uuid not null,
      roles text[] not null,
      version integer not null
    )`.execute(db)
  await sql`
    create table protected_times (
      person_id uuid primary key references people,
      organization_id uuid not null,
      minutes_per_week integer,
      version integer not null
    )`.execute(db)
  await sql`
    create table teams (
      team_id uuid primary key,
      organization_id uuid not null,
      site_id uuid not null references sites,
      name text not null,
      state text not null check (state in ('active', 'closed')),
      version integer not null
    )`.execute(db)
  await sql`create index on teams (organization_id)`.execute(db)
  await sql`
    create table team_people (
      team_id uuid not null references teams,
      person_id uuid not null references people,
      part text not null check (part in ('member', 'manager')),
      organization_id uuid not null,
      primary key (team_id, part, person_id)
    )`.execute(db)
  await sql`create index on team_people (person_id)`.execute(db)
  for (const table of ['people', 'person_roles', 'protected_times', 'teams', 'team_people']) await protectTable(db, table, 'people_app')
}
