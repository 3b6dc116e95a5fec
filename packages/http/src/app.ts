import { timingSafeEqual } from 'node:crypto'
import { Refusal, type Role } from '@handrail/contracts'
import { continueTrace, traceId, withTrace } from '@handrail/postgres'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Logger } from 'pino'
import { answerProblem, pointersOf, renderError } from './problem.ts'
import type { Caller, VerifyToken } from './tokens.ts'

export type AppEnv = { Variables: { requestId: string; log: Logger; caller: Caller; now: Date } }
export type App = OpenAPIHono<AppEnv>

export type AppOptions = {
  service: string
  log: Logger
  /** The clock, read once per request at the edge: `c.get('now')`. */
  clock: () => Date
  /** Checks the bearer token of everything under `/api/`. */
  verify: VerifyToken
  /** Names of the dependencies that are missing; empty when ready. */
  missing: () => Promise<string[]>
}

const MAX_BODY_BYTES = 1_000_000
/** Of the others no body is read; and to ask whether there is one, a whole `Request` would be made of each. */
export const WITH_BODY = ['POST', 'PUT', 'PATCH', 'DELETE']

/** What is left of the body is not read, so the connection can't be used again. */
const tooLarge = (c: Context): Response => {
  c.header('connection', 'close')
  return answerProblem(c as Context<AppEnv>, 'body-too-large')
}

const requestContext =
  (options: AppOptions): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const trace = continueTrace(c.req.header('traceparent'))
    const requestId = traceId(trace)
    c.set('requestId', requestId)
    c.set('now', options.clock())
    c.set('log', options.log.child({ requestId }))
    c.header('x-request-id', requestId)
    const started = performance.now()
    await withTrace(trace, next)
    const ms = Math.round(performance.now() - started)
    const level = c.res.status >= 500 ? 'error' : 'info'
    options.log[level]({ requestId, method: c.req.method, route: c.req.routePath, status: c.res.status, ms }, 'request')
  }

const authenticate =
  (verify: VerifyToken): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const [scheme, token] = (c.req.header('authorization') ?? '').split(' ')
    if (scheme?.toLowerCase() !== 'bearer' || !token) throw new Refusal('sign-in-needed')
    c.set('caller', await verify(token))
    await next()
  }

/** An app with request ids, logs, token check, validation and problem+json: ready for routes. */
export const createApp = (options: AppOptions): App => {
  const app: App = new OpenAPIHono<AppEnv>({
    defaultHook: (result, c) => {
      if (!result.success) return answerProblem(c as Context<AppEnv>, 'input-invalid', { errors: pointersOf(result.error as never) })
      return undefined
    },
  })
  app.onError(renderError)
  app.notFound((c) => answerProblem(c, 'not-found'))
  app.use(requestContext(options))
  app.on(WITH_BODY, '*', bodyLimit({ maxSize: MAX_BODY_BYTES, onError: tooLarge }))
  app.get('/healthz', (c) => c.json({ service: options.service, alive: true }))
  app.get('/readyz', async (c) => {
    const missing = await options.missing()
    return c.json({ service: options.service, ready: missing.length === 0, missing }, missing.length === 0 ? 200 : 503)
  })
  app.use('/api/*', authenticate(options.verify))
  return app
}

/** Lets other services in, by one of the secrets they share; never exposed through the web front. */
export const servicesOnly =
  (secrets: readonly string[]): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const given = Buffer.from(c.req.header('authorization') ?? '')
    const isGiven = (wanted: Buffer) => given.length === wanted.length && timingSafeEqual(given, wanted)
    if (!secrets.some((secret) => isGiven(Buffer.from(`Bearer ${secret}`)))) throw new Refusal('sign-in-needed')
    await next()
  }

/** Refuses (`not-allowed`) whoever has none of these roles. Check the object as well. */
export const requireRole = (caller: Caller, ...allowed: Role[]): void => {
  if (!allowed.some((role) => caller.roles.includes(role))) throw new Refusal('not-allowed')
}
