import type { Transaction } from 'kysely'
import { isHeld } from '../domain/attempt.ts'
import { quietUntil } from '../domain/quiet-hours.ts'
import { type ClaimedDigest, lockAttempt, postponeDigest, saveBegun, settleDigests } from '../store/writes/digests.ts'
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
  const locked = await lockAttempt(trx, digestId)
  if (locked?.state !== 'due' || !isHeld(claimedUntil, locked.next_try_at, now)) return false
  const isWanted = locked.help_request_id === null ? locked.digest : locked.help_answers_at_once
  if (!isWanted || locked.suppressed_at !== null || locked.person_state !== 'active' || locked.time_zone === null) {
    await settleDigests(trx, [digestId], 'withheld')
    return false
  }
  const quiet = quietUntil(now, locked.time_zone, locked.quiet_hours)
  if (quiet) await postponeDigest(trx, digestId, quiet)
  else await saveBegun(trx, digestId, locked.attempts + 1, now)
  return quiet === null
}
