import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { services } from '@handrail/contracts'
import postgres from 'postgres'
import { beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { expectPage } from '../refused.ts'
import { askForCode, send, signedIn, type Visitor, visitor } from '../visitor.ts'

/** Words that are found nowhere else are written, typed and sent everywhere; then we look where they must not be. */
const { web, inbox, postgres: administrator, services: urls, serviceSecret, neighbour, lighthouse, logFolder } = inject('platform')
const course = 'messages-that-expose-nobody'
const canary = `zq${crypto.randomUUID().replaceAll('-', '')}`
const key = () => ({ 'idempotency-key': crypto.randomUUID() })
const PATIENT = { timeout: 15_000, interval: 200 }

let learner: Visitor
let champion: Visitor
/** What a log must not hold: each as it was handed out. */
const secrets: Record<string, string> = {}
/** The code that signed in, and one that was refused. */
const codes: string[] = []

beforeAll(async () => {
  const typing = visitor(web)
  await typing.post('/sign-in', { address: `${canary}@nowhere.example` })
  await typing.post('/sign-in/code', { code: '123456', canary })
  await visitor(web).post('/sign-in', { address: `${canary} is no address` })
  await visitor(web).post('/sign-in/link', { token: canary })

  learner = visitor(web)
  const { code, link } = await askForCode(learner, inbox, neighbour.learner.address)
  codes.push(String((Number(code) + 1) % 1_000_000).padStart(6, '0'), code)
  for (const typed of codes) await learner.post('/sign-in/code', { code: typed })
  champion = await signedIn(web, inbox, neighbour.champion.address)
  Object.assign(secrets, { link: link.searchParams.get('token') ?? '', session: learner.cookies.get('handrail') ?? '', serviceSecret })

  const question = { courseId: course, cardId: null, question: `Why ${canary}?` }
  const { helpRequestId } = (
    await vi.waitUntil(async () => {
      const reply = await learner.api('POST', '/api/v1/help-requests', question, key())
      return reply.status === 201 && reply
    }, PATIENT)
  ).body
  await champion.api('POST', `/api/v1/help-requests/${helpRequestId}/answer`, { answer: `Because ${canary}.` })
  await champion.post('/cohort', { answer: helpRequestId, [`answer-${helpRequestId}`]: canary })

  // All the ways to be refused, each with the word in it.
  const api = (method: string, path: string, body?: unknown, headers = {}) => learner.api(method, `/api/v1/${path}`, body, headers)
  await api('POST', 'help-requests', { ...question, question: `${canary}\u0000` }, key())
  await api('POST', 'help-requests', { ...question, [canary]: canary }, key())
  await api('POST', 'help-requests', `{"question":"${canary}`, key())
  await api('POST', 'help-requests', question, { 'idempotency-key': canary })
  await api('PUT', `follow-ups/${course}`, { used: 'yes', note: canary })
  await api('PATCH', 'me', { timeZone: canary })
  await api('GET', `library?language=en&words=${canary}`)
  await api('GET', `micro-courses/${canary}?language=en`)
  await api('GET', `people/names?ids=${canary}`)
  await api('GET', 'me', undefined, {
    'user-agent': canary,
    referer: `${web}/${canary}`,
    'x-forwarded-for': canary,
    traceparent: canary,
    'accept-language': canary,
  })
  await learner.post('/account/settings', { minutes: canary, timeZone: `${canary}\u0000` })
  await learner.post(`/courses/${course}/ask`, { question: `${canary}`.repeat(100) })
  await learner.page(`/${canary}?${canary}=${canary}`)
  await send(web, 'GET', '/api/v1/me', { headers: { cookie: `handrail=${canary}.${canary}` } })
  await send(web, 'POST', `/unsubscribe/${canary}`, { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' })
  for (const url of Object.values(urls)) {
    await send(url, 'GET', '/api/v1/me', { headers: { authorization: `Bearer ${canary}` } })
    await send(url, 'POST', '/tokens', { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ session: `${canary}.${canary}` }) })
    await send(url, 'POST', `/${canary}`, { headers: { 'content-type': 'application/json' }, body: `{"${canary}` })
  }
})

describe('what somebody wrote', () => {
  it('is read by who asked and who answered', async () => {
    expect((await learner.api('GET', '/api/v1/help-requests/mine')).text).toContain(canary)
    expect((await learner.api('GET', '/api/v1/learning/mine/export')).text).toContain(canary)
  })

  it('is in no answer and on no page of another agency, nor of who has nothing to do with it', async () => {
    const { body } = await send(web, 'GET', '/api/openapi.json')
    const readable = Object.entries<object>(body.paths).flatMap(([path, methods]) => ('get' in methods && !path.includes('{') ? [path] : []))
    expect(readable.length).toBeGreaterThan(20)
    const strangers = ['nadia@rivages.example', 'luc@rivages.example', lighthouse.lead.address, neighbour.lead.address, neighbour.manager.address]
    for (const address of strangers) {
      const who = await signedIn(web, inbox, address)
      for (const path of readable) {
        const query = path.endsWith('/arrival') ? `?selfAssessmentId=${crypto.randomUUID()}&waitSeconds=0` : path.endsWith('/library') ? '?language=en' : ''
        expect({ address, path, told: (await who.api('GET', `${path}${query}`)).text.includes(canary) }).toEqual({ address, path, told: false })
      }
      for (const path of ['/', '/cohort', '/organization', '/account', '/library']) expect((await who.page(path)).text).not.toContain(canary)
    }
  })

  it('is in no event, on its way or kept', async () => {
    for (const service of services) {
      const url = new URL(administrator)
      url.pathname = `/handrail_${service}`
      const sql = postgres(url.href, { max: 1, onnotice: () => {} })
      const [counts] = await sql<{ all: number; told: number }[]>`
        select count(*)::int as "all", count(*) filter (where data::text like ${`%${canary}%`})::int as told from outbox`
      await sql.end()
      // Notifications has nothing to tell until a first digest was sent.
      expect({ service, told: counts?.told, some: service === 'notifications' || (counts?.all ?? 0) > 0 }).toEqual({ service, told: 0, some: true })
    }
    const store = join(logFolder, '..', 'nats')
    const files = readdirSync(store, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
    const kept = files.map((file) => readFileSync(join(file.parentPath, file.name)))
    expect(kept.some((bytes) => bytes.includes('handrail.progress.help-request'))).toBe(true)
    expect(kept.filter((bytes) => bytes.includes(canary))).toEqual([])
  })

  it('is in no mail but one to who asked', async () => {
    const mails = (await (await fetch(`${inbox}/api/email`)).json()) as { to: { address: string }[]; text: string; html: string }[]
    const told = mails.filter((mail) => JSON.stringify(mail).includes(canary)).flatMap(({ to }) => to.map(({ address }) => address))
    expect(told.filter((address) => address !== neighbour.learner.address)).toEqual([])
  })
})

/** All that a line says: of one in JSON each text and number, but for how long something took; of others, without when and by which process. */
const saidIn = (line: string): string[] => {
  const walk = (value: unknown): string[] =>
    value !== null && typeof value === 'object'
      ? Object.entries(value).flatMap(([key, each]) => (key === 'ms' || key === 'time' ? [] : [key, ...walk(each)]))
      : [String(value)]
  try {
    return walk(JSON.parse(line))
  } catch {
    return [line.replace(/^(?:\[\d+\] )?\d{4}[-/]\d\d[-/]\d\d \d\d:\d\d:\d\d\.\d+(?: [A-Z]+)?(?: \[\d+\])?/, '')]
  }
}
/** Six digits with more beside them are something else: an id, a digest, a size. */
const holdsCode = (line: string, code: string) =>
  line.includes(code) && saidIn(line).some((said) => new RegExp(`(?<![\\w.-])${code}(?![\\w-]|\\.\\d)`).test(said))

describe('the logs of all services, of PostgreSQL and of NATS', () => {
  /** The inbox stands in for a mail server of elsewhere: mails are what it holds. */
  const logs = () =>
    readdirSync(logFolder)
      .filter((file) => !file.startsWith('inbox'))
      .map((file) => ({ file, text: readFileSync(join(logFolder, file), 'utf8') }))

  it('tell of each request', async () => {
    await sleep(1_000)
    for (const service of [...services, 'web'])
      expect(logs().find(({ file }) => file === `${service}.log`)?.text).toMatch(service === 'web' ? /"service":"web"/ : /"msg":"request"/)
  })

  it('hold no word, address, name, token, code or secret', async () => {
    expect(codes.map((code) => holdsCode(`{"level":30,"typed":"${code}"}`, code))).toEqual([true, true])
    expect(codes.map((code) => holdsCode(`the code ${code} was typed`, code))).toEqual([true, true])
    const handedOut = Object.entries({ ...secrets, canary })
    const forbidden: [what: string, found: RegExp][] = [
      ['an address', /[\w.]+@(rivages|escale|ancrage|phare|nowhere)\.example/],
      ['a name', /Priya Nair|Amal Benali|learner of Escale|Noor/],
      ['a token', /eyJ[\w-]{10,}\.|Bearer [\w-]{16,}/],
      ['a password', /postgres(?:ql)?:\/\/[^:/\s]+:[^@\s]{8,}@|nats:\/\/[^:/\s]+:[^@\s]{8,}@/],
    ]
    for (const [what, secret] of handedOut) expect({ what, long: secret.length > 15 }).toEqual({ what, long: true })
    for (const { file, text } of logs())
      for (const line of text.split('\n')) {
        for (const code of codes) expect({ file, what: 'a code', line: holdsCode(line, code) && line }).toEqual({ file, what: 'a code', line: false })
        for (const [what, secret] of handedOut) expect({ file, what, line: line.includes(secret) && line }).toEqual({ file, what, line: false })
        for (const [what, found] of forbidden) expect({ file, what, line: found.test(line) && line }).toEqual({ file, what, line: false })
      }
  })
})

describe('a name that would like to be code', () => {
  const raw = /<script>alert|<img\/src|<\/title><script/
  it.each([
    ['lead', '/organization'],
    ['manager', `/teams/${lighthouse.teamId}`],
    ['champion', '/cohort'],
    ['learner', '/account'],
  ] as const)('is text to a %s', async (role, path) => {
    const who = await signedIn(web, inbox, lighthouse[role].address)
    const page = await vi.waitUntil(async () => {
      const reply = await who.page(path)
      return reply.status === 200 && reply
    }, PATIENT)
    expectPage(page, 200)
    expect(page.text).not.toMatch(raw)
    if (role !== 'champion') expect(page.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(JSON.stringify(page.headers)).not.toContain('evil.example')
  })
})
