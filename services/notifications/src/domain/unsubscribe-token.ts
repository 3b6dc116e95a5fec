import { createHmac, timingSafeEqual } from 'node:crypto'

type Whom = { organizationId: string; personId: string }

const ID_BYTES = 16
const bytesOf = (uuid: string) => Buffer.from(uuid.replaceAll('-', ''), 'hex')
const uuidOf = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
const signatureOf = (ids: Buffer, secret: string) => createHmac('sha256', secret).update('unsubscribe').update(ids).digest()

/**
 * What an unsubscribe link carries: the ids, so that it can be found without looking into every organization, and 256
 * bits that only we can make. The same for one person in every mail; kept nowhere.
 */
export const unsubscribeToken = ({ organizationId, personId }: Whom, secret: string): string => {
  const ids = Buffer.concat([bytesOf(organizationId), bytesOf(personId)])
  return Buffer.concat([ids, signatureOf(ids, secret)]).toString('base64url')
}

/** Whom the token is about, or null when none of these secrets made it. */
export const readUnsubscribeToken = (token: string, secrets: readonly string[]): Whom | null => {
  const bytes = Buffer.from(token, 'base64url')
  // Decoding forgives what encoding never makes, so that a changed last letter might pass.
  if (bytes.toString('base64url') !== token) return null
  const ids = bytes.subarray(0, 2 * ID_BYTES)
  const given = bytes.subarray(2 * ID_BYTES)
  const isOurs = (made: Buffer) => given.length === made.length && timingSafeEqual(given, made)
  if (!secrets.some((secret) => isOurs(signatureOf(ids, secret)))) return null
  return { organizationId: uuidOf(ids.subarray(0, ID_BYTES)), personId: uuidOf(ids.subarray(ID_BYTES)) }
}
