import { ChampionInvitationChanged } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { isChampion } from '../store/reads/champions.ts'
import { insertInvitation } from '../store/writes/invitations.ts'
import { lockPerson } from '../store/writes/lock-learning.ts'
import type { Tables } from '../tables.ts'

/** Invites once in a lifetime, and never somebody who is a champion: who said no is not asked again. */
export const inviteChampion = async (
  trx: Transaction<Tables>,
  { organizationId, personId }: { organizationId: string; personId: string },
  now: Date,
): Promise<void> => {
  if ((await lockPerson(trx, personId)).state !== 'active' || (await isChampion(trx, personId))) return
  const invitationId = uuidv7()
  const isNew = await insertInvitation(trx, {
    invitation_id: invitationId,
    organization_id: organizationId,
    person_id: personId,
    version: 1,
    state: 'invited',
    invited_at: now,
    answered_at: null,
  })
  if (!isNew) return
  await appendEvent(trx, ChampionInvitationChanged, {
    organizationId,
    aggregateId: invitationId,
    version: 1,
    time: now,
    data: { invitationId, personId, state: 'invited' },
  })
}
