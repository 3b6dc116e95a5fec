import { protectTable } from '@handrail/postgres'
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table access_answers (
      person_id uuid primary key,
      organization_id uuid not null,
      phone text,
      data_plan text,
      time_of_day text,
      asked_at timestamptz not null
    )`.execute(db)
  await protectTable(db, 'access_answers', 'baselines_app')
}
