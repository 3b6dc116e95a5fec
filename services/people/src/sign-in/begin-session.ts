import { type ProblemCode, Refusal, type SignedIn } from '@handrail/contracts'
import { isAPIError } from 'better-auth/api'
import type { z } from 'zod'
import { deviceOf } from '../domain/device.ts'
import { normalizedAddress } from '../domain/person.ts'
import { sessionEnd } from '../domain/session-lifetime.ts'
import { tryLimits } from '../domain/tries.ts'
import { forgetMails } from './codes.ts'
import type { Desk } from './desk.ts'
import { sealSession } from './keyed.ts'
import { countTry } from './tries.ts'
import { type Who, whose } from './whose.ts'

type Session = z.infer<typeof SignedIn>
type Device = { sharedDevice: boolean; userAgent?: string | undefined }

/** What better-auth says no to is one refusal: which of wrong, expired, used or tried too often, stays unsaid. */
const refusedAs = async <Result>(code: ProblemCode, work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work()
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500) throw new Refusal(code)
    throw error
  }
}

const begin = async (
  desk: Desk,
  { token, user }: { token: string; user: { email: string } },
  { sharedDevice, userAgent }: Device,
  now: Date,
): Promise<Session & { who: Who | null }> => {
  await forgetMails(desk, user.email)
  const expiresAt = sessionEnd({ startedAt: now, sharedDevice }, now)
  const { browser, system } = deviceOf(userAgent) ?? { browser: null, system: null }
  await desk.db.updateTable('session').set({ sharedDevice, browser, system, expiresAt, createdAt: now, updatedAt: now }).where('token', '=', token).execute()
  return { session: sealSession(desk.keyed, token), expiresAt: expiresAt.toISOString(), who: await whose(desk, user.email) }
}

export const signInWithCode = async (desk: Desk, request: { address: string; code: string } & Device, now: Date) => {
  const email = normalizedAddress(request.address)
  const buckets = [
    { limit: tryLimits.triesInAll, of: 'all' },
    { limit: tryLimits.triesForAddress, of: desk.keyed('address', email) },
  ]
  await countTry(desk.db, buckets, now)
  const body = { email, otp: request.code }
  const signedIn = await refusedAs('sign-in-code-refused', () => desk.auth.api.signInEmailOTP({ body }))
  return begin(desk, signedIn, request, now)
}

export const signInWithLink = async (desk: Desk, request: { link: string } & Device, now: Date) => {
  await countTry(desk.db, [{ limit: tryLimits.triesInAll, of: 'all' }], now)
  const query = { token: request.link }
  const signedIn = await refusedAs('sign-in-link-refused', () => desk.auth.api.magicLinkVerify({ query, headers: new Headers() }))
  return begin(desk, signedIn, request, now)
}
