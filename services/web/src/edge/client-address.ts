import { isIPv6 } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import type { Config } from '../config.ts'
import type { Env } from './visit.ts'

/**
 * An address as limits count it: of IPv6 the network (its first 64 bits), for whoever has one has all the addresses in it
 * (RFC 6177); IPv4 in IPv6's clothes as itself.
 */
export const countedAddress = (address: string): string => {
  const mapped = address.match(/^::ffff:(\d+(?:\.\d+){3})$/i)?.[1]
  if (mapped) return mapped
  if (!isIPv6(address)) return address
  const [before = '', after] = address.replace(/%.*$/, '').split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':'))
  const [head, tail] = [groups(before), groups(after ?? '')]
  // A last part written as IPv4 is two groups, but lies beyond the network anyway.
  const missing = after === undefined ? 0 : 8 - head.length - tail.length
  return [...head, ...Array<string>(Math.max(0, missing)).fill('0'), ...tail]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

/** Who is at the other end, as limits count: the socket's address, or, behind proxies that are trusted, what the outermost of them saw. */
export const clientAddress = (c: Context<Env>, config: Config): string => {
  const socket = () => getConnInfo(c).remote.address ?? 'unknown'
  if (config.trustedProxies === 0) return countedAddress(socket())
  const seen = (c.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  return countedAddress(seen.at(-config.trustedProxies) ?? socket())
}
