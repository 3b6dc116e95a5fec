import { type ProblemCode, problems } from '@handrail/contracts'
import { audit, continueTrace, NameClash, traceId, WITH_BODY } from '@handrail/http'
import type { createLog } from '@handrail/runtime'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import type { Asset, Assets } from './assets.ts'
import { ServiceAway, ServiceRefused } from './clients/call.ts'
import { type Clients, createClients } from './clients/index.ts'
import { problemPage } from './components/problem-page.tsx'
import type { Config } from './config.ts'
import { clientAddress } from './edge/client-address.ts'
import { dropCookie, LANGUAGE, readCookie, SESSION } from './edge/cookies.ts'
import { isPagePath } from './edge/local-path.ts'
import { readOpenApi } from './edge/openapi.ts'
import { OriginRefused, originCheck } from './edge/origin.ts'
import { problemAnswer, wantsPage } from './edge/problem-answer.ts'
import { apiProxy } from './edge/proxy.ts'
import { TooManyRequests } from './edge/rate-limit.ts'
import { createRequestLimits } from './edge/request-limits.ts'
import { type Env, languageOf, SignInNeeded, visits } from './edge/visit.ts'
import { allPages } from './pages/index.ts'
import { createSessions, type Sessions } from './session/sessions.ts'
import { words } from './words/words.ts'

export type AppDeps = { config: Config; assets: Assets; log: ReturnType<typeof createLog>; ready: () => Promise<{ ready: boolean; missing: string[] }> }
/** What pages are given. */
export type PageDeps = { config: Config; clients: Clients; sessions: Sessions }
export type BuildApp = typeof buildApp

const MAX_BODY_BYTES = 1_000_000

const secure = (config: Config) =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      workerSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    // no-referrer would make browsers send `Origin: null` with our own forms.
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    strictTransportSecurity: config.secureCookies ? 'max-age=31536000; includeSubDomains' : false,
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
  })

/** The library's headers, asked for once: written onto an answer that is there already, they would make a whole `Response` of each. */
const security = (config: Config): MiddlewareHandler<Env> => {
  const asked = new Hono()
    .use(secure(config))
    .get('/', (c) => c.body(null))
    .request('/')
  return async (c, next) => {
    for (const [name, value] of (await asked).headers) c.header(name, value)
    await next()
  }
}

const codeOf = (error: unknown): { status: number; code: ProblemCode | string } => {
  if (error instanceof ServiceRefused) return { status: error.problem.status, code: error.problem.code }
  if (error instanceof ServiceAway) return { status: 503, code: 'service-unavailable' }
  if (error instanceof OriginRefused) return { status: 403, code: 'origin-refused' }
  if (error instanceof TooManyRequests) return { status: 429, code: 'too-many-requests' }
  if (error instanceof SignInNeeded) return { status: 401, code: 'sign-in-needed' }
  if (error instanceof HTTPException) return { status: error.status, code: error.status === 404 ? 'not-found' : 'body-unreadable' }
  return { status: 500, code: 'unexpected' }
}

const secondsToWait = (error: unknown): number | undefined => {
  if (error instanceof TooManyRequests) return error.retryAfterSeconds
  const seconds = error instanceof ServiceRefused ? error.problem.facts?.retryAfterSeconds : undefined
  return typeof seconds === 'number' ? seconds : undefined
}

const isProblemCode = (code: string): code is ProblemCode => code in problems

