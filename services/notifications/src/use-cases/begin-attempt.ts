import type { Transaction } from 'kysely'
import { isHeld } from '../domain/attempt.ts'
import { quietUntil } from '../domain/quiet-hours.ts'
import { personBy } from '../store/reads/recipients.ts'
import { type ClaimedDigest, lockDigest, postponeDigest, saveBegun, settleDigests } from '../store/writes/digests.ts'
import { lockRecipient } from '../store/writes/recipients.ts'
import type { Tables } from '../tables.ts'

/**
 * The last look before SMTP: is it still due and ours, and may we, at this hour? With this committed nobody else sends it, whatever
 * happens next. The person's row stays locked until then, so that no mail begins after an unsubscribe was committed.
 */
export const beginAttempt = async (
  trx: Transaction<Tables>,
  { digestId, claimedUntil }: Pick<ClaimedDigest, 'digestId' | 'claimedUntil'>,
  now: Date,
): Promise<boolean> => {
  const digest = await lockDigest(trx, digestId)
  if (digest?.state !== 'due' || !isHeld(claimedUntil, digest.next_try_at, now)) return false
  const recipient = await lockRecipient(trx, { organizationId: digest.organization_id, personId: digest.person_id })
  const person = await personBy(trx, digest.person_id)
  const isWanted = digest.help_request_id === null ? recipient.digest : recipient.help_answers_at_once
  if (!isWanted || recipient.suppressed_at !== null || person?.state !== 'active') {
    await settleDigests(trx, [digestId], 'withheld')
    return false
  }
  const quiet = quietUntil(now, person.time_zone, recipient.quiet_hours)
  if (quiet) await postponeDigest(trx, digestId, quiet)
  else await saveBegun(trx, digestId, digest.attempts + 1, now)
  return quiet === null
}
