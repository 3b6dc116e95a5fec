import { protectTable } from '@handrail/postgres'
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table scenario_checks (
      organization_id uuid,
      competency_id text not null,
      version integer not null check (version > 0),
      items jsonb not null,
      published_at timestamptz not null,
      unique nulls not distinct (competency_id, organization_id, version)
    )`.execute(db)
  await protectTable(db, 'scenario_checks', 'baselines_app')
}
