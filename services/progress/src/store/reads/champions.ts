import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Tables } from '../../tables.ts'

/** The champion of the person's newest cohort; else one of the organization's, always the same one, and spread over all. */
export const championOf = (personId: RawBuilder<unknown>) => sql<string | null>`(
  select champion_id from (
    select c.champion_id, true as is_own, c.starts_on
    from cohort_people cp join cohorts c using (cohort_id) join champions on champions.person_id = c.champion_id
    where cp.person_id = ${personId} and c.state = 'active'
    union all
    select person_id, false, null from champions
  ) as candidates
  where champion_id <> ${personId}
  order by is_own desc, starts_on desc, md5(${personId}::text || champion_id::text)
  limit 1)`

export const championFor = async (db: Kysely<Tables>, personId: string): Promise<string | null> => {
  const { rows } = await sql<{ id: string | null }>`select ${championOf(sql`${personId}::uuid`)} as id`.execute(db)
  return rows[0]?.id ?? null
}

export const isChampion = async (db: Kysely<Tables>, personId: string): Promise<boolean> =>
  (await db.selectFrom('champions').select('person_id').where('person_id', '=', personId).executeTakeFirst()) !== undefined
