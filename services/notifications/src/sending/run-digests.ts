import type { DigestRun, DigestRunRequest } from '@handrail/contracts'
import { inOrganization, SHARED } from '@handrail/postgres'
import type { z } from 'zod'
import { namedIn } from '../domain/digest.ts'
import { organizationIds } from '../store/reads/organizations.ts'
import { releaseDigests } from '../store/writes/digests.ts'
import { openDigests } from '../use-cases/open-digests.ts'
import { type ComposedDigest, takeDigests } from '../use-cases/take-digests.ts'
import { type Addressee, askForAddresses } from './address-book.ts'
import { type SendingDeps, sendDigest } from './send-digest.ts'

export type RunRequest = z.infer<typeof DigestRunRequest>
export type RunResult = z.infer<typeof DigestRun>

/** Few enough to be sent while their claim lasts; the others are composed when their turn comes. */
const BATCH = 50
/** As many mails travel at once; the mailer keeps as many connections. */
export const IN_FLIGHT = 5
/** After as many attempts in a row that reached no mail server, the rest waits for the next run. */
const UNREACHED_BEFORE_PAUSE = 2 * IN_FLIGHT
const PAUSE_MS = 60_000

const inParallel = async <Item>(items: readonly Item[], work: (item: Item) => Promise<void>) => {
  const waiting = items.values()
  const lane = async () => {
    for (const item of waiting) await work(item)
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane))
}

/**
 * Sends the digests that are due, organization by organization, in batches. Replicas and runs that overlap share the
 * work, and the claim row sees to it that nobody gets two. What cannot be sent now stays due.
 */
export const runDigests = async (deps: SendingDeps, { evenIfNotDue }: RunRequest): Promise<RunResult> => {
  const { database, config, clock, log, isDraining } = deps
  const result: RunResult = { sent: 0, nothingToSay: 0, failed: 0, alreadySent: 0 }
  const refusals = new Map<string, number>()
  let unreached = 0
  const mayGoOn = () => !isDraining() && unreached < UNREACHED_BEFORE_PAUSE

  const sendOne = async (organizationId: string, one: ComposedDigest, people: ReadonlyMap<string, Addressee>) => {
    try {
      const { state, reachedServer, refusal } = await sendDigest(deps, organizationId, one, people)
      unreached = reachedServer ? 0 : unreached + 1
      if (refusal) refusals.set(refusal, (refusals.get(refusal) ?? 0) + 1)
      if (state === 'sent') result.sent += 1
      else if (state !== 'skipped') result.failed += 1
    } catch (error) {
      result.failed += 1
      log.error({ err: error, digestId: one.digestId }, 'a digest could not be sent; it comes again unless it had begun')
    }
  }

  /** Answers the digests that are left because people or the mail server is away. */
  const sendBatch = async (organizationId: string, batch: readonly ComposedDigest[]): Promise<ComposedDigest[]> => {
    const left = new Set(batch)
    const personIds = new Set(batch.flatMap(({ personId, digest }) => [personId, ...namedIn(digest)]))
    try {
      const people = await askForAddresses(config, organizationId, [...personIds])
      await inParallel(batch, async (one) => {
        if (!mayGoOn()) return
        left.delete(one)
        await sendOne(organizationId, one, people)
      })
    } catch (error) {
      log.warn({ reason: String(error) }, 'digests stay due until people answers')
    }
    return [...left]
  }

  const runOrganization = async (organizationId: string) => {
    result.alreadySent += await inOrganization(database, organizationId, (trx) => openDigests(trx, { evenIfNotDue }, clock()))
    while (mayGoOn()) {
      const { taken, silent, toSend } = await inOrganization(database, organizationId, (trx) => takeDigests(trx, { organizationId, limit: BATCH }, clock()))
      result.nothingToSay += silent
      const left = await sendBatch(organizationId, toSend)
      result.failed += left.length
      const [first] = left
      if (first) {
        const digestIds = left.map(({ digestId }) => digestId)
        const until = new Date(clock().getTime() + PAUSE_MS)
        await inOrganization(database, organizationId, (trx) => releaseDigests(trx, digestIds, first.claimedUntil, until))
      }
      if (taken === 0 || first) return
    }
  }

  for (const organizationId of await inOrganization(database, SHARED, organizationIds)) {
    if (!mayGoOn()) break
    await runOrganization(organizationId)
  }
  if (refusals.size > 0) log.warn({ refusals: Object.fromEntries(refusals) }, 'the mail server did not take every mail')
  return result
}
