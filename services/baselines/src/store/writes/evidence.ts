import { type Insertable, sql, type Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

/** Keeps the newest, whatever the order of arrival; of two at the same instant the higher. */
export const saveNewestEvidence = (trx: Transaction<Tables>, evidence: Insertable<Tables['evidence']>) =>
  trx
    .insertInto('evidence')
    .values(evidence)
    .onConflict((conflict) =>
      conflict
        .columns(['person_id', 'competency_id'])
        .doUpdateSet({ level: evidence.level, recorded_at: evidence.recorded_at })
        .where(sql<boolean>`(evidence.recorded_at, evidence.level) < (excluded.recorded_at, excluded.level)`),
    )
    .execute()
