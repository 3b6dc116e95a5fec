import { createServer, type IncomingMessage, type RequestOptions, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { start } from './service.ts'

type Seen = { method: string; path: string; headers: IncomingMessage['headers']; body: string }
type Answer = { status: number; body?: unknown; headers?: Record<string, string> }

const session = 'a-session-that-nobody-can-guess'
const me = {
  personId: '01900000-0000-7000-8000-0000000000a1',
  name: 'Amal <b>Haddad</b>',
  address: 'amal@example.ca',
  language: 'fr',
  timeZone: 'America/Toronto',
  roleProfile: 'settlement-worker',
  roles: ['learner'],
  organization: { organizationId: '01900000-0000-7000-8000-0000000000b1', name: 'Maison', province: 'CA-ON' },
  minutesPerWeek: null,
  protectedMinutes: 15,
  managedTeams: [],
  teamIds: [],
}

/** Stands where the services stand, and writes down what reaches it. */
const seen: Seen[] = []
const answerOf = ({ method, path, headers, body }: Seen): Answer => {
  const problem = (status: number, code: string) => ({ status, body: { type: 'about:blank', title: code, status, code } })
  if (path === '/healthz') return { status: 200, body: {} }
  if (path === '/openapi.json' || path === '/api/v1/people/moved') return { status: 302, headers: { location: '/moved' } }
  if (path === '/sign-in/codes') return { status: 202 }
  if (path === '/sign-in/sessions') {
    if (body.includes('999999'))
      return { status: 429, body: { type: 'about:blank', title: '', status: 429, code: 'too-many-requests', facts: { retryAfterSeconds: 77 } } }
    if (body.includes('000000')) return problem(401, 'sign-in-code-refused')
    return { status: 201, body: { session, expiresAt: new Date(Date.now() + 3_600_000).toISOString() } }
  }
  if (path === '/tokens') {
    if (!body.includes(session)) return problem(401, 'sign-in-needed')
    return {
      status: 200,
      body: {
        token: 'short-lived',
        expiresAt: new Date(Date.now() + 300_000).toISOString(),
        personId: me.personId,
        organizationId: me.organization.organizationId,
        sharedDevice: body.includes('shared'),
      },
    }
  }
  if (path.startsWith('/unsubscribe/')) return path.endsWith('/known') ? { status: 204 } : problem(404, 'unsubscribe-link-refused')
  if (headers.authorization !== 'Bearer short-lived') return problem(401, 'sign-in-needed')
  if (path === '/api/v1/me')
    return { status: method === 'PATCH' ? 204 : 200, body: me, headers: { 'set-cookie': 'inner=1', 'keep-alive': 'timeout=5', etag: '"7"' } }
  if (path.includes('not-an-id')) return problem(422, 'input-invalid')
  if (path === '/api/v1/preferences')
    return { status: 200, body: { digest: 'weekly', sections: ['my-learning', 'my-teams', 'my-cohort'], helpAnswers: 'with-digest', quietHours: null } }
  return problem(404, 'not-found')
}

let services: Server
let web: Awaited<ReturnType<typeof start>>
let secureWeb: Awaited<ReturnType<typeof start>>
const PUBLIC = 'http://localhost:4000'
const SECURE = 'https://handrail.example'

beforeAll(async () => {
  services = createServer(async (incoming, outgoing) => {
    let body = ''
    for await (const chunk of incoming) body += chunk
    const one = { method: incoming.method ?? '', path: incoming.url ?? '', headers: incoming.headers, body }
    seen.push(one)
    const answer = answerOf(one)
    outgoing.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers })
    outgoing.end(answer.body === undefined ? undefined : JSON.stringify(answer.body))
  })
  await new Promise<void>((resolve) => services.listen(0, '127.0.0.1', resolve))
  const there = `http://127.0.0.1:${(services.address() as AddressInfo).port}`
  // Nothing listens at port 9 (discard): the catalogue is away.
  const env = {
    PORT: '0',
    PEOPLE_URL: there,
    BASELINES_URL: there,
    CATALOGUE_URL: 'http://127.0.0.1:9',
    PROGRESS_URL: there,
    NOTIFICATIONS_URL: there,
    LOG_LEVEL: 'silent',
  }
  web = await start({ ...env, PUBLIC_URL: PUBLIC })
  secureWeb = await start({ ...env, PUBLIC_URL: SECURE })
})

