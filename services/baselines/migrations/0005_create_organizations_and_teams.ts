import { protectTable } from '@handrail/postgres'
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table organizations (
      organization_id uuid primary key,
      province text not null,
      time_zone text not null
    )`.execute(db)
  await protectTable(db, 'organizations', 'baselines_app')
  await sql`
    create table teams (
      team_id uuid primary key,
      organization_id uuid not null,
      manager_ids jsonb not null,
      member_ids jsonb not null,
      state text not null
    )`.execute(db)
  await protectTable(db, 'teams', 'baselines_app')
}
