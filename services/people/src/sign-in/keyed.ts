import { createHmac, timingSafeEqual } from 'node:crypto'

export type Keyed = (purpose: 'session' | 'code' | 'address', text: string) => string

/** A digest that nobody can make or undo without the secret, different for each purpose. */
export const keyedBy =
  (secret: string): Keyed =>
  (purpose, text) =>
    createHmac('sha256', secret).update(`${purpose}:${text}`).digest('base64url')

/** What a browser holds: the session's token and our signature, so that rows of the database alone sign nobody in. */
export const sealSession = (keyed: Keyed, token: string) => `${token}.${keyed('session', token)}`

/** The token in a sealed session; null when it is not ours. */
export const openSession = (keyed: Keyed, session: string): string | null => {
  const [token = '', signature = ''] = session.split('.')
  const given = Buffer.from(signature)
  const wanted = Buffer.from(keyed('session', token))
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? token : null
}
