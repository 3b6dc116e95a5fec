import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { servicePrefixes } from '@handrail/contracts'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { expectPage, expectProblem, expectUnchanged } from '../refused.ts'
import { send, signedIn, type Visitor, visitor } from '../visitor.ts'

/** What holds for every answer of the one public address, and that it is the only one. */
const { web, inbox, serviceSecret, listening, neighbour } = inject('platform')
let jean: Visitor
beforeAll(async () => {
  jean = await signedIn(web, inbox, 'jean@rivages.example')
})

describe('every page', () => {
  const course = '/courses/messages-that-expose-nobody'
  const byRole: Record<string, [who: () => Promise<Visitor>, pages: string[]]> = {
    nobody: [async () => visitor(web), ['/sign-in', '/sign-in/link?token=x', '/unsubscribe/x']],
    learner: [
      async () => jean,
      [
        '/',
        '/plan',
        '/sharing',
        '/account',
        '/account/quiet-hours',
        '/account/erase',
        '/self-assessment',
        course,
        `${course}/the-conversation-circle`,
        `${course}/low-tech`,
        `${course}/ask`,
      ],
    ],
    manager: [() => signedIn(web, inbox, neighbour.manager.address), [`/teams/${neighbour.teamId}`, `/teams/${neighbour.teamId}/assign`]],
    champion: [() => signedIn(web, inbox, neighbour.champion.address), ['/cohort']],
    lead: [() => signedIn(web, inbox, neighbour.lead.address), ['/organization']],
  }
  it.each(Object.entries(byRole))('of a %s brings scripts and styles from here alone, and none inline', async (_role, [who, pages]) => {
    const reader = await who()
    for (const path of pages) {
      const page = await reader.page(path)
      expectPage(page, 200)
      expect(page.headers['cache-control']).toBe('no-store')
      for (const [, place] of page.text.matchAll(/<(?:script|link|img)[^>]* (?:src|href)="([^"]*)"/g)) expect(place).toMatch(/^\/(?!\/)/)
      expect(page.text).not.toMatch(/<(?:object|embed|applet|iframe|portal)\b/)
    }
  })

  const signedInPages = Object.entries(byRole).filter(([role]) => role !== 'nobody')
  it.each(signedInPages)('of a %s leads to the account, where one signs out; of one question or card, by the way back', async (_role, [who, pages]) => {
    const reader = await who()
    for (const path of pages) {
      let { text } = await reader.page(path)
      for (let back: string | undefined = path; back && /<body class="focus">/.test(text); text = (await reader.page(back)).text)
        back = text.match(/<a class="back" href="([^"]+)"/)?.[1] ?? expect.fail(`No way back from ${path}.`)
      expect({ path, leads: /<a [^>]*href="\/account"/.test(text) }).toEqual({ path, leads: true })
    }
    expect((await reader.page('/account')).text).toMatch(/<form [^>]*method="post" action="\/sign-out"/)
  })

  it('of refusal, too', async () => {
    expectPage(await jean.page('/nothing-here'), 404)
    expectPage(await jean.page('/organization'), 403)
    expectPage(await jean.post('/account/settings', { speak: 'fr' }, { origin: 'https://evil.example' }), 403)
  })
})

describe('every answer', () => {
  it.each(['/', '/sign-in', '/nothing-here', '/api/v1/me', '/api/v1/nothing', '/api/openapi.json', '/healthz'])(
    'forbids sniffing, framing and telling: %s',
    async (path) => {
      const { headers } = await send(web, 'GET', path, { headers: { origin: 'https://evil.example' } })
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'same-origin' })
      expect(headers['cross-origin-opener-policy']).toBe('same-origin')
      expect(headers['content-security-policy']).toContain("default-src 'none'")
      expect(headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/)
      for (const name of ['server', 'x-powered-by', 'access-control-allow-origin']) expect(headers[name]).toBeUndefined()
    },
  )
})

describe('an answer of the API', () => {
  it('is kept by no browser, published courses aside', async () => {
    for (const path of ['me', 'learning/mine', 'self-assessments/mine', 'me/export', 'people', 'nothing-here/at-all'])
      expect({ path, kept: (await jean.api('GET', `/api/v1/${path}`)).headers['cache-control'] }).toEqual({ path, kept: 'no-store' })
    const published = await jean.api('GET', '/api/v1/micro-courses/messages-that-expose-nobody?language=en')
    expect(published.headers['cache-control']).toBe('private, no-cache')
  })
})

