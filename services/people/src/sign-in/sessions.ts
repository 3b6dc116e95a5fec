import { type IssuedToken, Refusal } from '@handrail/contracts'
import { sessionEnd, tokenEnd } from '../domain/session-lifetime.ts'
import type { Desk } from './desk.ts'
import { openSession } from './keyed.ts'

/** A short-lived token for an active person, from a session that has not ended; using it lets the session rest anew. */
export const issueToken = async ({ db, auth, keyed }: Desk, session: string, now: Date): Promise<IssuedToken> => {
  const sessionToken = openSession(keyed, session)
  if (!sessionToken) throw new Refusal('sign-in-needed')
  const row = await db
    .selectFrom('session')
    .innerJoin('user', 'user.id', 'session.userId')
    .select(['user.id', 'user.organizationId', 'user.roles', 'session.createdAt', 'session.sharedDevice'])
    .where('token', '=', sessionToken)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  if (!row) throw new Refusal('sign-in-needed')
  const restsUntil = sessionEnd({ startedAt: row.createdAt, sharedDevice: row.sharedDevice }, now)
  await db.updateTable('session').set({ expiresAt: restsUntil, updatedAt: now }).where('token', '=', sessionToken).execute()
  const expiresAt = tokenEnd(now)
  const payload = { sub: row.id, organizationId: row.organizationId, roles: row.roles, exp: Math.floor(expiresAt.getTime() / 1000) }
  const { token } = await auth.api.signJWT({ body: { payload } })
  return { token, expiresAt: expiresAt.toISOString(), personId: row.id, sharedDevice: row.sharedDevice }
}

export const signOut = async ({ db, keyed }: Desk, session: string): Promise<void> => {
  const token = openSession(keyed, session)
  if (token) await db.deleteFrom('session').where('token', '=', token).execute()
}