afterAll(async () => {
  await Promise.all([web.stop(), secureWeb.stop()])
  services.close()
})

type Ask = { method?: string; headers?: Record<string, string>; body?: string; at?: string }
const ask = (path: string, { method = 'GET', headers = {}, body, at = web.url }: Ask = {}) =>
  fetch(at + path, { method, headers: { ...(method === 'GET' ? {} : { origin: PUBLIC }), ...headers }, body: body ?? null, redirect: 'manual' })
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const signedIn = { cookie: `handrail=${session}` }
const post = (path: string, fields: Record<string, string>, more: Ask = {}) =>
  ask(path, { method: 'POST', body: new URLSearchParams(fields).toString(), ...more, headers: { ...form, ...more.headers } })

/** As it is typed, on a connection of its own: `fetch` would tidy the path. */
const statusOf = (options: RequestOptions, body = '') =>
  new Promise<number | undefined>((resolve, reject) =>
    request({ port: new URL(web.url).port, host: '127.0.0.1', agent: false, ...options }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
      .on('error', reject)
      .end(body),
  )

describe('every answer', () => {
  test('carries a policy that allows no inline style or script, and no page holds one', async () => {
    const answer = await ask('/sign-in')
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    // With no-referrer, browsers would send `Origin: null` with our own forms.
    expect(answer.headers.get('referrer-policy')).toBe('same-origin')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const html = await answer.text()
    expect(html).not.toMatch(/ style=|<style|<script(?![^>]* src=)| on[a-z]+=/)
  })

  test('asks for TLS for a year, subdomains too, wherever there is TLS', async () => {
    expect((await ask('/sign-in', { at: secureWeb.url })).headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
    expect((await ask('/sign-in')).headers.get('strict-transport-security')).toBeNull()
  })

  test('sends nobody who came without TLS on to where there is TLS: a call that told its secret must not seem to work', async () => {
    const plain: Record<string, string> = { 'x-forwarded-proto': 'http' }
    for (const headers of [{}, plain, { ...signedIn, ...plain }])
      for (const path of ['/api/v1/me', '/api/openapi.json', '/healthz', '/readyz'])
        expect((await ask(path, { headers, at: secureWeb.url })).headers.get('location')).toBeNull()
  })

  test('the page of components is for whoever builds Handrail, and not there where others come by', async () => {
    expect((await ask('/design', { at: secureWeb.url })).status).toBe(404)
    expect((await ask('/design')).status).toBe(200)
  })

  test('files may be kept for ever, and are smaller than they look', async () => {
    const html = await (await ask('/sign-in')).text()
    const path = html.match(/\/assets\/handrail-[\w-]+\.css/)?.[0] ?? ''
    const answer = await ask(path, { headers: { 'accept-encoding': 'br' } })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toContain('immutable')
    expect(answer.headers.get('content-encoding')).toBe('br')
  })
})

describe('signing in', () => {
  const codeCookie = async (fields: Record<string, string>, more: Ask = {}) => {
    const answer = await post('/sign-in', fields, more)
    expect(answer.headers.get('location')).toBe('/sign-in/code')
    return (answer.headers.getSetCookie().find((cookie) => cookie.includes('signing-in=')) ?? '').split(';')[0] ?? ''
  }

  test('asks for an address, then for a code: for no password, and for no question whose answer others may know', async () => {
    const fieldsOf = (page: string) => [...page.matchAll(/<(?:input|select|textarea)[^>]*\sname="([^"]+)"[^>]*>/g)].map(([, name]) => name)
    const first = await (await ask('/sign-in')).text()
    expect(new Set(fieldsOf(first))).toEqual(new Set(['next', 'address', 'shared']))
    const sent = await post('/sign-in', { address: 'amal@example.ca' })
    const cookie = (sent.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const second = await (await ask('/sign-in/code', { headers: { cookie } })).text()
    expect(new Set(fieldsOf(second))).toEqual(new Set(['code']))
    expect(`${first}${second}`).not.toMatch(/type="password"/)
  })

  test('the cookie is bound to host and TLS, unseen by scripts, and ends with the session', async () => {
    const at = secureWeb.url
    const cookie = await codeCookie({ address: me.address }, { at, headers: { origin: SECURE } })
    const answer = await post('/sign-in/code', { code: '123 456' }, { at, headers: { origin: SECURE, cookie } })
    const set = answer.headers.getSetCookie().find((each) => each.startsWith('__Host-handrail=')) ?? ''
    expect(set).toContain(session)
    for (const flag of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) expect(set).toContain(flag)
    expect(set).not.toContain('Domain')
    expect(Number(set.match(/Max-Age=(\d+)/)?.[1])).toBeGreaterThan(3_500)
  })

  test('on a shared device the cookie ends with the browser', async () => {
    const cookie = await codeCookie({ address: me.address, shared: 'yes' })
    const answer = await post('/sign-in/code', { code: '123456' }, { headers: { cookie } })
    const set = answer.headers.getSetCookie().find((each) => each.startsWith('handrail=')) ?? ''
    expect(set).toContain('HttpOnly')
    expect(set).not.toContain('Max-Age')
    expect(set).not.toContain('Secure')
  })

  test('leads back to where one was, and nowhere else', async () => {
    const stranger = await ask('/sharing')
    expect([stranger.status, stranger.headers.get('location')]).toEqual([303, '/sign-in?next=%2Fsharing'])
    for (const [next, place] of [
      ['/sharing', '/sharing'],
      ['//evil.example', '/'],
      ['https://evil.example/x', '/'],
      ['/\\evil.example', '/'],
    ] as const) {
      const cookie = await codeCookie({ address: me.address, next })
      const answer = await post('/sign-in/code', { code: '123456' }, { headers: { cookie } })
      expect(answer.headers.get('location')).toBe(place)
    }
  })

  test('a wrong code is said, and an address never stands in an address bar', async () => {
    const cookie = await codeCookie({ address: me.address })
    const answer = await post('/sign-in/code', { code: '000000' }, { headers: { cookie } })
    expect(answer.status).toBe(401)
    expect(await answer.text()).toContain('role="alert"')
  })

  test('following the link in a mail signs nobody in', async () => {
    const before = seen.length
    expect((await ask('/sign-in/link?token=0123456789abcdef')).status).toBe(200)
    expect(seen.slice(before)).toEqual([])
  })

  test('many tries for one address are refused', async () => {
    const answers = []
    for (let i = 0; i < 25; i++) answers.push((await post('/sign-in', { address: 'tried@example.ca' })).status)
    expect(answers.filter((status) => status === 429)).toHaveLength(5)
  })

  test('many tries from anywhere are refused by people, and the page says for how long', async () => {
    const cookie = await codeCookie({ address: me.address })
    const answer = await post('/sign-in/code', { code: '999999' }, { headers: { cookie } })
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '77'])
  })

  test('a session that is over is dropped, and one signs in again', async () => {
    const answer = await ask('/sharing', { headers: { cookie: 'handrail=a-session-that-is-over' } })
    expect(answer.headers.get('location')).toMatch(/^\/sign-in\?next=%2Fsharing/)
    expect(answer.headers.getSetCookie().join()).toMatch(/handrail=; Max-Age=0/)
  })

  test.each(['over', 'x'.repeat(500), '%zz'])('a cookie that is no session (%s) shuts nobody out', async (cookie) => {
    const before = seen.length
    const headers = { cookie: `handrail=${cookie}` }
    expect((await ask('/sign-in', { headers })).status).toBe(200)
    expect(await (await ask('/api/v1/me', { headers })).json()).toMatchObject({ status: 401, code: 'sign-in-needed' })
    expect(seen.slice(before)).toEqual([])
  })
})

describe('commands', () => {
  test('from other sites are refused before anything is asked', async () => {
    const before = seen.length
    const strangers: Record<string, string>[] = [{ origin: 'https://evil.example' }, { origin: PUBLIC, 'sec-fetch-site': 'cross-site' }]
    for (const headers of strangers) {
      const answer = await post('/language?to=/', { language: 'fr' }, { headers: { ...signedIn, ...headers } })
      expect(answer.status).toBe(403)
    }
    const api = await ask('/api/v1/me', { method: 'PATCH', body: '{}', headers: { ...signedIn, origin: 'https://evil.example' } })
    expect(api.status).toBe(403)
    expect(await api.json()).toMatchObject({ code: 'origin-refused' })
    expect(seen.slice(before)).toEqual([])
  })

  test('what is no form at all changes nothing, nor does a form without its answer or with another', async () => {
    const before = seen.length
    const text = await ask('/account/settings', { method: 'POST', body: 'minutes=', headers: { ...signedIn, 'content-type': 'text/plain' } })
    expect(text.status).toBe(415)
    for (const [path, fields] of [
      ['/account/settings', { minutes: '9999' }],
      ['/account/settings', { speak: 'de' }],
      ['/account/mail', {}],
      ['/account/mail', { digest: 'daily', helpAnswers: 'at-once' }],
      ['/account/quiet-hours', {}],
      ['/account/quiet-hours', { from: '25', to: '8', days: '1' }],
      ['/account/quiet-hours', { from: '18', to: '8' }],
      ['/account/erase', { typed: 'remove' }],
      ['/sharing/team-picture', { granted: 'maybe' }],
      [`/champion-invitations/${me.personId}`, {}],
    ] as const)
      expect((await post(path, fields, { headers: signedIn })).status).toBe(422)
    expect(seen.slice(before).filter(({ method, path }) => method !== 'GET' && path !== '/tokens')).toEqual([])
  })

  test('a body of more than a megabyte is refused', async () => {
    expect(await statusOf({ method: 'PATCH', path: '/api/v1/me', headers: { ...signedIn, origin: PUBLIC } }, 'x'.repeat(1_000_001))).toBe(413)
  })
})

describe('the public API', () => {
  test('swaps the cookie for a token, and hands on nothing else of the browser’s', async () => {
    const before = seen.length
    const answer = await ask('/api/v1/me', {
      headers: { ...signedIn, authorization: 'Bearer forged', 'x-forwarded-for': '1.2.3.4', te: 'trailers', 'x-anything': '1' },
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    const inner = seen.slice(before).find(({ path }) => path === '/api/v1/me')
    expect(inner?.headers.authorization).toBe('Bearer short-lived')
    expect(inner?.headers.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
    for (const name of ['cookie', 'x-forwarded-for', 'te', 'x-anything']) expect(inner?.headers[name]).toBeUndefined()
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(answer.headers.get('etag')).toBe('"7"')
  })

  test('forwards what routes can have, and no other method', async () => {
    expect(await statusOf({ method: 'TRACE', path: '/api/v1/me', headers: { ...signedIn, origin: PUBLIC } })).toBe(404)
  })

  test('asks strangers to sign in, and knows no other prefix', async () => {
    expect(await (await ask('/api/v1/me')).json()).toMatchObject({ status: 401, code: 'sign-in-needed' })
    expect(await (await ask('/api/v1/tokens', { headers: signedIn })).json()).toMatchObject({ status: 404, code: 'not-found' })
  })

  test('dots in a path do not reach what services show to each other', async () => {
    const before = seen.length
    const status = await statusOf({ path: '/api/v1/me/../../../tokens', headers: signedIn })
    expect(status).toBe(404)
    expect(seen.slice(before).some(({ path }) => path.includes('tokens') && path !== '/tokens')).toBe(false)
    expect(seen.slice(before).filter(({ path, method }) => path === '/tokens' && method === 'GET')).toEqual([])
  })

  test('follows no redirect of a service', async () => {
    const answers = await Promise.all([ask('/api/v1/people/moved', { headers: signedIn }), ask('/api/openapi.json')])
    expect(answers.map(({ status }) => status)).toEqual([302, 503])
    expect(seen.map(({ path }) => path)).toEqual(expect.arrayContaining(['/api/v1/people/moved', '/openapi.json']))
    expect(seen.filter(({ path }) => path === '/moved')).toEqual([])
  })

  test('a service that is away is said as a problem', async () => {
    const answer = await ask('/api/v1/plans/mine', { headers: signedIn })
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await answer.json()).toMatchObject({ status: 503, code: 'service-unavailable' })
  })
})

describe('pages', () => {
  test('speak the person’s language and escape their name', async () => {
    const html = await (await ask('/account', { headers: { ...signedIn, accept: 'text/html' } })).text()
    expect(html).toContain('<html lang="fr">')
    expect(html).toContain('Amal &lt;b&gt;Haddad&lt;/b&gt;')
  })

  test('a service that is away gets a friendly page', async () => {
    const answer = await ask('/plan', { headers: { ...signedIn, accept: 'text/html' } })
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('reprend son souffle')
  })

  test('an address that a service cannot read leads nowhere', async () => {
    const answer = await ask('/self-assessment/arriving/not-an-id', { headers: { ...signedIn, accept: 'text/html' } })
    expect(answer.status).toBe(404)
  })

  test('an id with dots in it leads nowhere', async () => {
    const before = seen.length
    const answer = await ask('/courses/..%2F..%2F..%2Ftokens', { headers: { ...signedIn, accept: 'text/html' } })
    expect(answer.status).toBe(404)
    expect(
      seen
        .slice(before)
        .map(({ path }) => path)
        .filter((path) => path.includes('token')),
    ).toEqual([])
  })

  test('switching the language keeps what stood in the form, for that page alone', async () => {
    const answer = await post('/language?to=%2Fsign-in', { language: 'fr', address: 'half@typed', shared: 'yes' })
    expect(answer.headers.get('location')).toBe('/sign-in')
    const cookie = answer.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ')
    const html = await (await ask('/sign-in', { headers: { cookie } })).text()
    expect(html).toContain('<html lang="fr">')
    expect(html).toContain('value="half@typed"')
    expect(html).toMatch(/name="shared"[^>]* checked/)
    const elsewhere = await post('/language?to=https://evil.example', { language: 'fr' })
    expect(elsewhere.headers.get('location')).toBe('/')
  })
})

describe('unsubscribing', () => {
  test('a GET changes nothing; one click of a mail server does, without origin or sign-in', async () => {
    const before = seen.length
    expect((await ask('/unsubscribe/known')).status).toBe(200)
    expect(seen.slice(before)).toEqual([])
    const answer = await fetch(`${web.url}/unsubscribe/known`, { method: 'POST', body: 'List-Unsubscribe=One-Click', headers: form })
    expect(answer.status).toBe(200)
    expect(seen.at(-1)).toMatchObject({ method: 'POST', path: '/unsubscribe/known' })
  })

  test('a link that was tampered with is refused', async () => {
    expect((await fetch(`${web.url}/unsubscribe/unknown`, { method: 'POST', body: 'List-Unsubscribe=One-Click', headers: form })).status).toBe(404)
  })
})

describe('readiness', () => {
  test('names the service that is missing', async () => {
    const answer = await ask('/readyz')
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ ready: false, missing: ['catalogue'] })
    expect((await ask('/healthz')).status).toBe(200)
  })
})
