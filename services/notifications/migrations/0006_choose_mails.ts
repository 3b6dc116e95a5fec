import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>) => {
  await sql`
    alter table recipients
      add column fortnightly boolean not null default false,
      add column sections text[] not null default '{my-learning,my-teams,my-cohort}',
      add column help_answers_at_once boolean not null default false,
      add column quiet_hours jsonb`.execute(db)
  // A mail about one answer is a digest of its own; it names the question, and the week's digest names none.
  await sql`alter table digests add column help_request_id uuid`.execute(db)
  await sql`alter table digests drop constraint digests_person_id_period_organization_id_key`.execute(db)
  await sql`
    alter table digests add constraint digests_once
    unique nulls not distinct (person_id, period, organization_id, help_request_id)`.execute(db)
}
