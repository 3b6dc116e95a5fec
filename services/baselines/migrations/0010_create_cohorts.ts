import { protectTable } from '@handrail/postgres'
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table cohorts (
      cohort_id uuid primary key,
      organization_id uuid not null,
      champion_id uuid not null,
      person_ids jsonb not null,
      state text not null
    )`.execute(db)
  await sql`create index cohorts_of_champion on cohorts (champion_id)`.execute(db)
  await protectTable(db, 'cohorts', 'baselines_app')
}
