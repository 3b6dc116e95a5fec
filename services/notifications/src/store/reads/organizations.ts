import type { Kysely } from 'kysely'
import type { Tables } from '../../tables.ts'

/** Every organization there is, in the sector's scope; nothing else of them can be seen there. */
export const organizationIds = async (db: Kysely<Tables>): Promise<string[]> => {
  const rows = await db.selectFrom('organizations').select('organization_id').orderBy('organization_id').execute()
  return rows.map(({ organization_id }) => organization_id)
}

export const timeZones = async (db: Kysely<Tables>): Promise<string[]> => {
  const rows = await db.selectFrom('people').select('time_zone').distinct().where('state', '=', 'active').execute()
  return rows.map(({ time_zone }) => time_zone)
}
