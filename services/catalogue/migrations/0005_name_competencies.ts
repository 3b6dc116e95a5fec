import { protectTable } from '@handrail/postgres'
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table frameworks (
      organization_id uuid,
      framework_id text not null,
      version integer not null,
      areas jsonb not null,
      competencies jsonb not null,
      unique nulls not distinct (framework_id, organization_id)
    )`.execute(db)
  await protectTable(db, 'frameworks', 'catalogue_app')
}
