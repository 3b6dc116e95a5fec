import { type Level, Refusal } from '@handrail/contracts'
import { type Kysely, sql } from 'kysely'
import { type KnownSteps, stepKey, type VersionedCheck } from '../../domain/scenario-check.ts'
import type { Tables } from '../../tables.ts'

const newestFirst = (db: Kysely<Tables>) =>
  db
    .selectFrom('scenario_checks')
    .distinctOn('competency_id')
    .orderBy('competency_id')
    .orderBy('organization_id', (order) => order.asc().nullsLast())
    .orderBy('version', 'desc')

/** The newest check of every competency; the organization's own wins over the sector's. */
export const currentChecks = async (db: Kysely<Tables>): Promise<VersionedCheck[]> => {
  const rows = await newestFirst(db).select(['competency_id', 'version', 'items']).execute()
  return rows.map(({ competency_id, version, items }) => ({ competencyId: competency_id, version, items }))
}

/** The steps that have two moments or more, without the moments themselves. */
export const knownSteps = async (db: Kysely<Tables>): Promise<KnownSteps> => {
  const rows = await newestFirst(db)
    .select(['competency_id', sql<Level[]>`jsonb_path_query_array(items, '$[*].toLevel')`.as('to_levels')])
    .execute()
  return new Set(
    rows.flatMap(({ competency_id, to_levels }) =>
      to_levels.filter((level, place) => to_levels.indexOf(level) < place).map((level) => stepKey(competency_id, level)),
    ),
  )
}

/** One competency's check: the version somebody began with, else the newest. */
export const checkOf = async (db: Kysely<Tables>, competencyId: string, version: number | null): Promise<VersionedCheck> => {
  const all = newestFirst(db).select(['competency_id', 'version', 'items']).where('competency_id', '=', competencyId)
  const row = await (version === null ? all : all.where('version', '=', version)).executeTakeFirst()
  if (!row) throw new Refusal('not-found')
  return { competencyId, version: row.version, items: row.items }
}