/** The web front: pages, files, and the public API forwarded to the services. */
export const buildApp = ({ config, assets, log, ready }: AppDeps) => {
  const clients = createClients(config.serviceUrls)
  const sessions = createSessions(clients)
  const limits = createRequestLimits(config.requestsPerMinute)
  const app = new Hono<Env>()

  const render = (c: Context<Env>, status: number, code: string) => {
    if (!wantsPage(c)) return problemAnswer(c, isProblemCode(code) ? code : 'unexpected')
    // Refused before the visitor was known: speak the language of the browser.
    if (!c.var.visit) {
      const language = languageOf(readCookie(c, config, LANGUAGE), c.req.header('accept-language'))
      const token = () => Promise.reject(new SignInNeeded())
      c.set('visit', {
        words: words[language],
        me: null,
        session: null,
        ownDevice: false,
        token,
        traceparent: c.var.traceparent,
        place: c.req.path,
        now: new Date(),
      })
    }
    return problemPage(c, status, code)
  }

  app.onError((error, c) => {
    const { status, code } = codeOf(error)
    if (status >= 500) log.error({ err: error, requestId: c.var.requestId }, code)
    const trace = log.child({ requestId: c.var.requestId })
    if (error instanceof TooManyRequests && error.isFirst) audit(trace, { event: 'limit', outcome: 'refused', who: c.var.who, reason: 'too-many-requests' })
    if (error instanceof OriginRefused) audit(trace, { event: 'other-site', outcome: 'refused', reason: 'origin-refused' })
    if (status === 401 && wantsPage(c)) {
      const session = readCookie(c, config, SESSION)
      if (session) sessions.forget(session)
      dropCookie(c, config, SESSION)
      const here = c.req.method === 'GET' ? c.req.path + new URL(c.req.url).search : '/'
      const query = new URLSearchParams({ ...(here === '/' ? {} : { next: here }), ...(session ? { over: 'yes' } : {}) }).toString()
      return c.redirect(query ? `/sign-in?${query}` : '/sign-in', 303)
    }
    const wait = secondsToWait(error)
    if (wait !== undefined) c.header('retry-after', String(wait))
    // Of a page, only the address can be malformed: nothing is there.
    if (code === 'input-invalid' && c.req.method === 'GET' && wantsPage(c)) return render(c, 404, 'not-found')
    return render(c, status, code)
  })
  app.notFound((c) => render(c, 404, 'not-found'))

  app.use(async (c, next) => {
    // Never a visitor's own: it would choose what the log says.
    const { traceparent } = continueTrace(undefined)
    const requestId = traceId({ traceparent })
    c.set('requestId', requestId)
    c.set('traceparent', traceparent)
    c.set('assets', assets)
    c.set('config', config)
    c.header('x-request-id', requestId)
    const started = performance.now()
    await next()
    // The route, never the path: ids and tokens stay out of the log.
    log.info({ requestId, method: c.req.method, route: c.req.routePath, status: c.res.status, ms: Math.round(performance.now() - started) }, 'request')
  })
  app.use(security(config))

  app.get('/healthz', (c) => c.json({ service: 'web', alive: true }))
  app.get('/readyz', async (c) => {
    const readiness = await ready()
    return c.json({ service: 'web', ...readiness }, readiness.ready ? 200 : 503)
  })
  const answerAsset = (c: Context<Env>, asset: Asset | undefined, cacheControl: string) => {
    if (!asset) return c.notFound()
    const accepted = c.req.header('accept-encoding') ?? ''
    const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null
    const body = encoding === 'br' ? asset.brotli : encoding === 'gzip' ? asset.gzip : asset.plain
    return c.body(new Uint8Array(body), 200, {
      'content-type': asset.type,
      'cache-control': cacheControl,
      vary: 'accept-encoding',
      ...(encoding ? { 'content-encoding': encoding } : {}),
    })
  }
  app.get('/assets/:file', (c) => answerAsset(c, assets.byPath.get(c.req.path), 'public, max-age=31536000, immutable'))
  // At the root, for a service worker sees what stands beside and below it.
  app.get('/sw.js', (c) => answerAsset(c, assets.byName.get('sw.js'), 'no-cache'))

  app.use(async (c, next) => {
    limits.address(clientAddress(c, config))
    await next()
  })
  app.use(originCheck(config))
  app.on(WITH_BODY, '*', bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => render(c as Context<Env>, 413, 'body-too-large') }))

  app.get('/api/openapi.json', async (c) => {
    try {
      return c.json(await readOpenApi(config.serviceUrls, config.publicUrl))
    } catch (error) {
      log.error({ err: error, requestId: c.var.requestId }, 'the OpenAPI document cannot be composed')
      return problemAnswer(c, error instanceof NameClash ? 'unexpected' : 'service-unavailable')
    }
  })
  app.route('/', apiProxy(config, sessions, limits))

  app.use(visits(config, sessions, limits))
  app.use((c, next) => (isPagePath(c.req.path) ? next() : Promise.resolve(render(c, 404, 'not-found'))))
  for (const pages of allPages) app.route('/', pages({ config, clients, sessions }))
  return app
}
