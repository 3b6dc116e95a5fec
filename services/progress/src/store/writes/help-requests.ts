import type { Insertable, Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

export const insertHelpRequest = (trx: Transaction<Tables>, request: Insertable<Tables['help_requests']>) =>
  trx.insertInto('help_requests').values(request).execute()

export const lockHelpRequest = (trx: Transaction<Tables>, helpRequestId: string) =>
  trx.selectFrom('help_requests').selectAll().where('help_request_id', '=', helpRequestId).forUpdate().executeTakeFirst()

type HelpAnswered = { helpRequestId: string; championId: string; answer: string; version: number }

export const saveHelpAnswer = (trx: Transaction<Tables>, { helpRequestId, championId, answer, version }: HelpAnswered, now: Date) =>
  trx
    .updateTable('help_requests')
    .set({ state: 'answered', answer, champion_id: championId, version, answered_at: now })
    .where('help_request_id', '=', helpRequestId)
    .execute()
