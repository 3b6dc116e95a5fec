import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../tables.ts'

const MOST_SITES = 500

export const organizationOf = (db: Kysely<Tables>, organizationId: string) =>
  db
    .selectFrom('organizations')
    .select([
      'name',
      'province',
      sql<number>`(select count(*)::int from people where people.organization_id = organizations.organization_id and state = 'active')`.as('people'),
    ])
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()

export const sitesOf = (db: Kysely<Tables>, organizationId: string) =>
  db.selectFrom('sites').select(['site_id', 'name']).where('organization_id', '=', organizationId).orderBy('name').limit(MOST_SITES).execute()

export const siteExists = async (db: Kysely<Tables>, siteId: string): Promise<boolean> =>
  (await db.selectFrom('sites').select('site_id').where('site_id', '=', siteId).executeTakeFirst()) !== undefined
