import type { Kysely } from 'kysely'
import type { EvidenceByCompetency } from '../../domain/current-level.ts'
import type { Tables } from '../../tables.ts'

export const evidenceOf = async (db: Kysely<Tables>, personId: string): Promise<EvidenceByCompetency> => {
  const rows = await db.selectFrom('evidence').select(['competency_id', 'level', 'recorded_at']).where('person_id', '=', personId).execute()
  return new Map(rows.map((row) => [row.competency_id, { level: row.level, at: row.recorded_at }]))
}
