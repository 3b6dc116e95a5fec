import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type Database } from '@handrail/postgres'
import { openMailbox, openStage, type Stage, type StagedService, until } from '@handrail/testing'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import type { Tables } from '../src/tables.ts'
import { erasePerson } from '../src/use-cases/erase-person.ts'
import { grantRole } from '../src/use-cases/grant-role.ts'
import { leave } from '../src/use-cases/leave.ts'
import { type Agency, type Member, openAgency } from './agency.ts'
import { ownAddress } from './own-address.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

let stage: Stage
let people: StagedService
let database: Database<Tables>
let agency: Agency
let mailbox: Awaited<ReturnType<typeof openMailbox>>
let later = 0
const folder = mkdtempSync(join(tmpdir(), 'handrail-people-'))
const LOG_FILE = join(folder, 'people.log')
const secretsSeen: string[] = []

beforeAll(async () => {
  stage = await openStage()
  mailbox = await openMailbox()
  const itself = { ...(await ownAddress()), SMTP_URL: mailbox.url, LOG_LEVEL: 'debug', LOG_FILE }
  people = await stage.run('people', start, itself, () => new Date(Date.now() + later))
  database = connect<Tables>(people.env.APP_DATABASE_URL ?? '', { name: 'test' })
  agency = await openAgency(database, 'agency.example')
})
afterAll(async () => {
  await stage.close()
  await mailbox.close()
  await database.close()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  later = 0
  await people.admin`delete from auth.tries`
})

