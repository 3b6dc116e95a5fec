import type { Insertable, Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

/** Says whether it is the person's first. */
export const insertInvitation = async (trx: Transaction<Tables>, invitation: Insertable<Tables['champion_invitations']>): Promise<boolean> => {
  const query = trx.insertInto('champion_invitations').values(invitation)
  const result = await query.onConflict((conflict) => conflict.column('person_id').doNothing()).executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export const lockInvitation = (trx: Transaction<Tables>, invitationId: string) =>
  trx.selectFrom('champion_invitations').selectAll().where('invitation_id', '=', invitationId).forUpdate().executeTakeFirst()

export const saveInvitationAnswer = (trx: Transaction<Tables>, invitationId: string, version: number, state: 'accepted' | 'declined', now: Date) =>
  trx.updateTable('champion_invitations').set({ state, version, answered_at: now }).where('invitation_id', '=', invitationId).execute()
