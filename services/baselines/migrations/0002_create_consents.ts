import { protectTable } from '@handrail/postgres'
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table people (
      person_id uuid primary key,
      organization_id uuid not null,
      role_profile text not null,
      state text not null
    )`.execute(db)
  await protectTable(db, 'people', 'baselines_app')
  await sql`
    create table consents (
      person_id uuid primary key,
      organization_id uuid not null,
      version integer not null,
      granted jsonb not null,
      changed_at timestamptz not null
    )`.execute(db)
  await protectTable(db, 'consents', 'baselines_app')
}
