import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../tables.ts'

/** The champion of the person's newest cohort; else one of the organization's, always the same one, and spread over all. */
export const championFor = async (db: Kysely<Tables>, personId: string): Promise<string | null> => {
  const { rows } = await sql<{ champion_id: string }>`
    select champion_id from (
      select c.champion_id, true as is_own, c.starts_on from cohort_people cp join cohorts c using (cohort_id)
      where cp.person_id = ${personId} and c.state = 'active'
      union all
      select person_id, false, null from person_roles where 'champion' = any (roles)
    ) as candidates
    where champion_id <> ${personId}
      and exists (select 1 from person_roles r where r.person_id = champion_id and 'champion' = any (r.roles))
      and not exists (select 1 from people p where p.person_id = champion_id and p.state <> 'active')
    order by is_own desc, starts_on desc, md5(${personId}::text || champion_id::text)
    limit 1`.execute(db)
  return rows[0]?.champion_id ?? null
}

export const isChampion = async (db: Kysely<Tables>, personId: string): Promise<boolean> => {
  const row = await db.selectFrom('person_roles').select('roles').where('person_id', '=', personId).executeTakeFirst()
  return row?.roles.includes('champion') ?? false
}
