import { type IssuedToken, type MySession, Refusal } from '@handrail/contracts'
import { sessionEnd, tokenEnd } from '../domain/session-lifetime.ts'
import type { Desk } from './desk.ts'
import { openSession } from './keyed.ts'
import type { Who } from './whose.ts'

/** A short-lived token for an active person, from a session that has not ended; using it lets the session rest anew. */
export const issueToken = async ({ db, auth, keyed }: Desk, session: string, now: Date): Promise<IssuedToken> => {
  const sessionToken = openSession(keyed, session)
  if (!sessionToken) throw new Refusal('sign-in-needed')
  const row = await db
    .selectFrom('session')
    .innerJoin('user', 'user.id', 'session.userId')
    .select(['user.id', 'user.organizationId', 'user.roles', 'session.id as sessionId', 'session.createdAt', 'session.sharedDevice'])
    .where('token', '=', sessionToken)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  if (!row) throw new Refusal('sign-in-needed')
  const restsUntil = sessionEnd({ startedAt: row.createdAt, sharedDevice: row.sharedDevice }, now)
  await db.updateTable('session').set({ expiresAt: restsUntil, updatedAt: now }).where('token', '=', sessionToken).execute()
  const expiresAt = tokenEnd(now)
  const payload = { sub: row.id, organizationId: row.organizationId, roles: row.roles, sid: row.sessionId, exp: Math.floor(expiresAt.getTime() / 1000) }
  const { token } = await auth.api.signJWT({ body: { payload } })
  return { token, expiresAt: expiresAt.toISOString(), personId: row.id, organizationId: row.organizationId, sharedDevice: row.sharedDevice }
}

/** Ends a session, and tells whose it was; null where there was none. */
export const signOut = async ({ db, keyed }: Desk, session: string): Promise<Who | null> => {
  const token = openSession(keyed, session)
  if (!token) return null
  const row = await db
    .selectFrom('session')
    .innerJoin('user', 'user.id', 'session.userId')
    .select(['user.id', 'user.organizationId'])
    .where('token', '=', token)
    .executeTakeFirst()
  await db.deleteFrom('session').where('token', '=', token).execute()
  return row ? { organizationId: row.organizationId, personId: row.id } : null
}

/** The sessions of a person that have not ended, those seen last first. */
export const sessionsOf = async ({ db }: Desk, personId: string, now: Date): Promise<Omit<MySession, 'isThisOne'>[]> => {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'sharedDevice', 'browser', 'system', 'createdAt', 'updatedAt'])
    .where('userId', '=', personId)
    .where('expiresAt', '>', now)
    .orderBy('updatedAt', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(({ id, browser, system, ...row }) => ({
    sessionId: id,
    device: browser && system ? { browser, system } : null,
    sharedDevice: row.sharedDevice,
    signedInAt: row.createdAt.toISOString(),
    lastSeenAt: row.updatedAt.toISOString(),
  }))
}

export const isOpen = async ({ db }: Desk, sessionId: string, now: Date): Promise<boolean> =>
  (await db.selectFrom('session').select('id').where('id', '=', sessionId).where('expiresAt', '>', now).executeTakeFirst()) !== undefined

/** Ends one session of a person, or all but the one given. What has ended already, or is somebody else's, is left alone. */
export const endSessions = async ({ db }: Desk, personId: string, which: { only: string } | { allBut: string | null }): Promise<void> => {
  await db
    .deleteFrom('session')
    .where('userId', '=', personId)
    .$if('only' in which, (query) => query.where('id', '=', 'only' in which ? which.only : null))
    .$if('allBut' in which && which.allBut !== null, (query) => query.where('id', '<>', 'allBut' in which ? which.allBut : null))
    .execute()
}
