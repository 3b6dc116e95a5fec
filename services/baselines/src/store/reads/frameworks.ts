import type { Kysely } from 'kysely'
import type { Tables } from '../../tables.ts'

/** The newest framework; the organization's own wins over the sector's. */
export const currentFramework = (db: Kysely<Tables>) =>
  db
    .selectFrom('frameworks')
    .select(['framework_id', 'version', 'framework'])
    .orderBy('organization_id', (order) => order.asc().nullsLast())
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
