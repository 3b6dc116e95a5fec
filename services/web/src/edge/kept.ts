import type { Context } from 'hono'
import type { Config } from '../config.ts'
import { dropCookie, KEPT, readCookie, writeCookie } from './cookies.ts'

const KEEP_SECONDS = 600
const MOST_BYTES = 3_000

/**
 * What stood in a form when the person switched the language, or what they chose on a card: kept in a cookie for ten
 * minutes, for that one page, so that it works without JavaScript and on any replica. False when it is too much for one.
 */
export const keep = (c: Context, config: Config, path: string, fields: URLSearchParams): boolean => {
  const value = Buffer.from(JSON.stringify([path.split('?')[0], fields.toString()])).toString('base64url')
  if (value.length > MOST_BYTES) return false
  writeCookie(c, config, KEPT, value, KEEP_SECONDS)
  return true
}

export const keptFields = (c: Context, config: Config): URLSearchParams | null => {
  const value = readCookie(c, config, KEPT)
  if (!value) return null
  try {
    const [path, fields] = JSON.parse(Buffer.from(value, 'base64url').toString()) as [unknown, unknown]
    return path === c.req.path && typeof fields === 'string' ? new URLSearchParams(fields) : null
  } catch {
    return null
  }
}

export const forgetKept = (c: Context, config: Config) => {
  if (readCookie(c, config, KEPT)) dropCookie(c, config, KEPT)
}
