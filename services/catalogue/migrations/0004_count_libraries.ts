import { protectTable } from '@handrail/postgres'
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table library_versions (
      organization_id uuid unique nulls not distinct,
      version integer not null check (version > 0)
    )`.execute(db)
  await protectTable(db, 'library_versions', 'catalogue_app')
  await sql`alter table plans add column library_version integer not null default 0`.execute(db)
}
