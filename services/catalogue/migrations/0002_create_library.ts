import { protectTable } from '@handrail/postgres'
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table micro_courses (
      organization_id uuid,
      course_id text not null,
      version integer not null,
      course_version integer not null,
      content_hash text not null,
      state text not null,
      competency_id text not null,
      from_level smallint not null,
      to_level smallint not null,
      minutes smallint not null,
      kilobytes integer not null,
      prerequisites jsonb not null,
      title jsonb not null,
      summary jsonb not null,
      unique nulls not distinct (course_id, organization_id)
    )`.execute(db)
  await protectTable(db, 'micro_courses', 'catalogue_app')
  await sql`
    create table micro_course_versions (
      organization_id uuid,
      course_id text not null,
      course_version integer not null,
      competency_id text not null,
      minutes smallint not null,
      kilobytes integer not null,
      en jsonb not null,
      fr jsonb not null,
      published_at timestamptz not null,
      unique nulls not distinct (course_id, course_version, organization_id)
    )`.execute(db)
  await protectTable(db, 'micro_course_versions', 'catalogue_app')
  await sql`
    create table learning_paths (
      organization_id uuid,
      path_id text not null,
      version integer not null,
      content_hash text not null,
      state text not null,
      title jsonb not null,
      summary jsonb not null,
      steps jsonb not null,
      grants_role text,
      unique nulls not distinct (path_id, organization_id)
    )`.execute(db)
  await protectTable(db, 'learning_paths', 'catalogue_app')
}