describe('a command', () => {
  const form = 'application/x-www-form-urlencoded'
  const commands = [
    ['POST', '/account/settings', form, 'speak=fr&minutes=60'],
    ['POST', '/account/mail', form, 'digest=never&helpAnswers=at-once'],
    ['POST', '/account/devices', form, 'end=others'],
    ['POST', '/account/erase', form, 'typed=delete'],
    ['POST', '/sharing/team-picture', form, 'granted=no'],
    ['POST', '/language', form, 'language=fr'],
    ['POST', '/sign-out', form, ''],
    ['PATCH', '/api/v1/me', 'application/json', '{"language":"fr"}'],
    ['PATCH', '/api/v1/preferences', 'application/json', '{"digest":"never"}'],
    ['POST', '/api/v1/me/erasure', 'application/json', '{"forGood":true}'],
    ['PATCH', '/api/v1/me', 'text/plain', '{"language":"fr"}'],
  ] as const
  const origins: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: `${web}.evil.example` },
    { origin: web.replace('http:', 'https:') },
    { origin: web.replace(/\d+$/, '1') },
    { origin: 'null' },
    {},
    { origin: web, 'sec-fetch-site': 'cross-site' },
  ]
  it.each(commands)('that comes from elsewhere, or does not say, is not followed: %s %s', (method, path, type, body) =>
    expectUnchanged(jean, async () => {
      const cookie = `handrail=${jean.cookies.get('handrail')}`
      for (const from of origins) {
        const reply = await send(web, method, path, { headers: { cookie, 'content-type': type, accept: 'application/json', ...from }, body })
        expectProblem(reply, 403, 'origin-refused')
        expect(reply.headers['set-cookie']).toBeUndefined()
      }
    }),
  )
})

describe('behind the public address', () => {
  const internal = [
    ['GET', '/openapi.json'],
    ['GET', '/.well-known/jwks.json'],
    ['POST', '/tokens'],
    ['POST', '/sign-in/codes'],
    ['POST', '/sign-in/sessions'],
    ['DELETE', '/sign-in/sessions'],
    ['POST', '/internal/mail-addresses'],
    ['POST', '/internal/digest-runs'],
    ['POST', '/api/v1/internal/digest-runs'],
    ['POST', '/api/v1/tokens'],
    ['GET', '/api/v1/'],
    ['GET', '/api/v2/me'],
    ['GET', '/api/v1/constructor'],
    ['POST', '/api/v1/me/../../../tokens'],
    ['POST', '/api/v1/me/%2e%2e/%2e%2e/%2e%2e/internal/digest-runs'],
    ['GET', '/api/v1/me/..%2f..%2f..%2fopenapi.json'],
  ] as const
  it.each(internal)('nothing of the services’ own is reached: %s %s', async (method, path) => {
    for (const authorization of [{}, { authorization: `Bearer ${serviceSecret}` }])
      expectProblem(await jean.api(method, path, method === 'GET' ? undefined : {}, authorization), 404, 'not-found')
  })

  it('everything listens on loopback only', async () => {
    const others = Object.values(networkInterfaces()).flatMap((known) => known ?? [])
    const addresses = others.filter(({ internal, family }) => !internal && family === 'IPv4').map(({ address }) => address)
    // On Linux all of 127.0.0.0/8 is this machine, so that a server on every address shows there too.
    if (process.platform === 'linux') addresses.push('127.0.0.2')
    const isOpen = (host: string, port: number) =>
      new Promise<boolean>((resolve) => {
        const socket = connect({ host, port, timeout: 2_000 })
        const end = (open: boolean) => socket.destroy() && resolve(open)
        socket
          .once('connect', () => end(true))
          .once('error', () => end(false))
          .once('timeout', () => end(false))
      })
    expect(listening).toHaveLength(10)
    for (const url of listening) {
      const port = Number(new URL(url).port)
      expect({ url, open: await isOpen('127.0.0.1', port) }).toEqual({ url, open: true })
      for (const address of addresses) expect({ url, address, open: await isOpen(address, port) }).toEqual({ url, address, open: false })
    }
  })
})

describe('the OpenAPI document', () => {
  it('is valid, and tells every public route and no other', async () => {
    const { status, text, body } = await send(web, 'GET', '/api/openapi.json')
    expect(status).toBe(200)
    expect(body.openapi).toBe('3.1.0')
    expect(body.servers).toEqual([{ url: web }])
    const paths = Object.keys(body.paths)
    expect(paths.filter((path) => !path.startsWith('/api/v1/'))).toEqual([])
    expect([...new Set(paths.map((path) => path.split('/')[3]))].sort()).toEqual(Object.keys(servicePrefixes).sort())

    const folder = mkdtempSync(join(tmpdir(), 'handrail-openapi-'))
    writeFileSync(join(folder, 'openapi.json'), text)
    const api = new URL('../../infra/api/', import.meta.url)
    const redocly = join(dirname(createRequire(api).resolve('@redocly/cli/package.json')), 'bin/cli.js')
    const config = new URL('redocly.yaml', api).pathname
    const quiet = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
    try {
      execFileSync(process.execPath, [redocly, 'lint', join(folder, 'openapi.json'), '--config', config], { env: { ...process.env, ...quiet }, stdio: 'pipe' })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
