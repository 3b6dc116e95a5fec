import type { Transaction } from 'kysely'
import { answerMail, composeDigest, type Digest } from '../domain/digest.ts'
import { quietUntil } from '../domain/quiet-hours.ts'
import { answersTo, materialFor } from '../store/reads/material.ts'
import { quietHoursOf } from '../store/reads/recipients.ts'
import { type ClaimedDigest, claimDueDigests, postponeDigest, settleDigests } from '../store/writes/digests.ts'
import type { Tables } from '../tables.ts'

type Trx = Transaction<Tables>
export type ComposedDigest = ClaimedDigest & { digest: Digest }

const CLAIM_MS = 5 * 60_000

/** Puts off what comes in somebody's quiet hours, until they end; answers the rest. */
const putOffTheQuiet = async (trx: Trx, claimed: readonly ClaimedDigest[], now: Date): Promise<ClaimedDigest[]> => {
  const quietHours = await quietHoursOf(
    trx,
    claimed.map(({ personId }) => personId),
  )
  const timely: ClaimedDigest[] = []
  for (const claim of claimed) {
    const { timeZone, quiet } = quietHours.get(claim.personId) ?? { timeZone: 'UTC', quiet: null }
    const until = quietUntil(now, timeZone, quiet)
    if (until) await postponeDigest(trx, claim.digestId, until)
    else timely.push(claim)
  }
  return timely
}

const compose = async (trx: Trx, claims: readonly ClaimedDigest[], now: Date) => {
  const weekly = claims.filter(({ helpRequestId }) => helpRequestId === null)
  const material = await materialFor(
    trx,
    weekly.map(({ personId }) => personId),
    now,
  )
  const answered = await answersTo(
    trx,
    claims.flatMap(({ helpRequestId }) => helpRequestId ?? []),
  )
  return claims.map((claim) => {
    const { personId, helpRequestId } = claim
    return { ...claim, digest: helpRequestId === null ? composeDigest(material, personId) : answerMail(answered.get(helpRequestId), personId) }
  })
}

/** Takes due mails and composes them from what is known now. Those with nothing to say are settled; no mail is better than an empty one. */
export const takeDigests = async (
  trx: Trx,
  { organizationId, limit }: { organizationId: string; limit: number },
  now: Date,
): Promise<{ taken: number; silent: number; toSend: ComposedDigest[] }> => {
  const claimed = await claimDueDigests(trx, { organizationId, now, until: new Date(now.getTime() + CLAIM_MS), limit })
  const timely = await putOffTheQuiet(trx, claimed, now)
  if (timely.length === 0) return { taken: claimed.length, silent: 0, toSend: [] }
  const composed = await compose(trx, timely, now)
  const toSend = composed.filter((one): one is ComposedDigest => one.digest !== null)
  const silent = composed.filter(({ digest }) => digest === null).map(({ digestId }) => digestId)
  await settleDigests(trx, silent, 'nothing-to-say')
  return { taken: claimed.length, silent: silent.length, toSend }
}
