import type { Transaction } from 'kysely'
import { withdraw } from '../domain/assignment.ts'
import { activeAssignments } from '../store/reads/assignments.ts'
import { lockLearning } from '../store/writes/lock-learning.ts'
import type { Tables } from '../tables.ts'
import { recordAssignments } from './record-assignments.ts'

/** Somebody left: nothing is asked of them any more. */
export const withdrawLearning = async (trx: Transaction<Tables>, { personId }: { personId: string }, now: Date): Promise<void> => {
  await lockLearning(trx, [personId])
  const assignments = await activeAssignments(trx, [personId])
  await recordAssignments(trx, assignments.map(withdraw), now)
}
