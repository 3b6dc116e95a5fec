import type { Language } from '@handrail/contracts'
import { normalizedAddress } from '../domain/person.ts'
import { tryLimits } from '../domain/tries.ts'
import type { Desk } from './desk.ts'
import { countTry } from './tries.ts'

/** Code and link of a mail share a fate, and a new mail ends the one before. */
export const forgetMails = async ({ db }: Desk, address: string): Promise<void> => {
  const code = `sign-in-otp-${address}`
  const links = JSON.stringify({ type: 'magic-link', email: address })
  await db
    .deleteFrom('verification')
    .where((where) => where.or([where('identifier', '=', code), where('value', '=', links)]))
    .execute()
}

const sendCode = async (desk: Desk, person: { email: string; language: Language }): Promise<void> => {
  await forgetMails(desk, person.email)
  const code = await desk.auth.api.createVerificationOTP({ body: { email: person.email, type: 'sign-in' } })
  const metadata = { code, language: person.language }
  await desk.auth.api.signInMagicLink({ body: { email: person.email, metadata }, headers: new Headers() })
}

/**
 * Known or not, the answer is the same and comes as soon: what only a known address needs is handed to `later`, and done
 * after answering.
 */
export const requestCode = async (desk: Desk, typed: string, now: Date, later: (work: () => Promise<void>) => void): Promise<void> => {
  const { db, keyed, log } = desk
  const address = normalizedAddress(typed)
  const buckets = [
    { limit: tryLimits.codesInAll, of: 'all' },
    { limit: tryLimits.codesForAddress, of: keyed('address', address) },
  ]
  await countTry(db, buckets, now)
  const person = await db.selectFrom('user').select(['email', 'language']).where('email', '=', address).executeTakeFirst()
  if (person) later(() => sendCode(desk, person).catch((error) => log.warn({ reason: String(error) }, 'a sign-in mail could not be made')))
}
