import { ChampionInvitationChanged, Refusal } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { refuseWhoIsGone } from '../domain/person.ts'
import { championPath } from '../store/reads/paths.ts'
import { lockInvitation, saveInvitationAnswer } from '../store/writes/invitations.ts'
import { lockPerson } from '../store/writes/lock-learning.ts'
import type { Tables } from '../tables.ts'
import { assignPath } from './assign-path.ts'

type AnswerInvitation = { organizationId: string; personId: string; invitationId: string; answer: 'accepted' | 'declined' }

/** Only the invited may answer, once; the same answer again changes nothing. Accepting assigns the champions' path. */
export const answerInvitation = async (trx: Transaction<Tables>, command: AnswerInvitation, now: Date): Promise<void> => {
  const { organizationId, personId, invitationId, answer } = command
  refuseWhoIsGone(await lockPerson(trx, personId))
  const invitation = await lockInvitation(trx, invitationId)
  if (!invitation || invitation.person_id !== personId) throw new Refusal('not-found')
  if (invitation.state === answer) return
  if (invitation.state !== 'invited') throw new Refusal('invitation-already-answered')
  const version = invitation.version + 1
  await saveInvitationAnswer(trx, invitationId, version, answer, now)
  await appendEvent(trx, ChampionInvitationChanged, {
    organizationId,
    aggregateId: invitationId,
    version,
    time: now,
    data: { invitationId, personId, state: answer },
  })
  if (answer === 'declined') return
  const path = await championPath(trx)
  if (!path) throw new Refusal('service-unavailable')
  await assignPath(trx, { organizationId, path, personIds: [personId], reason: 'champion', assignedBy: null, whoHasFinished: 'completed-at-once' }, now)
}
