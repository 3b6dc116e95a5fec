import type { Transaction } from 'kysely'
import { lockLearning } from '../store/writes/lock-learning.ts'
import { deleteTalkingPoint } from '../store/writes/talking-points.ts'
import type { Tables } from '../tables.ts'

type TakeBack = { personId: string; courseId: string; cardId: string }

/** Nobody sees the mark any more. */
export const takeBackTalkingPoint = async (trx: Transaction<Tables>, command: TakeBack): Promise<void> => {
  await lockLearning(trx, [command.personId])
  await deleteTalkingPoint(trx, command)
}
