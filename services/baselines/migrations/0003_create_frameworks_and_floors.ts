import { protectTable } from '@handrail/postgres'
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table frameworks (
      framework_id uuid primary key,
      organization_id uuid,
      version integer not null check (version > 0),
      framework jsonb not null,
      published_at timestamptz not null,
      unique nulls not distinct (organization_id, version)
    )`.execute(db)
  await protectTable(db, 'frameworks', 'baselines_app')
  await sql`
    create table floors (
      floor_id uuid primary key,
      organization_id uuid,
      role_profile text not null,
      version integer not null check (version > 0),
      name jsonb not null,
      levels jsonb not null,
      published_at timestamptz not null,
      unique nulls not distinct (role_profile, organization_id, version)
    )`.execute(db)
  await protectTable(db, 'floors', 'baselines_app')
}
