import { protectTable } from '@handrail/postgres'
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table talking_points (
      person_id uuid not null,
      course_id text not null,
      card_id text not null,
      organization_id uuid not null,
      champion_id uuid,
      marked_at timestamptz not null,
      primary key (person_id, course_id, card_id)
    )`.execute(db)
  await sql`create index talking_points_of_organization on talking_points (organization_id, marked_at)`.execute(db)
  await protectTable(db, 'talking_points', 'progress_app')
}
