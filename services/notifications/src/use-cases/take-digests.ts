import type { Transaction } from 'kysely'
import { composeDigest, type Digest } from '../domain/digest.ts'
import { materialFor } from '../store/reads/material.ts'
import { type ClaimedDigest, claimDueDigests, settleDigests } from '../store/writes/digests.ts'
import type { Tables } from '../tables.ts'

export type ComposedDigest = ClaimedDigest & { digest: Digest }

const CLAIM_MS = 5 * 60_000

/** Takes due digests and composes them from what is known now. Those with nothing to say are settled; no mail is better than an empty one. */
export const takeDigests = async (
  trx: Transaction<Tables>,
  { organizationId, limit }: { organizationId: string; limit: number },
  now: Date,
): Promise<{ taken: number; toSend: ComposedDigest[] }> => {
  const claimed = await claimDueDigests(trx, { organizationId, now, until: new Date(now.getTime() + CLAIM_MS), limit })
  if (claimed.length === 0) return { taken: 0, toSend: [] }
  const material = await materialFor(
    trx,
    claimed.map(({ personId }) => personId),
    now,
  )
  const composed = claimed.map((claim) => ({ ...claim, digest: composeDigest(material, claim.personId) }))
  const toSend = composed.filter((one): one is ComposedDigest => one.digest !== null)
  const silent = composed.filter(({ digest }) => digest === null).map(({ digestId }) => digestId)
  await settleDigests(trx, silent, 'nothing-to-say')
  return { taken: claimed.length, toSend }
}
