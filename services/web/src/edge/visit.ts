import type { Language, Me } from '@handrail/contracts'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { parseAccept } from 'hono/utils/accept'
import type { Assets } from '../assets.ts'
import { type Asker, ServiceRefused } from '../clients/call.ts'
import type { Config } from '../config.ts'
import { PERSON_HEADER } from '../offline/places.ts'
import type { Sessions } from '../session/sessions.ts'
import { type Words, words } from '../words/words.ts'
import { dropCookie, LANGUAGE, readCookie, SESSION } from './cookies.ts'
import type { RequestLimits } from './request-limits.ts'

/** One request for a page: who asks, in which language, and the way back to this place. */
export type Visit = Asker & {
  words: Words
  me: Me | null
  session: string | null
  /** Whether something of theirs may stay on this device: never on a shared one. */
  ownDevice: boolean
  /** Path and query, to come back to. */
  place: string
  /** The clock, read once. */
  now: Date
}
export type SignedInVisit = Visit & { me: Me; session: string }
export type Env = {
  /** `who` as soon as it is known, for the log. */
  Variables: { who?: { organizationId: string; personId: string }; visit: Visit; assets: Assets; config: Config; requestId: string; traceparent: string }
}

export class SignInNeeded extends Error {}

const isLanguage = (value: unknown): value is Language => value === 'en' || value === 'fr'

export const languageOf = (cookie: string | undefined, acceptLanguage: string | undefined): Language => {
  if (isLanguage(cookie)) return cookie
  const wanted = acceptLanguage ? parseAccept(acceptLanguage).map(({ type }) => type.slice(0, 2).toLowerCase()) : []
  return wanted.find(isLanguage) ?? 'en'
}

/** Makes the visit of a page. A session that is over is dropped, and the visitor is nobody. */
export const visits = (config: Config, sessions: Sessions, limits: RequestLimits) =>
  createMiddleware<Env>(async (c, next) => {
    const traceparent = c.var.traceparent
    let session = readCookie(c, config, SESSION) ?? null
    const nobody = () => Promise.reject(new SignInNeeded())
    let token: Asker['token'] = nobody
    let me: Me | null = null
    let ownDevice = false
    if (session) {
      const known = session
      token = () => sessions.token(known, { traceparent })
      try {
        me = await sessions.me(known, { token, traceparent })
        ownDevice = !(await sessions.open(known, { traceparent })).sharedDevice
      } catch (error) {
        if (!(error instanceof ServiceRefused && error.problem.status === 401)) throw error
        dropCookie(c, config, SESSION)
        session = null
        token = nobody
      }
    }
    const language = me?.language ?? languageOf(readCookie(c, config, LANGUAGE), c.req.header('accept-language'))
    const url = new URL(c.req.url)
    c.set('visit', { words: words[language], me, session, ownDevice, token, traceparent, place: url.pathname + url.search, now: new Date() })
    // Only now, so that even a refusal speaks their language.
    if (me) {
      const who = { personId: me.personId, organizationId: me.organization.organizationId }
      c.set('who', who)
      limits.person(who)
    }
    if (me && ownDevice) c.header(PERSON_HEADER, me.personId)
    await next()
  })

/** The visit of somebody who is signed in; anybody else is sent to sign in, and comes back here. */
export const signedIn = (c: Context<Env>): SignedInVisit => {
  const { visit } = c.var
  if (!visit.me || !visit.session) throw new SignInNeeded()
  return { ...visit, me: visit.me, session: visit.session }
}
