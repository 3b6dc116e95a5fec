import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { connect, type Database } from '@handrail/postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Config } from '../src/config.ts'
import { openSignIn } from '../src/sign-in/index.ts'
import { openAgency } from './agency.ts'
import { onPeople } from './on-people.ts'

const here = onPeople()
let auth: Database
beforeAll(async () => {
  await openAgency(here.database, 'agency.example')
  await openAgency(here.database, 'elsewhere.example')
  auth = connect(here.people.env.AUTH_DATABASE_URL ?? '', { name: 'test' })
})
afterAll(() => auth.close())

describe('the login role of sign-in', () => {
  it('knows the addresses of all organizations, and no names', async () => {
    const rows = await auth.sql`select email, name, roles from auth."user" where email like 'lena@%' order by email`
    expect([...rows]).toEqual([
      { email: 'lena@agency.example', name: '', roles: ['learner', 'lead'] },
      { email: 'lena@elsewhere.example', name: '', roles: ['learner', 'lead'] },
    ])
  })
  it.each([
    'name from people',
    'role_profile from people',
    '* from person_roles',
    '* from teams',
    '* from team_people',
    '* from organizations',
    '* from protected_times',
    '* from outbox',
  ])('may not read %s', async (what) => {
    await expect(auth.sql.unsafe(`select ${what}`)).rejects.toMatchObject({ code: '42501' })
  })
  it.each([`update people set address = 'x'`, 'delete from people', `insert into people (person_id) values (gen_random_uuid())`])(
    'may not %s',
    async (statement) => {
      await expect(auth.sql.unsafe(statement)).rejects.toMatchObject({ code: '42501' })
    },
  )
  it('is the only one that sees sessions: the app role does not', async () => {
    await expect(here.database.sql`select token from auth.session`).rejects.toMatchObject({ code: '42501' })
  })
  it('finds people by their index, however many there are', async () => {
    await here.people.admin`
      insert into people select gen_random_uuid(), organization_id, 'Many', n || '@many.example', 'settlement-worker', 'en', 'UTC', null, 'active', 1, now(), now()
      from (select organization_id from organizations limit 1) one, generate_series(1, 2000) n`
    await here.people.admin`analyze people`
    const plan = await auth.sql`explain select id from auth."user" where email = 'lena@agency.example'`
    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('people_active_address')
  })
})

describe('cleaning up', () => {
  it('removes what has ended, and sessions of people who are not active', async () => {
    const agency = await openAgency(here.database, 'third.example')
    const { sql } = auth
    const session = (userId: string, token: string, expiresAt: string) => sql`
      insert into auth.session ("userId", token, "expiresAt", "sharedDevice", "createdAt", "updatedAt")
      values (${userId}, ${token}, ${expiresAt}, false, now(), now())`
    await session(agency.learner.personId, 'live', '2100-01-01T00:00:00Z')
    await session(agency.learner.personId, 'ended', '2020-01-01T00:00:00Z')
    await session('01900000-0000-7000-8000-0000000000a1', 'gone', '2100-01-01T00:00:00Z')
    await sql`
      insert into auth.verification (identifier, value, "expiresAt", "createdAt", "updatedAt")
      values ('sign-in-otp-a@b.example', 'x', '2020-01-01', now(), now())`
    await sql`insert into auth.tries values ('codes:old', '2020-01-01', 3)`
    const signIn = openSignIn({ config: Config.parse(here.people.env), log: { warn: () => {} } as never })
    await signIn.clean(new Date())
    await signIn.close()
    expect([...(await sql`select token from auth.session`)]).toEqual([{ token: 'live' }])
    expect(await sql`select from auth.verification`).toHaveLength(0)
    expect(await sql`select from auth.tries where bucket = 'codes:old'`).toHaveLength(0)
  })
})

describe('asking for a code', () => {
  it('is answered before the mail is sent, even when the mail server says nothing; closing gives the mail up', async () => {
    const silent = createServer().listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const smtp = `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`
    const warnings: object[] = []
    const log = { warn: (facts: object) => warnings.push(facts) } as never
    const signIn = openSignIn({ config: Config.parse({ ...here.people.env, SMTP_URL: smtp }), log })
    const started = Date.now()
    await signIn.requestCode('amal@agency.example', new Date())
    expect(Date.now() - started).toBeLessThan(5_000)
    await signIn.close()
    expect(Date.now() - started).toBeLessThan(12_000)
    expect(warnings).toMatchObject([{ outcome: { kind: 'not-attempted' } }])
    silent.close()
  })
})
