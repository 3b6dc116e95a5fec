import { tryLimits } from '../domain/tries.ts'
import type { Desk } from './desk.ts'

const LONGEST_WINDOW_MS = Math.max(...Object.values(tryLimits).map(({ minutes }) => minutes)) * 60_000

/** Removes what has ended, and the sessions of people who are no longer active. */
export const clean = async ({ db }: Desk, now: Date): Promise<void> => {
  await db.deleteFrom('verification').where('expiresAt', '<', now).execute()
  await db
    .deleteFrom('tries')
    .where('opened_at', '<', new Date(now.getTime() - LONGEST_WINDOW_MS))
    .execute()
  await db
    .deleteFrom('session')
    .where((where) => {
      const activePerson = where.selectFrom('user').select('user.id').whereRef('user.id', '=', 'session.userId')
      return where.or([where('expiresAt', '<', now), where.not(where.exists(activePerson))])
    })
    .execute()
}
