import type { Insertable, Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

export const insertBatch = (trx: Transaction<Tables>, batch: Insertable<Tables['assignment_batches']>) =>
  trx.insertInto('assignment_batches').values(batch).execute()

export const lockBatch = (trx: Transaction<Tables>, batchId: string) =>
  trx.selectFrom('assignment_batches').selectAll().where('batch_id', '=', batchId).forUpdate().executeTakeFirst()

export const markUndone = (trx: Transaction<Tables>, batchId: string, now: Date) =>
  trx.updateTable('assignment_batches').set({ undone_at: now }).where('batch_id', '=', batchId).execute()
