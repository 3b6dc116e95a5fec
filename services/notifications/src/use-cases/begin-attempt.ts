import type { Transaction } from 'kysely'
import { isHeld } from '../domain/attempt.ts'
import { personState } from '../store/reads/recipients.ts'
import { type ClaimedDigest, lockDigest, saveBegun, settleDigests } from '../store/writes/digests.ts'
import { lockRecipient } from '../store/writes/recipients.ts'
import type { Tables } from '../tables.ts'

/**
 * The last look before SMTP: is it still due and ours, and may we? With this committed nobody else sends it, whatever happens
 * next. The person's row stays locked until then, so that no mail begins after an unsubscribe was committed.
 */
export const beginAttempt = async (trx: Transaction<Tables>, { digestId, claimedUntil }: ClaimedDigest, now: Date): Promise<boolean> => {
  const digest = await lockDigest(trx, digestId)
  if (digest?.state !== 'due' || !isHeld(claimedUntil, digest.next_try_at, now)) return false
  const recipient = await lockRecipient(trx, { organizationId: digest.organization_id, personId: digest.person_id })
  const isWelcome = recipient.digest && recipient.suppressed_at === null && (await personState(trx, digest.person_id)) === 'active'
  if (isWelcome) await saveBegun(trx, digestId, digest.attempts + 1, now)
  else await settleDigests(trx, [digestId], 'withheld')
  return isWelcome
}
