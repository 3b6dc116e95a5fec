import type { Transaction } from 'kysely'
import { withdraw } from '../domain/assignment.ts'
import { activeAssignments } from '../store/reads/assignments.ts'
import type { Tables } from '../tables.ts'
import { recordAssignments } from './record-assignments.ts'

/** Somebody left: nothing is asked of them any more. The caller holds their lock. */
export const withdrawLearning = async (trx: Transaction<Tables>, { personId }: { personId: string }, now: Date): Promise<void> => {
  const assignments = await activeAssignments(trx, personId)
  await recordAssignments(trx, assignments.map(withdraw), now)
}