const call = async (method: string, path: string, body: unknown, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${people.url}${path}`, { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
}
const askForCode = (address: string) => call('POST', '/sign-in/codes', { address, language: 'en' })
const withCode = (address: string, code: string, sharedDevice = false) => call('POST', '/sign-in/sessions', { address, code, sharedDevice })
const withLink = (link: string, sharedDevice = false) => call('POST', '/sign-in/sessions', { link, sharedDevice })
const tokenOf = (session: string) => call('POST', '/tokens', { session })

/** Asks for a code and reads it, and the button's token, in the mail. */
const mailFor = async (person: Pick<Member, 'address'>) => {
  const received = () => mailbox.mails().filter(({ to }) => to === person.address.toLowerCase())
  const before = received().length
  expect(await askForCode(person.address)).toEqual({ status: 202, body: {} })
  const mail = await until(async () => received()[before])
  const code = mail.text.match(/^\d{6}$/m)?.[0] ?? ''
  const link = new URL(mail.text.match(/http:\S+\/sign-in\/link\?token=\w+/)?.[0] ?? '')
  const token = link.searchParams.get('token') ?? ''
  secretsSeen.push(token)
  return { mail, code, link, token }
}
const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const signedIn = async (person: Member, sharedDevice = false): Promise<{ session: string; expiresAt: string }> => {
  const { code } = await mailFor(person)
  const { body } = await withCode(person.address, code, sharedDevice)
  secretsSeen.push(body.session)
  return body
}
const codeRefused = { status: 401, body: { code: 'sign-in-code-refused' } }
const linkRefused = { status: 401, body: { code: 'sign-in-link-refused' } }

describe('the mail', () => {
  it('carries one code and one button, in the language of the person', async () => {
    const { mail, code, link } = await mailFor(agency.learner)
    expect(mail).toMatchObject({ to: 'amal@agency.example', from: 'handrail@example.org', subject: 'Votre code pour Handrail' })
    expect(code).toMatch(/^\d{6}$/)
    expect(`${link.origin}${link.pathname}`).toBe('http://localhost:4000/sign-in/link')
    expect(mail.html).toContain('lang="fr"')
    expect(mail.html).toContain(code)
    expect(mail.html).toContain(link.href)
    expect((await mailFor(agency.manager)).mail.subject).toBe('Your code for Handrail')
  })
  it('is found by the address however it is typed', async () => {
    const { code } = await mailFor({ address: 'Amal@AGENCY.example' })
    expect((await withCode('AMAL@agency.example', code)).status).toBe(201)
  })
  it('leaves nothing behind that could be used: code and link are stored hashed', async () => {
    const { code, token } = await mailFor(agency.learner)
    const [stored] = await people.admin`select string_agg(v::text, ' ') as text from auth.verification v`
    expect(stored?.text).toContain('sign-in-otp-amal@agency.example')
    expect(stored?.text).not.toContain(code)
    expect(stored?.text).not.toContain(createHash('sha256').update(code).digest('base64url'))
    expect(stored?.text).not.toContain(token)
  })
  it('is not sent to strangers, people who left or were erased, and the answer does not tell', async () => {
    const left = await agency.person('Gita')
    const erased = await agency.person('Zora')
    await agency.inAgency((trx) => leave(trx, left, agency.now))
    await agency.inAgency((trx) => erasePerson(trx, erased, agency.now))
    const before = mailbox.mails().length
    for (const address of ['stranger@agency.example', left.address, erased.address]) {
      expect(await askForCode(address)).toEqual({ status: 202, body: {} })
      expect(await withCode(address, '123456')).toMatchObject(codeRefused)
    }
    await mailFor(agency.learner)
    const sentTo = mailbox
      .mails()
      .slice(before)
      .map(({ to }) => to)
    expect(sentTo).toEqual([agency.learner.address])
    expect(await people.admin`select from auth.verification where identifier like '%stranger%'`).toHaveLength(0)
  })
  it('is asked for a few times, not often; the limit is the same for strangers', async () => {
    for (const address of ['stranger@agency.example', agency.colleague.address]) {
      for (let time = 0; time < 5; time++) expect((await askForCode(address)).status).toBe(202)
      expect(await askForCode(address)).toMatchObject({ status: 429, body: { code: 'too-many-requests', facts: { retryAfterSeconds: expect.any(Number) } } })
    }
    later = 10 * MINUTE
    expect((await askForCode(agency.colleague.address)).status).toBe(202)
    await until(async () => mailbox.mails().filter(({ to }) => to === agency.colleague.address).length === 6)
  })
  it('does not flood: there is a limit over all addresses', async () => {
    await people.admin`insert into auth.tries (bucket, opened_at, count) values ('codes:all', now(), 300)`
    expect((await askForCode(agency.learner.address)).status).toBe(429)
  })
})

describe('a code', () => {
  it('signs in once', async () => {
    const { code } = await mailFor(agency.learner)
    const first = await withCode(agency.learner.address, code)
    expect(first).toMatchObject({ status: 201, body: { session: expect.stringMatching(/^.{60,}$/) } })
    expect(await withCode(agency.learner.address, code)).toMatchObject(codeRefused)
  })
  it('is refused once it has expired', async () => {
    const { code } = await mailFor(agency.learner)
    const [stored] =
      await people.admin`select extract(epoch from "expiresAt" - "createdAt")::int as seconds from auth.verification where identifier like 'sign-in-otp-amal%'`
    expect(stored?.seconds).toBe(600)
    await people.admin`update auth.verification set "expiresAt" = now() - interval '1 second'`
    expect(await withCode(agency.learner.address, code)).toMatchObject(codeRefused)
  })
  it('is refused, right or not, after five wrong tries', async () => {
    const { code } = await mailFor(agency.learner)
    for (let time = 0; time < 5; time++) expect(await withCode(agency.learner.address, otherThan(code))).toMatchObject(codeRefused)
    expect(await withCode(agency.learner.address, code)).toMatchObject(codeRefused)
  })
  it('forgives four', async () => {
    const { code } = await mailFor(agency.learner)
    for (let time = 0; time < 4; time++) await withCode(agency.learner.address, otherThan(code))
    expect((await withCode(agency.learner.address, code)).status).toBe(201)
  })
  it('tried at once by many is spent at most once', async () => {
    const { code } = await mailFor(agency.learner)
    const answers = await Promise.all(Array.from({ length: 8 }, () => withCode(agency.learner.address, code)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  })
  it('belongs to the address that asked', async () => {
    const { code } = await mailFor(agency.learner)
    expect(await withCode(agency.manager.address, code)).toMatchObject(codeRefused)
  })
  it('works no more once there is a newer one', async () => {
    const old = await mailFor(agency.learner)
    const { code } = await mailFor(agency.learner)
    if (old.code !== code) expect(await withCode(agency.learner.address, old.code)).toMatchObject(codeRefused)
    expect(await withLink(old.token)).toMatchObject(linkRefused)
    expect((await withCode(agency.learner.address, code)).status).toBe(201)
  })
  it('cannot be guessed for long, however many are asked for', async () => {
    for (let time = 0; time < 20; time++) expect(await withCode(agency.learner.address, '000000')).toMatchObject(codeRefused)
    expect((await withCode(agency.learner.address, '000000')).status).toBe(429)
  })
})

describe('a link', () => {
  it('signs in once', async () => {
    const { token } = await mailFor(agency.learner)
    expect(await withLink(token)).toMatchObject({ status: 201 })
    expect(await withLink(token)).toMatchObject(linkRefused)
  })
  it('is useless once the code of its mail was used, and the other way round', async () => {
    const first = await mailFor(agency.learner)
    expect((await withCode(agency.learner.address, first.code)).status).toBe(201)
    expect(await withLink(first.token)).toMatchObject(linkRefused)
    const second = await mailFor(agency.learner)
    expect((await withLink(second.token)).status).toBe(201)
    expect(await withCode(agency.learner.address, second.code)).toMatchObject(codeRefused)
  })
  it('is refused when expired, made up, or of somebody who has left meanwhile', async () => {
    const { token } = await mailFor(agency.learner)
    await people.admin`update auth.verification set "expiresAt" = now() - interval '1 second'`
    expect(await withLink(token)).toMatchObject(linkRefused)
    expect(await withLink('x'.repeat(32))).toMatchObject(linkRefused)
    const leaving = await agency.person('Ines')
    const mail = await mailFor(leaving)
    await agency.inAgency((trx) => leave(trx, leaving, agency.now))
    expect(await withLink(mail.token)).toMatchObject(linkRefused)
    expect(await withCode(leaving.address, mail.code)).toMatchObject(codeRefused)
  })
})

describe('a token', () => {
  it('says who, where and which roles, for five minutes, and nothing else', async () => {
    const { session } = await signedIn(agency.manager)
    const { status, body } = await tokenOf(session)
    expect(status).toBe(200)
    const { exp = 0, ...claims } = decodeJwt(body.token)
    expect(claims).toEqual({
      sub: agency.manager.personId,
      organizationId: agency.organizationId,
      roles: ['learner', 'manager'],
      sid: expect.any(String),
      iss: 'handrail-people',
      aud: 'handrail',
    })
    expect(Math.abs(exp - (Date.now() / 1000 + 300))).toBeLessThan(5)
    expect(new Date(body.expiresAt).getTime()).toBeGreaterThanOrEqual(exp * 1000)
    expect(decodeProtectedHeader(body.token).alg).toBe('EdDSA')
  })
  it('is accepted by people itself, by the keys it serves; those keys hold no secret', async () => {
    const { session } = await signedIn(agency.learner)
    const { token } = (await tokenOf(session)).body
    const answer = await fetch(`${people.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })
    expect([answer.status, ((await answer.json()) as { name: string }).name]).toEqual([200, 'Amal'])
    const { keys } = (await (await fetch(`${people.url}/.well-known/jwks.json`)).json()) as { keys: object[] }
    expect(keys.map((key) => Object.keys(key).sort())).toEqual([['alg', 'crv', 'kid', 'kty', 'x']])
  })
  it('tampered with, or of another key, is refused', async () => {
    const { session } = await signedIn(agency.learner)
    const [head, , signature] = (await tokenOf(session)).body.token.split('.')
    const forged = Buffer.from(JSON.stringify({ ...decodeJwt((await tokenOf(session)).body.token), roles: ['lead'] })).toString('base64url')
    for (const token of [`${head}.${forged}.${signature}`, await stage.tokenFor(agency.lead)]) {
      expect((await fetch(`${people.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(401)
    }
  })
  it('carries a role from the next one on', async () => {
    const rosa = await agency.person('Rosa')
    const { session } = await signedIn(rosa)
    expect(decodeJwt((await tokenOf(session)).body.token).roles).toEqual(['learner'])
    await agency.inAgency((trx) => grantRole(trx, { ...rosa, role: 'champion' }, agency.now))
    expect(decodeJwt((await tokenOf(session)).body.token).roles).toEqual(['learner', 'champion'])
  })
  it('is not given to who has left, whose sessions are cleaned away', async () => {
    const leaving = await agency.person('Gita')
    const { session } = await signedIn(leaving)
    await agency.inAgency((trx) => leave(trx, leaving, agency.now))
    expect(await tokenOf(session)).toMatchObject({ status: 401, body: { code: 'sign-in-needed' } })
  })
})

describe('a session', () => {
  it('of the database alone signs nobody in', async () => {
    const { session } = await signedIn(agency.learner)
    const [stored] = await people.admin`select token from auth.session order by "createdAt" desc limit 1`
    expect(session).toContain(stored?.token)
    expect((await tokenOf(stored?.token)).status).toBe(401)
    expect((await tokenOf(`${session.slice(0, -2)}xx`)).status).toBe(401)
  })
  it('ends when the person signs out; signing out twice is no harm', async () => {
    const { session } = await signedIn(agency.learner)
    for (let time = 0; time < 2; time++) expect(await call('DELETE', '/sign-in/sessions', { session })).toEqual({ status: 204, body: null })
    expect((await tokenOf(session)).status).toBe(401)
  })
  it('on a shared device rests an hour at most, and ends after eight', async () => {
    const resting = await signedIn(agency.learner, true)
    expect(new Date(resting.expiresAt).getTime() - Date.now()).toBeLessThanOrEqual(HOUR)
    const busy = await signedIn(agency.manager, true)
    for (later = 0; later < 8 * HOUR - MINUTE; later += 50 * MINUTE) expect((await tokenOf(busy.session)).status).toBe(200)
    expect((await tokenOf(resting.session)).status).toBe(401)
    later = 8 * HOUR + MINUTE
    expect((await tokenOf(busy.session)).status).toBe(401)
  })
  it('on an own device rests thirty days', async () => {
    const { session, expiresAt } = await signedIn(agency.learner)
    expect(Math.abs(new Date(expiresAt).getTime() - Date.now() - 30 * DAY)).toBeLessThan(MINUTE)
    later = 29 * DAY
    expect((await tokenOf(session)).status).toBe(200)
    later = 58 * DAY
    expect((await tokenOf(session)).status).toBe(200)
    later = 87 * DAY
    expect((await tokenOf(session)).status).toBe(200)
    later = 91 * DAY
    expect((await tokenOf(session)).status).toBe(401)
  })
})

describe('input that is refused', () => {
  it.each([
    ['POST', '/sign-in/codes', { address: 'no address', language: 'en' }],
    ['POST', '/sign-in/codes', { address: `${'x'.repeat(260)}@agency.example`, language: 'en' }],
    ['POST', '/sign-in/codes', { address: 'amal@agency.example\r\nBcc: all@agency.example', language: 'en' }],
    ['POST', '/sign-in/sessions', { address: 'amal@agency.example', code: '12345', sharedDevice: false }],
    ['POST', '/sign-in/sessions', { address: 'amal@agency.example', code: 123456, sharedDevice: false }],
    ['POST', '/sign-in/sessions', { link: 'short', sharedDevice: false }],
    ['POST', '/tokens', {}],
  ])('%s %s %j', async (method, path, body) => {
    expect(await call(method, path, body)).toMatchObject({ status: 422, body: { code: 'input-invalid' } })
  })
})

it('no address, link or session is ever written to the log', async () => {
  const { session } = await signedIn(agency.learner)
  await tokenOf(session)
  const log = await until(async () => {
    const text = readFileSync(LOG_FILE, 'utf8')
    return text.includes('/tokens') && text.includes('/sign-in/codes') && text
  })
  expect(log).not.toContain('@agency.example')
  expect(secretsSeen.length).toBeGreaterThan(10)
  expect(secretsSeen.filter((secret) => log.includes(secret))).toEqual([])
})
