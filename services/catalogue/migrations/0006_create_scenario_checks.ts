import { protectTable } from '@handrail/postgres'
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table scenario_checks (
      organization_id uuid,
      competency_id text not null,
      version integer not null,
      content_hash text not null,
      state text not null,
      items jsonb not null,
      unique nulls not distinct (competency_id, organization_id)
    )`.execute(db)
  await protectTable(db, 'scenario_checks', 'catalogue_app')
}
