import { type DigestSection, DigestSent } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { type Aftermath, afterAttempt, afterBounce, type Ending, freshMailbox } from '../domain/attempt.ts'
import { lockDigest, saveEnded } from '../store/writes/digests.ts'
import { lockRecipient, saveMailbox } from '../store/writes/recipients.ts'
import type { Tables } from '../tables.ts'

type EndAttempt = { digestId: string; period: string; sections: DigestSection[]; ending: Ending }

/** Records how an attempt ended. What the mail server said counts even where the attempt was already in doubt. */
export const endAttempt = async (trx: Transaction<Tables>, command: EndAttempt, now: Date): Promise<Aftermath['state'] | null> => {
  const { digestId, period, sections, ending } = command
  const digest = await lockDigest(trx, digestId)
  if (digest?.state !== 'sending' && digest?.state !== 'unknown') return null
  const person = { organizationId: digest.organization_id, personId: digest.person_id }
  const aftermath = afterAttempt(ending, digest.attempts, now)
  await saveEnded(trx, digestId, { ...aftermath, outcome: [ending.kind, ending.stage].filter(Boolean).join(' ') })
  if (aftermath.state === 'sent') {
    const recipient = await lockRecipient(trx, person)
    if (recipient.bounce_score > 0) await saveMailbox(trx, person.personId, freshMailbox)
    const data = { digestId, personId: person.personId, period, sections }
    await appendEvent(trx, DigestSent, { organizationId: person.organizationId, aggregateId: digestId, version: 1, time: now, data })
  }
  if (aftermath.state === 'failed' && aftermath.bounced) {
    const recipient = await lockRecipient(trx, person)
    await saveMailbox(trx, person.personId, afterBounce({ bounceScore: recipient.bounce_score, suppressedAt: recipient.suppressed_at }, now))
  }
  return aftermath.state
}
