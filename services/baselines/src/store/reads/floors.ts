import type { Kysely } from 'kysely'
import type { Tables } from '../../tables.ts'

/** The newest floor of a role profile; the organization's own wins over the sector's. */
export const currentFloor = (db: Kysely<Tables>, roleProfile: string) =>
  db
    .selectFrom('floors')
    .select(['floor_id', 'version', 'role_profile', 'name', 'levels'])
    .where('role_profile', '=', roleProfile)
    .orderBy('organization_id', (order) => order.asc().nullsLast())
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
