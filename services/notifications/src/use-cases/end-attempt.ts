import { type DigestSection, DigestSent } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { type Aftermath, afterAttempt, afterBounce, type Ending, freshMailbox } from '../domain/attempt.ts'
import { lockAttempt, saveEnded } from '../store/writes/digests.ts'
import { saveMailbox } from '../store/writes/recipients.ts'
import type { Tables } from '../tables.ts'

type EndAttempt = { digestId: string; period: string; sections: DigestSection[]; ending: Ending }

/** Records how an attempt ended. What the mail server said counts even where the attempt was already in doubt. */
export const endAttempt = async (trx: Transaction<Tables>, command: EndAttempt, now: Date): Promise<Aftermath['state'] | null> => {
  const { digestId, period, sections, ending } = command
  const locked = await lockAttempt(trx, digestId)
  if (locked?.state !== 'sending' && locked?.state !== 'unknown') return null
  const { person_id: personId, organization_id: organizationId, bounce_score: bounceScore, suppressed_at: suppressedAt } = locked
  const aftermath = afterAttempt(ending, locked.attempts, now)
  await saveEnded(trx, digestId, { ...aftermath, outcome: [ending.kind, ending.stage].filter(Boolean).join(' ') })
  if (aftermath.state === 'sent') {
    if (bounceScore > 0) await saveMailbox(trx, personId, freshMailbox)
    const data = { digestId, personId, period, sections }
    await appendEvent(trx, DigestSent, { organizationId, aggregateId: digestId, version: 1, time: now, data })
  }
  if (aftermath.state === 'failed' && aftermath.bounced) await saveMailbox(trx, personId, afterBounce({ bounceScore, suppressedAt }, now))
  return aftermath.state
}
