import type { Command } from './command.ts'
import { onDatabase, type Place } from './place.ts'

export type RotatedKeys = { keys: number; sessions: number }

/**
 * The keys that tokens are signed with: people makes a new one for the next token. The old ones sign nothing more and are
 * shown for another day, so that tokens in use stay valid; with `atOnce` they are forgotten. `endSessions` signs all out.
 */
export const rotateKeys = (place: Place, options: { atOnce?: boolean; endSessions?: boolean } = {}): Promise<RotatedKeys> =>
  onDatabase(place, 'people', (sql) =>
    sql.begin(async (trx) => {
      const keys = options.atOnce
        ? await trx`delete from auth.jwks`
        : await trx`update auth.jwks set "expiresAt" = now() where "expiresAt" is null or "expiresAt" > now()`
      const sessions = options.endSessions ? (await trx`delete from auth.session`).count : 0
      return { keys: keys.count, sessions }
    }),
  )

export const rotateKeysCommand: Command = {
  summary: 'new keys for the tokens that people signs',
  help: `  rotate-keys                     the old keys sign no more; tokens in use stay valid until they expire, in minutes
  rotate-keys --at-once           the old keys are forgotten: for keys that leaked
  rotate-keys --end-sessions      everybody signs in again

Keys are held by people's database, sealed with AUTH_SECRET. After --at-once restart the services: each remembers keys for
up to ten minutes.`,
  options: { 'at-once': { type: 'boolean' }, 'end-sessions': { type: 'boolean' } },
  run: async ({ place, isAsked }) => {
    const atOnce = isAsked('at-once')
    const { keys, sessions } = await rotateKeys(place, { atOnce, endSessions: isAsked('end-sessions') })
    const told = atOnce ? `Keys forgotten: ${keys}. Restart the services now.` : `Keys retired: ${keys}. The next token is signed with a new one.`
    return { isWell: true, json: { keys, sessions }, text: sessions > 0 ? `${told} Sessions ended: ${sessions}.` : told }
  },
}
