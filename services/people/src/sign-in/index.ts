import { type IssuedToken, type Language, Refusal, type SignedIn } from '@handrail/contracts'
import { connect } from '@handrail/postgres'
import { isAPIError } from 'better-auth/api'
import type { JSONWebKeySet } from 'jose'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { normalizedAddress } from '../domain/person.ts'
import { sessionEnd, tokenEnd } from '../domain/session-lifetime.ts'
import { tryLimits } from '../domain/tries.ts'
import { createAuth } from './auth.ts'
import { keyedBy, openSession, sealSession } from './keyed.ts'
import type { Log } from './log.ts'
import { openSignInMails } from './mail.ts'
import type { AuthTables } from './tables.ts'
import { countTry } from './tries.ts'

const LONGEST_WINDOW_MS = Math.max(...Object.values(tryLimits).map(({ minutes }) => minutes)) * 60_000

type Device = { sharedDevice: boolean }
type Refused = 'sign-in-code-refused' | 'sign-in-link-refused'

/** Everything of sign-in, on its own connection, as the login role that sees nothing else. */
export const openSignIn = ({ config, log }: { config: Config; log: Log }) => {
  const database = connect<AuthTables>(config.AUTH_DATABASE_URL, { name: 'people_auth', max: 4 })
  const db = database.kysely.withSchema('auth')
  const keyed = keyedBy(config.AUTH_SECRET)
  const mails = openSignInMails({ smtpUrl: config.SMTP_URL, from: config.MAIL_FROM, publicUrl: config.PUBLIC_URL })
  const MailFacts = z.object({ code: z.string(), language: z.custom<Language>() })
  const auth = createAuth({
    db: database.kysely,
    secret: config.AUTH_SECRET,
    publicUrl: config.PUBLIC_URL,
    keyed,
    log,
    sendMail: async ({ email, token, metadata }) => {
      const outcome = await mails.send({ to: email, token, ...MailFacts.parse(metadata) })
      if (outcome.kind !== 'accepted') log.warn({ outcome }, 'a sign-in mail was not taken')
    },
  })
  const underWay = new Set<Promise<void>>()

  /** Code and link of a mail share a fate, and a new mail ends the one before. */
  const forgetMails = (address: string) =>
    db
      .deleteFrom('verification')
      .where((where) =>
        where.or([where('identifier', '=', `sign-in-otp-${address}`), where('value', '=', JSON.stringify({ type: 'magic-link', email: address }))]),
      )
      .execute()

  const sendCode = async (person: { email: string; language: Language }) => {
    await forgetMails(person.email)
    const code = await auth.api.createVerificationOTP({ body: { email: person.email, type: 'sign-in' } })
    const metadata = { code, language: person.language }
    await auth.api.signInMagicLink({ body: { email: person.email, metadata }, headers: new Headers() })
  }

  /** Known or not, the answer is the same and comes as soon: what only a known address needs happens after it. */
  const requestCode = async (typed: string, now: Date): Promise<void> => {
    const address = normalizedAddress(typed)
    const buckets = [
      { limit: tryLimits.codesInAll, of: 'all' },
      { limit: tryLimits.codesForAddress, of: keyed('address', address) },
    ]
    await countTry(db, buckets, now)
    const person = await db.selectFrom('user').select(['email', 'language']).where('email', '=', address).executeTakeFirst()
    if (!person) return
    const sending = sendCode(person)
      .catch((error) => log.warn({ reason: String(error) }, 'a sign-in mail could not be made'))
      .finally(() => underWay.delete(sending))
    underWay.add(sending)
  }

  /** What better-auth says no to is one refusal: which of wrong, expired, used or tried too often, stays unsaid. */
  const refusedAs = async <Result>(code: Refused, work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work()
    } catch (error) {
      if (isAPIError(error) && error.statusCode < 500) throw new Refusal(code)
      throw error
    }
  }

  const begin = async (signedIn: { token: string; user: { email: string } }, { sharedDevice }: Device, now: Date): Promise<z.infer<typeof SignedIn>> => {
    await forgetMails(signedIn.user.email)
    const expiresAt = sessionEnd({ startedAt: now, sharedDevice }, now)
    await db.updateTable('session').set({ sharedDevice, expiresAt, createdAt: now }).where('token', '=', signedIn.token).execute()
    return { session: sealSession(keyed, signedIn.token), expiresAt: expiresAt.toISOString() }
  }

  const withCode = async (request: { address: string; code: string } & Device, now: Date) => {
    const email = normalizedAddress(request.address)
    const buckets = [
      { limit: tryLimits.triesInAll, of: 'all' },
      { limit: tryLimits.triesForAddress, of: keyed('address', email) },
    ]
    await countTry(db, buckets, now)
    const signedIn = await refusedAs('sign-in-code-refused', () => auth.api.signInEmailOTP({ body: { email, otp: request.code } }))
    return begin(signedIn, request, now)
  }

  const withLink = async (request: { link: string } & Device, now: Date) => {
    await countTry(db, [{ limit: tryLimits.triesInAll, of: 'all' }], now)
    const signedIn = await refusedAs('sign-in-link-refused', () => auth.api.magicLinkVerify({ query: { token: request.link }, headers: new Headers() }))
    return begin(signedIn, request, now)
  }

  const signOut = async (session: string): Promise<void> => {
    const token = openSession(keyed, session)
    if (token) await db.deleteFrom('session').where('token', '=', token).execute()
  }

  /** A short-lived token for an active person, from a session that has not ended; using it lets the session rest anew. */
  const issueToken = async (session: string, now: Date): Promise<z.infer<typeof IssuedToken>> => {
    const sessionToken = openSession(keyed, session)
    const row =
      sessionToken &&
      (await db
        .selectFrom('session')
        .innerJoin('user', 'user.id', 'session.userId')
        .select(['user.id', 'user.organizationId', 'user.roles', 'session.createdAt', 'session.sharedDevice'])
        .where('token', '=', sessionToken)
        .where('expiresAt', '>', now)
        .executeTakeFirst())
    if (!row) throw new Refusal('sign-in-needed')
    const restsUntil = sessionEnd({ startedAt: row.createdAt, sharedDevice: row.sharedDevice }, now)
    await db.updateTable('session').set({ expiresAt: restsUntil, updatedAt: now }).where('token', '=', sessionToken).execute()
    const expiresAt = tokenEnd(now)
    const payload = { sub: row.id, organizationId: row.organizationId, roles: row.roles, exp: Math.floor(expiresAt.getTime() / 1000) }
    const { token } = await auth.api.signJWT({ body: { payload } })
    return { token, expiresAt: expiresAt.toISOString() }
  }

  /** The public keys, making the first one where there is none. */
  const keys = async (): Promise<JSONWebKeySet> => auth.api.getJwks()

  /** Removes what has ended, and the sessions of people who are no longer active. */
  const clean = async (now: Date): Promise<void> => {
    await db.deleteFrom('verification').where('expiresAt', '<', now).execute()
    await db.deleteFrom('tries').where('opened_at', '<', new Date(now.getTime() - LONGEST_WINDOW_MS)).execute()
    await db
      .deleteFrom('session')
      .where((where) => {
        const activePerson = where.selectFrom('user').select('user.id').whereRef('user.id', '=', 'session.userId')
        return where.or([where('expiresAt', '<', now), where.not(where.exists(activePerson))])
      })
      .execute()
  }

  const prepare = async () => {
    await keys()
    await mails.prepare()
  }

  const close = async () => {
    await mails.close()
    await Promise.all(underWay)
    await database.close()
  }

  return { requestCode, withCode, withLink, signOut, issueToken, keys, clean, prepare, close }
}
export type SignIn = ReturnType<typeof openSignIn>
