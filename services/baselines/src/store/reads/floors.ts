import type { Floor } from '@handrail/contracts'
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

/** A floor is kilobytes of reasons and examples: of many people, each is read once. */
export const floorsById = async (db: Kysely<Tables>, floorIds: readonly string[]): Promise<(floorId: string) => Floor> => {
  const ids = [...new Set(floorIds)]
  const rows =
    ids.length > 0 ? await db.selectFrom('floors').select(['floor_id', 'version', 'role_profile', 'name', 'levels']).where('floor_id', 'in', ids).execute() : []
  const floors = new Map(rows.map(({ floor_id, role_profile, ...floor }) => [floor_id, { roleProfile: role_profile, ...floor }]))
  return (floorId) => {
    const floor = floors.get(floorId)
    if (!floor) throw new Error(`There is no floor ${floorId}.`)
    return floor
  }
}
