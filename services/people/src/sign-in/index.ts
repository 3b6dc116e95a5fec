import { setTimeout as sleep } from 'node:timers/promises'
import { Language } from '@handrail/contracts'
import { connect } from '@handrail/postgres'
import type { JSONWebKeySet } from 'jose'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { createAuth } from './auth.ts'
import { signInWithCode, signInWithLink } from './begin-session.ts'
import { clean } from './clean.ts'
import { requestCode } from './codes.ts'
import type { Desk } from './desk.ts'
import { forgetPerson, sendFarewells } from './farewell.ts'
import { keyedBy } from './keyed.ts'
import type { Log } from './log.ts'
import { openSignInMails } from './mail.ts'
import { endSessions, isOpen, issueToken, sessionsOf, signOut } from './sessions.ts'
import type { AuthTables } from './tables.ts'
import { whose } from './whose.ts'

/** What `requestCode` hands through better-auth to the mail. */
const MailFacts = z.object({ code: z.string(), language: Language })

/** By then the answer has left, on a busy machine too: what is done afterwards must not be heard in how long it took. */
const ANSWERED_AFTER_MS = 50

/** Everything of sign-in, on its own connection, as the login role that sees nothing else. */
export const openSignIn = ({ config, log }: { config: Config; log: Log }) => {
  const database = connect<AuthTables>(config.AUTH_DATABASE_URL, { name: 'people_auth', max: 4 })
  const keyed = keyedBy(config.AUTH_SECRET)
  const mails = openSignInMails({ smtpUrl: config.SMTP_URL, from: config.MAIL_FROM, publicUrl: config.PUBLIC_URL })
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
  const desk: Desk = { db: database.kysely.withSchema('auth'), auth, keyed, log }
  const underWay = new Set<Promise<void>>()
  const later = (work: () => Promise<void>) => {
    const done = sleep(ANSWERED_AFTER_MS)
      .then(work)
      .finally(() => underWay.delete(done))
    underWay.add(done)
  }
  /** The public keys, making the first one where there is none. */
  const keys = async (): Promise<JSONWebKeySet> => auth.api.getJwks()

  return {
    requestCode: (address: string, now: Date) => requestCode(desk, address, now, later),
    withCode: (request: Parameters<typeof signInWithCode>[1], now: Date) => signInWithCode(desk, request, now),
    withLink: (request: Parameters<typeof signInWithLink>[1], now: Date) => signInWithLink(desk, request, now),
    whose: (address: string) => whose(desk, address),
    issueToken: (session: string, now: Date) => issueToken(desk, session, now),
    signOut: (session: string) => signOut(desk, session),
    sessionsOf: (personId: string, now: Date) => sessionsOf(desk, personId, now),
    isOpen: (sessionId: string, now: Date) => isOpen(desk, sessionId, now),
    endSessions: (personId: string, which: Parameters<typeof endSessions>[2]) => endSessions(desk, personId, which),
    /** After an erasure: forgets what sign-in knows, and has the last mail sent after answering. */
    takeLeave: async (person: Parameters<typeof forgetPerson>[1], now: Date) => {
      await forgetPerson(desk, person)
      later(() => sendFarewells(desk, mails, now).catch((error) => log.warn({ reason: String(error) }, 'a last mail waits')))
    },
    sendFarewells: (now: Date) => sendFarewells(desk, mails, now),
    clean: (now: Date) => clean(desk, now),
    keys,
    prepare: async () => {
      await keys()
      await mails.prepare()
    },
    close: async () => {
      await mails.close()
      await Promise.all(underWay)
      await database.close()
    },
  }
}
export type SignIn = ReturnType<typeof openSignIn>
