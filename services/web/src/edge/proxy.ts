import { type IssuedToken, type ProblemCode, type ServiceName, servicePrefixes } from '@handrail/contracts'
import { Hono } from 'hono'
import { proxy } from 'hono/proxy'
import type { StatusCode } from 'hono/utils/http-status'
import { ServiceRefused } from '../clients/call.ts'
import type { Config } from '../config.ts'
import { PERSON_HEADER } from '../offline/places.ts'
import type { Sessions } from '../session/sessions.ts'
import { readCookie, SESSION } from './cookies.ts'
import { problemAnswer } from './problem-answer.ts'
import type { RequestLimits } from './request-limits.ts'
import type { Env } from './visit.ts'

/** What goes on to a service, and what comes back. All else stays here: cookies, hosts, hop-by-hop headers. */
const requestHeaders = ['accept', 'accept-language', 'content-type', 'idempotency-key', 'if-match', 'if-none-match']
const answerHeaders = ['cache-control', 'content-disposition', 'content-type', 'etag', 'location', 'retry-after']

/** `fetch` cannot forward TRACE or CONNECT, and no route has others than these. A HEAD comes as a GET. */
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** What pages remember of a person. */
const ABOUT_ME = /^\/api\/v1\/(me|access-answers)(\/|$)/

const pick = (headers: Headers, names: readonly string[]) => {
  const picked = new Headers()
  for (const name of names) {
    const value = headers.get(name)
    if (value !== null) picked.set(name, value)
  }
  return picked
}

const isPrefix = (prefix: string): prefix is keyof typeof servicePrefixes => Object.hasOwn(servicePrefixes, prefix)

/**
 * The service and the address that a public path leads to, or null. The address is checked after dots are resolved,
 * for `/api/v1/me/../../tokens` must not reach what services show to each other only.
 */
export const targetOf = (path: string, serviceUrls: Readonly<Record<ServiceName, string>>): string | null => {
  const [, prefix] = path.match(/^\/api\/v1\/([a-z-]+)(?:[/?]|$)/) ?? []
  if (!prefix || !isPrefix(prefix)) return null
  const url = new URL(serviceUrls[servicePrefixes[prefix]] + path)
  const root = `/api/v1/${prefix}`
  return url.pathname === root || url.pathname.startsWith(`${root}/`) ? url.href : null
}

/** Forwards `/api/v1/<prefix>` to its service, with the session cookie swapped for a token. */
export const apiProxy = (config: Config, sessions: Sessions, limits: RequestLimits) => {
  const routes = new Hono<Env>()
  routes.on(methods, '/api/v1/*', async (c) => {
    const { pathname, search } = new URL(c.req.url)
    const target = targetOf(pathname + search, config.serviceUrls)
    if (!target) return problemAnswer(c, 'not-found')
    const session = readCookie(c, config, SESSION)
    if (!session) return problemAnswer(c, 'sign-in-needed')
    const refuse = (code: ProblemCode) => problemAnswer(c, code)
    let issued: IssuedToken
    try {
      issued = await sessions.open(session, { traceparent: c.var.traceparent })
    } catch (error) {
      return refuse(error instanceof ServiceRefused && error.problem.status === 401 ? 'sign-in-needed' : 'service-unavailable')
    }
    c.set('who', issued)
    limits.person(issued)
    // Kept on a phone by somebody, and sent under the session of somebody else: it would be theirs.
    const keptFor = c.req.header(PERSON_HEADER)
    if (keptFor && keptFor !== issued.personId) return refuse('another-person')
    const headers = pick(c.req.raw.headers, requestHeaders)
    headers.set('authorization', `Bearer ${issued.token}`)
    headers.set('traceparent', c.var.traceparent)
    const hasBody = c.req.method !== 'GET' && c.req.method !== 'HEAD'
    let answer: Response
    try {
      answer = await proxy(target, {
        method: c.req.method,
        headers,
        ...(hasBody ? { body: await c.req.arrayBuffer() } : {}),
        redirect: 'manual',
        signal: AbortSignal.any([c.req.raw.signal, AbortSignal.timeout(30_000)]),
      })
    } catch (error) {
      if (c.req.raw.signal.aborted) throw error
      return refuse('service-unavailable')
    }
    if (answer.status === 401) sessions.forget(session)
    else if (hasBody && ABOUT_ME.test(pathname)) sessions.forgetMe(session)
    const answered = pick(answer.headers, answerHeaders)
    // What a service says nothing about is somebody's: no browser keeps it.
    if (!answered.has('cache-control')) answered.set('cache-control', 'no-store')
    return c.newResponse(answer.body, { status: answer.status as StatusCode, headers: answered })
  })
  return routes
}
