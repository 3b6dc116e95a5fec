import { Refusal } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import { withdraw } from '../domain/assignment.ts'
import { refuseWhoIsGone } from '../domain/person.ts'
import { type Asker, undoUntil } from '../domain/team-assignment.ts'
import { assignmentsOfBatch } from '../store/reads/assignments.ts'
import { learnerOf } from '../store/reads/learners.ts'
import { lockBatch, markUndone } from '../store/writes/assignment-batches.ts'
import { lockLearning } from '../store/writes/lock-learning.ts'
import type { Tables } from '../tables.ts'
import { recordAssignments } from './record-assignments.ts'
import { managedTeam } from './weigh-team-assignment.ts'

/** Takes a batch back within ten minutes; what somebody has completed meanwhile stays. Undoing again changes nothing. */
export const undoTeamAssignment = async (trx: Transaction<Tables>, { batchId, by }: { batchId: string; by: Asker }, now: Date): Promise<void> => {
  const before = await assignmentsOfBatch(trx, batchId)
  await lockLearning(trx, [by.personId, ...before.map((assignment) => assignment.personId)])
  refuseWhoIsGone(await learnerOf(trx, by.personId))
  const batch = await lockBatch(trx, batchId)
  if (!batch) throw new Refusal('not-found')
  await managedTeam(trx, batch.team_id, by)
  if (batch.undone_at) return
  if (now > undoUntil(batch.assigned_at)) throw new Refusal('undo-too-late')
  const active = await assignmentsOfBatch(trx, batchId)
  await recordAssignments(trx, active.map(withdraw), now)
  await markUndone(trx, batchId, now)
}
