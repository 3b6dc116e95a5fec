import { createHash } from 'node:crypto'
import type { IssuedToken, Me } from '@handrail/contracts'
import { LRUCache } from 'lru-cache'
import type { Asker } from '../clients/call.ts'
import type { Clients } from '../clients/index.ts'

const BEFORE_EXPIRY_MS = 30_000
const ME_MS = 20_000
const WAY_ONLINE_MS = 5 * 60_000

/** Sessions are looked up by their hash, so that a dump of this process's memory holds no key to them for long. */
const hash = (session: string) => createHash('sha256').update(session).digest('base64url')

/**
 * Swaps sessions for short-lived tokens, and remembers each until shortly before it expires; and for a while what every page,
 * or the one seen most, must know of the person.
 */
export const createSessions = ({ people, baselines }: Pick<Clients, 'people' | 'baselines'>) => {
  const tokens = new LRUCache<string, Promise<IssuedToken>>({ max: 10_000 })
  const persons = new LRUCache<string, Me>({ max: 10_000, ttl: ME_MS })
  const tight = new LRUCache<string, boolean>({ max: 10_000, ttl: WAY_ONLINE_MS })

  const issue = async (key: string, session: string, trace: Pick<Asker, 'traceparent'>) => {
    const issued = await people.issueToken(trace, session)
    tokens.set(key, Promise.resolve(issued), { ttl: Math.max(1, Date.parse(issued.expiresAt) - Date.now() - BEFORE_EXPIRY_MS) })
    return issued
  }

  const open = (session: string, trace: Pick<Asker, 'traceparent'>): Promise<IssuedToken> => {
    const key = hash(session)
    let issued = tokens.get(key)
    if (!issued) {
      // The promise itself is kept: ten requests at once ask for one token.
      issued = issue(key, session, trace)
      tokens.set(key, issued)
      issued.catch(() => tokens.delete(key))
    }
    return issued
  }

  const forgetMe = (session: string) => {
    const key = hash(session)
    persons.delete(key)
    tight.delete(key)
  }

  return {
    /** Whose session it is, and on what device, with the token to speak for them. */
    open,
    token: async (session: string, trace: Pick<Asker, 'traceparent'>): Promise<string> => (await open(session, trace)).token,
    me: async (session: string, asker: Asker): Promise<Me> => {
      const key = hash(session)
      let me = persons.get(key)
      if (!me) {
        me = await people.me(asker)
        persons.set(key, me)
      }
      return me
    },
    /** Whether every kilobyte counts for them; said on another device, it is known here some minutes later. */
    dataIsTight: async (session: string, asker: Asker): Promise<boolean> => {
      const key = hash(session)
      let isTight = tight.get(key)
      if (isTight === undefined) {
        isTight = (await baselines.access(asker)).dataIsTight
        tight.set(key, isTight)
      }
      return isTight
    },
    /** After somebody changed something about themselves. */
    forgetMe,
    forget: (session: string) => {
      tokens.delete(hash(session))
      forgetMe(session)
    },
  }
}
export type Sessions = ReturnType<typeof createSessions>
