import type { Transaction } from 'kysely'
import { ATTEMPT_LIMIT_MS } from '../domain/attempt.ts'
import { periodAt } from '../domain/period.ts'
import { timeZones } from '../store/reads/organizations.ts'
import { countSent, doubtOldAttempts, insertDigestsAtOnce, insertDueDigests, lapseOlderWeeks } from '../store/writes/digests.ts'
import type { Tables } from '../tables.ts'

/**
 * Brings an organization's digests up to date: those that fell due are there, those of past weeks lapse, attempts that
 * were cut off are in doubt. Answers how many have this week's digest already. Repeating it changes nothing.
 */
export const openDigests = async (trx: Transaction<Tables>, { evenIfNotDue }: { evenIfNotDue: boolean }, now: Date): Promise<number> => {
  const periods = (await timeZones(trx)).map((timeZone) => ({ timeZone, ...periodAt(now, timeZone) }))
  await doubtOldAttempts(trx, new Date(now.getTime() - ATTEMPT_LIMIT_MS))
  await lapseOlderWeeks(trx, periods)
  await (evenIfNotDue ? insertDigestsAtOnce : insertDueDigests)(trx, periods, now)
  return countSent(trx, periods)
}
