import type { Floor } from '@handrail/contracts'
import type { Kysely } from 'kysely'
import { LRUCache } from 'lru-cache'
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

/** By id, which no two databases share; a version that is published never changes. */
const known = new LRUCache<string, Floor>({ max: 500 })

/** A floor is kilobytes of reasons and examples: each is read and parsed once, and not for every page about a team. */
export const floorsById = async (db: Kysely<Tables>, floorIds: readonly string[]): Promise<(floorId: string) => Floor> => {
  // Held here as well, for what is read may push out what was known.
  const floors = new Map(floorIds.map((id) => [id, known.get(id)]))
  const unknown = [...floors].flatMap(([id, floor]) => (floor ? [] : [id]))
  if (unknown.length > 0) {
    const rows = await db.selectFrom('floors').select(['floor_id', 'version', 'role_profile', 'name', 'levels']).where('floor_id', 'in', unknown).execute()
    for (const { floor_id, role_profile, ...rest } of rows) {
      const floor = { roleProfile: role_profile, ...rest }
      known.set(floor_id, floor)
      floors.set(floor_id, floor)
    }
  }
  return (floorId) => {
    const floor = floors.get(floorId)
    if (!floor) throw new Error(`There is no floor ${floorId}.`)
    return floor
  }
}
