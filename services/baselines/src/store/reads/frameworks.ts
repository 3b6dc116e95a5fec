import type { Framework } from '@handrail/contracts'
import type { Kysely } from 'kysely'
import type { Tables } from '../../tables.ts'

const newest = (db: Kysely<Tables>) =>
  db
    .selectFrom('frameworks')
    .orderBy('organization_id', (order) => order.asc().nullsLast())
    .orderBy('version', 'desc')
    .limit(1)

/** The newest framework; the organization's own wins over the sector's. */
export const currentFramework = (db: Kysely<Tables>) => newest(db).select(['framework_id', 'version', 'framework']).executeTakeFirst()

type Competencies = { frameworkId: string; competencies: readonly Pick<Framework['competencies'][number], 'competencyId' | 'name'>[] }

/** By id, which no two databases share; a version that is published never changes. */
const known = new Map<string, Competencies>()
const MOST_KNOWN = 100

/** The competencies of the newest framework by name. The rest of it is long, so each is read and parsed once. */
export const currentCompetencies = async (db: Kysely<Tables>): Promise<Competencies> => {
  const current = await newest(db).select('framework_id').executeTakeFirst()
  const kept = current && known.get(current.framework_id)
  if (kept) return kept
  const read = await currentFramework(db)
  if (!read) return { frameworkId: '', competencies: [] }
  const { framework_id: frameworkId, framework } = read
  const competencies = framework.competencies.map(({ competencyId, name }) => ({ competencyId, name }))
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(frameworkId, { frameworkId, competencies })
  return { frameworkId, competencies }
}
