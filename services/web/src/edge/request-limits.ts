import { createRateLimit } from './rate-limit.ts'

const MINUTE_MS = 60_000
/** A hundred people on Monday at nine, behind one address, ask less than twenty who never pause. */
const PEOPLE_AT_ONCE = 20

/**
 * How much may be asked in a minute, so that nobody takes what is there for all: of an address, before anything is done
 * for it; of a person and of their organization, once we know who asks. Counted in memory, so that counting costs nothing
 * beside the answer: each replica bears so much, and guessing at codes is counted in the database (decisions/0010).
 */
export const createRequestLimits = (perPerson: number, now: () => number = Date.now) => {
  const person = createRateLimit(perPerson, MINUTE_MS, now)
  const organization = createRateLimit(perPerson * PEOPLE_AT_ONCE, MINUTE_MS, now)
  const address = createRateLimit(perPerson * PEOPLE_AT_ONCE, MINUTE_MS, now)
  return {
    address,
    /** Who is over their own limit takes nothing of their colleagues'. */
    person: (who: { personId: string; organizationId: string }) => {
      person(who.personId)
      organization(who.organizationId)
    },
  }
}
export type RequestLimits = ReturnType<typeof createRequestLimits>
