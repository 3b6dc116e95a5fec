import { start } from '@handrail/web'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { expectPage, expectProblem } from '../refused.ts'
import { signedIn, type Visitor, visitor } from '../visitor.ts'

/** Another replica of the front before the same services, with limits that a test can reach. */
const { web, inbox, services, neighbour, lighthouse } = inject('platform')
const PER_MINUTE = 12
const MANY = PER_MINUTE * 20

let replica: Awaited<ReturnType<typeof start>>
beforeAll(async () => {
  const urls = Object.fromEntries(Object.entries(services).map(([service, url]) => [`${service.toUpperCase()}_URL`, url]))
  replica = await start({ ...urls, PORT: '0', PUBLIC_URL: web, TRUSTED_PROXIES: '1', REQUESTS_PER_MINUTE: String(PER_MINUTE), LOG_LEVEL: 'silent' })
})
afterAll(() => replica.stop())

/** Somebody at the replica, behind a proxy that says where they are, with a session begun at the other one. */
const at = async (from: Visitor | null, address: string) => {
  const who = visitor(replica.url)
  const session = from?.cookies.get('handrail')
  if (session) who.cookies.set('handrail', session)
  const headers = { 'x-forwarded-for': address, origin: web }
  return {
    page: (path: string, more = {}) => who.ask('GET', path, { headers: { ...headers, ...more } }),
    api: (method: string, path: string, body?: unknown) => who.api(method, `/api/v1/${path}`, body, headers),
  }
}

describe('who asks more than people do in a minute', () => {
  it('is told to wait and for how long, as a problem and as a page in their language; what they sent changed nothing', async () => {
    const session = await signedIn(web, inbox, lighthouse.traveller.address)
    await session.api('PATCH', '/api/v1/me', { language: 'fr', timeZone: 'America/Toronto' })
    const who = await at(session, '203.0.113.1')
    for (let time = 0; time < PER_MINUTE; time++) expect((await who.api('GET', 'me')).status).toBe(200)
    const refused = await who.api('PATCH', 'me', { timeZone: 'America/Vancouver' })
    expectProblem(refused, 429, 'too-many-requests')
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    const page = await who.page('/plan', { 'accept-language': 'en' })
    expectPage(page, 429)
    expect(page.text).toContain('<html lang="fr">')
    expect(page.text).toMatch(/Attendez/)
    expect(page.text).toMatch(/href="\/plan"[^>]*>Réessayer/)
    expect(Number(page.headers['retry-after'])).toBeLessThanOrEqual(60)
    expect((await session.api('GET', '/api/v1/me')).body.timeZone).toBe('America/Toronto')
    // From another place, and another device, it is the same person.
    const again = await signedIn(web, inbox, lighthouse.traveller.address)
    expectProblem(await (await at(again, '203.0.113.2')).api('GET', 'me'), 429, 'too-many-requests')
  })

  it('holds up no colleague', async () => {
    const busy = await at(await signedIn(web, inbox, lighthouse.learner.address), '203.0.113.3')
    for (let time = 0; time < PER_MINUTE * 3; time++) await busy.api('GET', 'me')
    const colleague = await at(await signedIn(web, inbox, lighthouse.champion.address), '203.0.113.3')
    expect((await colleague.page('/')).status).toBe(200)
  })

  it('from one address without a session is refused there, whatever they ask, and nowhere else', async () => {
    const flood = await at(null, '203.0.113.4')
    for (let time = 0; time < MANY; time++) await flood.page('/goodbye')
    const page = await flood.page('/sign-in', { 'accept-language': 'fr' })
    expectPage(page, 429)
    expect(page.text).toContain('<html lang="fr">')
    expectProblem(await flood.api('GET', 'me'), 429, 'too-many-requests')
    expect((await (await at(null, '203.0.113.5')).page('/sign-in')).status).toBe(200)
    // Stylesheets and health cost nothing, and a balancer must not take a busy replica for a dead one.
    expect((await flood.page('/healthz')).status).toBe(200)
  })

  it('cannot change address by claiming to be behind more proxies', async () => {
    const flood = (forged: number) => at(null, `198.51.100.${forged}, 203.0.113.6`)
    for (let time = 0; time < MANY; time++) await (await flood(time % 200)).page('/goodbye')
    expectPage(await (await flood(201)).page('/sign-in'), 429)
  })

  it('is no other organization’s trouble', async () => {
    const elsewhere = await at(await signedIn(web, inbox, neighbour.learner.address), '203.0.113.7')
    expect((await elsewhere.page('/')).status).toBe(200)
  })
})
