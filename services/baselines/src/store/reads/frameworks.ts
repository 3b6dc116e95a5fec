import type { Framework } from '@handrail/contracts'
import type { Kysely } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Tables } from '../../tables.ts'

/** The newest framework; the organization's own wins over the sector's. */
const newest = (db: Kysely<Tables>) =>
  db
    .selectFrom('frameworks')
    .orderBy('organization_id', (order) => order.asc().nullsLast())
    .orderBy('version', 'desc')
    .limit(1)

export const currentFramework = (db: Kysely<Tables>) => newest(db).select(['framework_id', 'version', 'framework']).executeTakeFirst()
export const currentFrameworkId = (db: Kysely<Tables>) => newest(db).select('framework_id')

type Competencies = readonly Pick<Framework['competencies'][number], 'competencyId' | 'name'>[]

/** By id, which no two databases share; a version that is published never changes. */
const known = new LRUCache<string, Competencies>({ max: 100 })

/** The competencies of a framework by name. The rest of it is long, so each is read and parsed once. */
export const competenciesOf = async (db: Kysely<Tables>, frameworkId: string | null | undefined): Promise<Competencies> => {
  if (!frameworkId) return []
  const kept = known.get(frameworkId)
  if (kept) return kept
  const { framework } = await db.selectFrom('frameworks').select('framework').where('framework_id', '=', frameworkId).executeTakeFirstOrThrow()
  const competencies = framework.competencies.map(({ competencyId, name }) => ({ competencyId, name }))
  known.set(frameworkId, competencies)
  return competencies
}
