import type { Level } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import { saveNewestEvidence } from '../store/writes/evidence.ts'
import { lockPerson } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'

type RecordEvidence = { organizationId: string; personId: string; competencyId: string; level: Level }

/** A passed check showed a level. Nothing is kept of somebody who was erased, however late it is heard. */
export const recordEvidence = async (trx: Transaction<Tables>, { organizationId, personId, competencyId, level }: RecordEvidence, at: Date): Promise<void> => {
  const person = await lockPerson(trx, personId)
  if (person?.state === 'erased') return
  await saveNewestEvidence(trx, { organization_id: organizationId, person_id: personId, competency_id: competencyId, level, recorded_at: at })
}
