import { createHash } from 'node:crypto'
import type { Me } from '@handrail/contracts'
import { LRUCache } from 'lru-cache'
import type { Asker } from '../clients/call.ts'
import type { Clients } from '../clients/index.ts'

const BEFORE_EXPIRY_MS = 30_000
const ME_MS = 20_000

/** Sessions are looked up by their hash, so that a dump of this process's memory holds no key to them for long. */
const hash = (session: string) => createHash('sha256').update(session).digest('base64url')

/** Swaps sessions for short-lived tokens, and remembers each until shortly before it expires. */
export const createSessions = (people: Clients['people']) => {
  const tokens = new LRUCache<string, Promise<string>>({ max: 10_000 })
  const persons = new LRUCache<string, Me>({ max: 10_000, ttl: ME_MS })

  const issue = async (key: string, session: string, trace: Pick<Asker, 'traceparent'>) => {
    const { token, expiresAt } = await people.issueToken(trace, session)
    tokens.set(key, Promise.resolve(token), { ttl: Math.max(1, Date.parse(expiresAt) - Date.now() - BEFORE_EXPIRY_MS) })
    return token
  }

  return {
    token: (session: string, trace: Pick<Asker, 'traceparent'>): Promise<string> => {
      const key = hash(session)
      let token = tokens.get(key)
      if (!token) {
        // The promise itself is kept: ten requests at once ask for one token.
        token = issue(key, session, trace)
        tokens.set(key, token)
        token.catch(() => tokens.delete(key))
      }
      return token
    },
    me: async (session: string, asker: Asker): Promise<Me> => {
      const key = hash(session)
      let me = persons.get(key)
      if (!me) {
        me = await people.me(asker)
        persons.set(key, me)
      }
      return me
    },
    /** After somebody changed something about themselves. */
    forgetMe: (session: string) => persons.delete(hash(session)),
    forget: (session: string) => {
      tokens.delete(hash(session))
      persons.delete(hash(session))
    },
  }
}
export type Sessions = ReturnType<typeof createSessions>
