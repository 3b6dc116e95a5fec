import { protectTable } from '@handrail/postgres'
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table follow_ups (
      person_id uuid not null,
      course_id text not null,
      organization_id uuid not null,
      practice_id uuid not null unique,
      version integer not null,
      used text,
      barrier text,
      note text not null,
      answered_at timestamptz,
      put_away_at timestamptz,
      primary key (person_id, course_id)
    )`.execute(db)
  await protectTable(db, 'follow_ups', 'progress_app')
}
