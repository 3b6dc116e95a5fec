import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>) => {
  await sql`create unique index assignments_one_own_choice on assignments (person_id) where reason = 'chosen'`.execute(db)
}
