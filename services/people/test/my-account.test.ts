import { MySessions, PeopleExport } from '@handrail/contracts'
import { connect, type Database } from '@handrail/postgres'
import { openMailbox, openStage, type Stage, type StagedService, until } from '@handrail/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import type { Tables } from '../src/tables.ts'
import { grantRole } from '../src/use-cases/grant-role.ts'
import { type Agency, type Member, openAgency } from './agency.ts'
import { ownAddress } from './own-address.ts'

let stage: Stage
let people: StagedService
let database: Database<Tables>
let agency: Agency
let elsewhere: Agency
let mailbox: Awaited<ReturnType<typeof openMailbox>>

beforeAll(async () => {
  stage = await openStage()
  mailbox = await openMailbox()
  people = await stage.run('people', start, { ...(await ownAddress()), SMTP_URL: mailbox.url })
  database = connect<Tables>(people.env.APP_DATABASE_URL ?? '', { name: 'test' })
  agency = await openAgency(database, 'agency.example')
  elsewhere = await openAgency(database, 'elsewhere.example')
})
beforeEach(async () => {
  await people.admin`delete from auth.tries`
})
afterAll(async () => {
  await stage.close()
  await mailbox.close()
  await database.close()
})

const android = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36'
const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0'

const call = async (method: string, path: string, { body, token }: { body?: unknown; token?: string } = {}) => {
  const headers = { ...(body !== undefined && { 'content-type': 'application/json' }), ...(token && { authorization: `Bearer ${token}` }) }
  const answer = await fetch(`${people.url}${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
}

/** Signs in with a code from a mail, and asks with the token of that session. */
const device = async (person: Member, userAgent?: string, sharedDevice = false) => {
  const received = () => mailbox.mails().filter(({ to }) => to === person.address)
  const before = received().length
  await call('POST', '/sign-in/codes', { body: { address: person.address, language: 'en' } })
  const code = (await until(async () => received()[before])).text.match(/^\d{6}$/m)?.[0]
  const { session } = (await call('POST', '/sign-in/sessions', { body: { address: person.address, code, sharedDevice, userAgent } })).body
  const token = async () => (await call('POST', '/tokens', { body: { session } })).body?.token as string
  const held = await token()
  return { session, token, ask: (method: string, path: string, body?: unknown) => call(method, path, { token: held, ...(body !== undefined && { body }) }) }
}
const listed = async (ask: (method: string, path: string) => Promise<{ body: unknown }>) =>
  MySessions.parse((await ask('GET', '/api/v1/me/sessions')).body).sessions

describe('where I am signed in', () => {
  it('is told in two words a device, this one first, and nothing else is kept of the browser', async () => {
    const rosa = await agency.person('Rosa')
    const phone = await device(rosa, android)
    const library = await device(rosa, windows, true)
    const unknown = await device(rosa)
    const sessions = await listed(phone.ask)
    expect(sessions.map(({ device, sharedDevice, isThisOne }) => ({ device, sharedDevice, isThisOne }))).toEqual([
      { device: { browser: 'chrome', system: 'android' }, sharedDevice: false, isThisOne: true },
      { device: null, sharedDevice: false, isThisOne: false },
      { device: { browser: 'firefox', system: 'windows' }, sharedDevice: true, isThisOne: false },
    ])
    expect((await listed(library.ask))[0]?.device?.browser).toBe('firefox')
    expect((await listed(unknown.ask)).length).toBe(3)
    const [kept] = await people.admin`select string_agg(s::text, ' ') as text from auth.session s`
    expect(kept?.text).not.toContain('Mozilla')
  })
  it('one of them is signed out: its next page is refused at once, and its next token; the others stay', async () => {
    const rosa = await agency.person('Ida')
    const phone = await device(rosa, android)
    const library = await device(rosa, windows)
    const other = (await listed(phone.ask)).find(({ isThisOne }) => !isThisOne)
    for (const _ of [1, 2]) expect((await phone.ask('DELETE', `/api/v1/me/sessions/${other?.sessionId}`)).status).toBe(204)
    expect((await library.ask('GET', '/api/v1/me')).status).toBe(401)
    expect((await call('POST', '/tokens', { body: { session: library.session } })).status).toBe(401)
    expect((await phone.ask('GET', '/api/v1/me')).status).toBe(200)
    expect(await listed(phone.ask)).toHaveLength(1)
  })
  it('all others are signed out; whose they are not stay', async () => {
    const rosa = await agency.person('Ana')
    const phone = await device(rosa, android)
    const others = [await device(rosa, windows), await device(rosa)]
    const stranger = await device(agency.colleague, windows)
    expect((await phone.ask('DELETE', '/api/v1/me/sessions')).status).toBe(204)
    for (const other of others) expect(await other.token()).toBeUndefined()
    expect((await listed(phone.ask)).map(({ isThisOne }) => isThisOne)).toEqual([true])
    expect(await listed(stranger.ask)).toHaveLength(1)
  })
  it('a session of somebody else cannot be ended, nor seen', async () => {
    const phone = await device(await agency.person('Noor'), android)
    const stranger = await device(elsewhere.learner, windows)
    const [theirs] = await listed(stranger.ask)
    expect((await phone.ask('DELETE', `/api/v1/me/sessions/${theirs?.sessionId}`)).status).toBe(204)
    expect(await stranger.token()).toBeDefined()
    expect(JSON.stringify(await listed(phone.ask))).not.toContain(theirs?.sessionId)
    expect((await phone.ask('DELETE', '/api/v1/me/sessions/this-one')).status).toBe(422)
  })
})

describe('the export', () => {
  it('holds who I am here, my teams and my devices, and nobody else', async () => {
    const phone = await device(agency.learner, android)
    const { status, body } = await phone.ask('GET', '/api/v1/me/export')
    expect(status).toBe(200)
    expect(PeopleExport.parse(body)).toMatchObject({
      person: { personId: agency.learner.personId, name: 'Amal', address: agency.learner.address, language: 'fr', roles: ['learner'] },
      organization: { name: 'Agency of agency.example', province: 'CA-ON' },
      teams: [{ name: 'Arrivals', site: 'Riverside', part: 'member' }],
      sessions: [{ device: { browser: 'chrome', system: 'android' } }],
    })
    for (const other of [agency.manager, agency.champion, agency.lead]) {
      expect(JSON.stringify(body)).not.toContain(other.personId)
      expect(JSON.stringify(body)).not.toContain(other.name)
    }
  })
})

/** Where, in all tables of the service, a text or an id stands. */
const tablesWith = async (text: string) => {
  const tables = await people.admin`select schemaname, tablename from pg_tables where schemaname in ('public', 'auth')`
  const found = await Promise.all(
    tables.map(async ({ schemaname, tablename }) => {
      const rows = await people.admin`select 1 from ${people.admin(`${schemaname}.${tablename}`)} t where t::text ilike ${`%${text}%`}`
      return rows.length > 0 ? [tablename] : []
    }),
  )
  return found.flat().sort()
}

describe('erasing myself', () => {
  it('leaves an id that means nobody, signs every device out, and says so in one last mail', async () => {
    const zoe = await agency.person('Zoé Tremblay', [], 'fr')
    const phone = await device(zoe, android)
    const library = await device(zoe, windows)
    await call('POST', '/sign-in/codes', { body: { address: zoe.address, language: 'fr' } })
    await until(async () => mailbox.mails().filter(({ to }) => to === zoe.address).length === 3)
    expect((await phone.ask('POST', '/api/v1/me/erasure', { forGood: true })).status).toBe(204)

    const mail = await until(async () => mailbox.mails().find(({ to, subject }) => to === zoe.address && subject === 'Votre compte Handrail est effacé'))
    expect(mail.text).toContain('dernier courriel')
    expect(mail.html).toContain('lang="fr"')
    await until(async () => (await tablesWith(zoe.address)).length === 0)
    expect(await tablesWith('Zoé Tremblay')).toEqual([])
    expect(await tablesWith(zoe.personId)).toEqual(['outbox', 'people'])
    const outbox = await people.admin`select data from outbox where aggregate_id = ${zoe.personId} order by position`
    expect(outbox.slice(0, -1).map(({ data }) => data)).toEqual(outbox.slice(0, -1).map(() => null))
    expect(outbox.at(-1)?.data).toMatchObject({ state: 'erased' })

    for (const { ask, token } of [phone, library]) {
      expect(await token()).toBeUndefined()
      expect((await ask('GET', '/api/v1/me')).status).toBe(401)
      expect((await ask('POST', '/api/v1/me/erasure', { forGood: true })).status).toBe(401)
    }
    const before = mailbox.mails().length
    await call('POST', '/sign-in/codes', { body: { address: zoe.address, language: 'fr' } })
    expect(mailbox.mails().length).toBe(before)
  })
  it('is said, not slipped into', async () => {
    const phone = await device(agency.champion)
    for (const body of [{}, { forGood: false }]) expect((await phone.ask('POST', '/api/v1/me/erasure', body)).status).toBe(422)
    expect((await phone.ask('GET', '/api/v1/me')).status).toBe(200)
  })
  it('the only lead finds another one first; of two who go at once, one stays', async () => {
    const lead = await device(agency.lead)
    expect(await lead.ask('POST', '/api/v1/me/erasure', { forGood: true })).toMatchObject({ status: 409, body: { code: 'only-lead' } })
    expect((await lead.ask('GET', '/api/v1/me')).status).toBe(200)
    await agency.inAgency((trx) => grantRole(trx, { ...agency.manager, role: 'lead' }, agency.now))
    const second = await device(agency.manager)
    const answers = await Promise.all([lead, second].map(({ ask }) => ask('POST', '/api/v1/me/erasure', { forGood: true })))
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
  })
  it('the last mail waits for a mail server that is away, and its address for a day at most', async () => {
    const wait = (address: string, opened: string) => people.admin`
      insert into auth.farewells (address, language, opened_at, next_try_at) values (${address}, 'en', ${opened}, now() + interval '1 hour')`
    await wait('old@agency.example', '2020-01-01')
    await wait('new@agency.example', new Date().toISOString())
    const running = await start({ ...people.env, PORT: '0' })
    await until(async () => (await running.ready()).ready)
    await until(async () => (await people.admin`select from auth.farewells where address = 'old@agency.example'`).length === 0)
    await running.stop()
    expect(await people.admin`select from auth.farewells where address = 'new@agency.example'`).toHaveLength(1)
    await expect(database.sql`select * from auth.farewells`).rejects.toMatchObject({ code: '42501' })
  })
})
