import { createMiddleware } from 'hono/factory'
import { type Config, isLoopback } from '../config.ts'
import type { Env } from './visit.ts'

const changes = (method: string) => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'

/** On one machine, localhost and 127.0.0.1 are the same place. */
const sameOrigin = (origin: string, publicUrl: string) => {
  if (origin === publicUrl) return true
  try {
    const [theirs, ours] = [new URL(origin), new URL(publicUrl)]
    return isLoopback(theirs) && isLoopback(ours) && theirs.port === ours.port && theirs.protocol === ours.protocol
  } catch {
    return false
  }
}

/**
 * Whether a request comes from our own pages. Browsers say so in `Sec-Fetch-Site` and `Origin`, and no page can forge
 * either; whoever says neither is refused (OWASP, CSRF prevention: fetch metadata, with the origin as the older net).
 */
export const comesFromHere = (method: string, headers: Headers, publicUrl: string) => {
  if (!changes(method)) return true
  const site = headers.get('sec-fetch-site')
  const origin = headers.get('origin')
  if (site !== null && site !== 'same-origin' && site !== 'none') return false
  if (origin !== null && origin !== 'null') return sameOrigin(origin, publicUrl)
  return site !== null
}

export class OriginRefused extends Error {}

/** One-click unsubscribing (RFC 8058) comes from mail servers, with no origin and no cookie. */
const withoutOrigin = (path: string) => path.startsWith('/unsubscribe/')

export const originCheck = (config: Config) =>
  createMiddleware<Env>(async (c, next) => {
    if (!withoutOrigin(c.req.path) && !comesFromHere(c.req.method, c.req.raw.headers, config.publicUrl)) throw new OriginRefused()
    await next()
  })
