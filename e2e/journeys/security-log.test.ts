import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { start } from '@handrail/web'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { askForCode, send, signedIn, type Visitor, visitor } from '../visitor.ts'

/** What touches the safety of an account is a line in the log: what, whose by id, how it ended. Names and addresses are not. */
const { web, inbox, logFolder, services, lighthouse } = inject('platform')
const { learner, otherManager } = lighthouse
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const linesOf = (service: string, folder = logFolder): Record<string, unknown>[] =>
  readFileSync(join(folder, `${service}.log`), 'utf8')
    .split('\n')
    .filter((line) => line.includes('"msg":"security"'))
    .map((line) => JSON.parse(line))
const PATIENT = { timeout: 15_000, interval: 200 }
/** Once the log is written, a line with all of this is in it. */
const isTold = (service: string, line: Record<string, unknown>) =>
  vi.waitFor(() => expect(linesOf(service)).toContainEqual(expect.objectContaining({ msg: 'security', ...line })), PATIENT)
const of = ({ personId }: { personId: string }) => ({ organizationId: lighthouse.organizationId, personId })

let who: Visitor
beforeAll(async () => {
  who = visitor(web)
  const { code } = await askForCode(who, inbox, learner.address)
  await who.post('/sign-in/code', { code: String((Number(code) + 1) % 1_000_000).padStart(6, '0') })
  await who.post('/sign-in/code', { code })
})

describe('the log tells', () => {
  it('who signed in, and whose account somebody failed to open', async () => {
    await isTold('people', { event: 'sign-in', outcome: 'refused', reason: 'sign-in-code-refused', ...of(learner) })
    await isTold('people', { event: 'sign-in', outcome: 'done', ...of(learner) })
  })

  it('of a try at an address of nobody that it was one, and no more', async () => {
    const nobody = visitor(web)
    await nobody.post('/sign-in', { address: 'nobody-at-all@phare.example' })
    await nobody.post('/sign-in/code', { code: '123456' })
    await vi.waitFor(() => {
      const refused = linesOf('people').filter(({ event, outcome, personId }) => event === 'sign-in' && outcome === 'refused' && personId === undefined)
      expect(refused.length).toBeGreaterThan(0)
    }, PATIENT)
  })

  it('who was refused what another role may, and what is another’s, with the request', async () => {
    const reply = await who.api('GET', '/api/v1/organization')
    expect(reply.status).toBe(403)
    await isTold('people', { event: 'access', outcome: 'refused', reason: 'not-allowed', requestId: reply.body.requestId, ...of(learner) })
    const gone = await who.api('PUT', `/api/v1/self-assessments/${crypto.randomUUID()}/answers/protecting-client-information`, { level: 2 })
    expect(gone.status).toBe(404)
    await isTold('baselines', { event: 'access', outcome: 'refused', reason: 'not-found', ...of(learner) })
  })

  it('that a request came from another site', async () => {
    await send(web, 'POST', '/sign-out', { headers: { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' }, body: '' })
    await isTold('web', { event: 'other-site', outcome: 'refused' })
  })

  it('who took their data along, ended their devices, signed out', async () => {
    await who.page('/account/my-data/file')
    await isTold('people', { event: 'export', outcome: 'done', ...of(learner) })
    await who.post('/account/devices', { end: 'others' })
    await isTold('people', { event: 'devices-ended', outcome: 'done', ...of(learner) })
    await who.post('/sign-out')
    await isTold('people', { event: 'sign-out', outcome: 'done', ...of(learner) })
  })

  it('who erased themselves, by an id that means nobody afterwards', async () => {
    const leaving = await signedIn(web, inbox, otherManager.address)
    expect((await leaving.api('POST', '/api/v1/me/erasure', { forGood: true })).status).toBe(204)
    await isTold('people', { event: 'erasure', outcome: 'done', ...of(otherManager) })
    const lead = await signedIn(web, inbox, lighthouse.lead.address)
    const { body } = await lead.api('GET', `/api/v1/people/names?ids=${otherManager.personId}`)
    expect(JSON.stringify(body)).not.toContain('otherManager')
  })

  it('nothing else in such a line: ids, words of ours, and when', async () => {
    const known = ['level', 'time', 'service', 'requestId', 'event', 'outcome', 'organizationId', 'personId', 'reason', 'msg']
    const lines = ['web', ...Object.keys(services)].filter((service, at, all) => all.indexOf(service) === at).flatMap((service) => linesOf(service))
    expect(lines.length).toBeGreaterThan(6)
    for (const line of lines) {
      expect(Object.keys(line).filter((key) => !known.includes(key))).toEqual([])
      for (const id of [line.organizationId, line.personId]) if (id !== undefined) expect(id).toMatch(UUID)
      for (const word of [line.event, line.outcome, line.reason]) if (word !== undefined) expect(word).toMatch(/^[a-z-]+$/)
    }
  })
})

describe('a flood', () => {
  const folder = join(logFolder, '..')
  let replica: Awaited<ReturnType<typeof start>>
  beforeAll(async () => {
    const urls = Object.fromEntries(Object.entries(services).map(([service, url]) => [`${service.toUpperCase()}_URL`, url]))
    replica = await start({ ...urls, PORT: '0', PUBLIC_URL: web, REQUESTS_PER_MINUTE: '5', LOG_FILE: join(folder, 'flooded.log') })
  })
  afterAll(() => replica.stop())

  it('is one line, that names who', async () => {
    const busy = await signedIn(web, inbox, lighthouse.champion.address)
    const headers = { cookie: `handrail=${busy.cookies.get('handrail')}`, accept: 'application/json' }
    for (let time = 0; time < 30; time++) await send(replica.url, 'GET', '/api/v1/me', { headers })
    const limits = () => linesOf('flooded', folder).filter(({ event }) => event === 'limit')
    await vi.waitFor(() => expect(limits()).toEqual([expect.objectContaining({ outcome: 'refused', ...of(lighthouse.champion) })]), PATIENT)
  })
})
