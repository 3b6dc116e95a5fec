import { type Kysely, sql } from 'kysely'

/** An answer also says how sure the person is, and when it was given; the levels at submission and checks are kept beside it. */
export const up = async (db: Kysely<unknown>) => {
  await sql`
    alter table self_assessments
      add column checks jsonb not null default '{}',
      add column measured jsonb`.execute(db)
  // Forced row-level security would hide every row from the owner, who has no organization.
  await sql`alter table self_assessments no force row level security`.execute(db)
  await sql`update self_assessments set measured = answers where state = 'submitted'`.execute(db)
  await sql`
    update self_assessments set answers = coalesce((
      select jsonb_object_agg(competency_id, jsonb_build_object(
        'level', level,
        'sureness', null,
        'at', to_char(coalesce(submitted_at, started_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
      from jsonb_each(answers) as each (competency_id, level)), '{}')`.execute(db)
  await sql`alter table self_assessments force row level security`.execute(db)
  await sql`alter table self_assessments add check ((state = 'submitted') = (measured is not null))`.execute(db)
}
