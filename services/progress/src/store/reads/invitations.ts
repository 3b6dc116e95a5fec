import type { Kysely } from 'kysely'
import type { Tables } from '../../tables.ts'

/** What a person is invited to and has not answered; nothing once they are a champion anyway. */
export const openInvitation = async (db: Kysely<Tables>, personId: string): Promise<{ invitationId: string } | null> => {
  const row = await db
    .selectFrom('champion_invitations')
    .leftJoin('person_roles', 'person_roles.person_id', 'champion_invitations.person_id')
    .select(['invitation_id', 'roles'])
    .where('champion_invitations.person_id', '=', personId)
    .where('state', '=', 'invited')
    .executeTakeFirst()
  return row && !row.roles?.includes('champion') ? { invitationId: row.invitation_id } : null
}
