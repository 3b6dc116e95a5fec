import { type Kysely, sql } from 'kysely'

/** A level of a competency has several can-do statements: what was one becomes a list of one. */
export const up = async (db: Kysely<unknown>) => {
  // Row-level security is forced, so the owner would see no row either.
  await sql`alter table frameworks no force row level security`.execute(db)
  await sql`
    update frameworks set framework = jsonb_set(framework, '{competencies}', (
      select jsonb_agg(
        case when jsonb_typeof(competency #> '{statements,1}') = 'object'
          then jsonb_set(competency, '{statements}', (
            select jsonb_object_agg(level, jsonb_build_array(statement)) from jsonb_each(competency -> 'statements') as each (level, statement)))
          else competency
        end order by place)
      from jsonb_array_elements(framework -> 'competencies') with ordinality as all_of (competency, place)))
    where jsonb_array_length(framework -> 'competencies') > 0`.execute(db)
  await sql`alter table frameworks force row level security`.execute(db)
}
