import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import type { Config } from '../config.ts'
import type { Env } from './visit.ts'

/** Who is at the other end: the socket's address, or, behind proxies that are trusted, what the outermost of them saw. */
export const clientAddress = (c: Context<Env>, config: Config) => {
  const socket = () => getConnInfo(c).remote.address ?? 'unknown'
  if (config.trustedProxies === 0) return socket()
  const seen = (c.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  return seen.at(-config.trustedProxies) ?? socket()
}
