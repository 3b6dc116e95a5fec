import { setTimeout as sleep } from 'node:timers/promises'
import { tells } from '@handrail/testing'
import postgres from 'postgres'
import { describe, expect, inject, it } from 'vitest'
import { expectPage, expectProblem, expectUnchanged } from '../refused.ts'
import { askForCode, send, signedIn, type Visitor, visitor } from '../visitor.ts'
import { mailsTo } from '../walk.ts'

/** Codes, links, sessions and unsubscribe links that are old, used, wrong or made up open nothing. */
const { web, inbox, postgres: administrator, neighbour, crowd } = inject('platform')
const addressOf = (person: string) => `${person}@rivages.example`
const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
/** Of that many, chance alone leaves the half by a quarter less than once in five thousand runs; a mail sent first makes it a whole. */
const PAIRS = 40
const changed = (text: string) => text.slice(0, -1) + (text.endsWith('A') ? 'B' : 'A')

/** Somebody else at another device, with the same sign-in page open. */
const besides = (who: Visitor) => {
  const other = visitor(web)
  for (const [name, value] of who.cookies) other.cookies.set(name, value)
  return other
}
const type = (who: Visitor, code: string) => who.post('/sign-in/code', { code })
const press = (who: Visitor, link: URL) => who.post('/sign-in/link', { token: link.searchParams.get('token') ?? '' })
const isNobody = async (who: Visitor) => {
  expect(who.cookies.has('handrail')).toBe(false)
  expectProblem(await who.api('GET', '/api/v1/me'), 401, 'sign-in-needed')
}
const isSignedIn = async (who: Visitor) => expect((await who.api('GET', '/api/v1/me')).status).toBe(200)

describe('a code', () => {
  it('takes five tries; then the right one is refused too, and a new one works', async () => {
    const etienne = visitor(web)
    const { code } = await askForCode(etienne, inbox, addressOf('etienne'))
    for (let tries = 0; tries < 5; tries++) expectPage(await type(etienne, otherThan(code)), 401)
    expectPage(await type(etienne, code), 401)
    await isNobody(etienne)
    await type(etienne, (await askForCode(etienne, inbox, addressOf('etienne'))).code)
    await isSignedIn(etienne)
  })

  it('works once, and ends the button of its mail with it', async () => {
    const yara = visitor(web)
    const { code, link } = await askForCode(yara, inbox, addressOf('yara'))
    const other = besides(yara)
    expect((await type(yara, code)).status).toBe(303)
    expectPage(await type(other, code), 401)
    expectPage(await press(other, link), 401)
    await isNobody(other)
    await isSignedIn(yara)
  })

  it('that is no code is not tried', async () => {
    const nobody = visitor(web)
    expect(await type(nobody, '123456')).toMatchObject({ status: 303, headers: { location: '/sign-in' } })
    await nobody.post('/sign-in', { address: 'nobody-types@rivages.example' })
    for (const code of ['', '12345', '1234567', '12345x', '１２３４５６']) expectPage(await type(nobody, code), 422)
    await isNobody(nobody)
  })

  it('and the button are over after ten minutes', async () => {
    const sofia = visitor(web)
    const { code, link } = await askForCode(sofia, inbox, addressOf('sofia'))
    const database = new URL(administrator)
    database.pathname = '/handrail_people'
    const sql = postgres(database.href, { max: 1 })
    const aged = await sql`
      update auth.verification set "expiresAt" = "expiresAt" - interval '10 minutes'
      where identifier = ${`sign-in-otp-${addressOf('sofia')}`} or value like ${`%${addressOf('sofia')}%`}`
    await sql.end()
    expect(aged.count).toBe(2)
    expectPage(await press(sofia, link), 401)
    expectPage(await type(sofia, code), 401)
    await isNobody(sofia)
  })
})

describe('the button in the mail', () => {
  it('survives the scanners that follow its link, works once, and not with another letter', async () => {
    const kwame = visitor(web)
    const { link } = await askForCode(kwame, inbox, addressOf('kwame'))
    for (let scans = 0; scans < 3; scans++) expectPage(await kwame.page(`${link.pathname}${link.search}`), 200)
    await isNobody(kwame)
    expectPage(await press(kwame, new URL(changed(link.href))), 401)
    const other = besides(kwame)
    expect((await press(kwame, link)).status).toBe(303)
    await isSignedIn(kwame)
    expectPage(await press(other, link), 401)
    await isNobody(other)
  })

  it('made up, empty or endless is refused', async () => {
    for (const token of ['', 'x', 'x'.repeat(32), 'x'.repeat(5_000)]) expectPage(await visitor(web).post('/sign-in/link', { token }), 401)
  })
})

describe('an address', () => {
  it('of nobody is answered like one of somebody, and gets no mail', async () => {
    const stranger = visitor(web)
    const reply = await stranger.post('/sign-in', { address: 'stranger@rivages.example' })
    expect(reply).toMatchObject({ status: 303, headers: { location: '/sign-in/code' } })
    expectPage(await type(stranger, '123456'), 401)
    expect(await mailsTo(inbox, 'stranger@rivages.example')).toEqual([])
  })

  it('of nobody is answered as soon as one of somebody', async () => {
    const times = { somebody: [] as number[], nobody: [] as number[] }
    const timed = async (who: keyof typeof times, address: string) => {
      // By then the mail before it, if there was one, is made and sent.
      await sleep(120)
      const began = performance.now()
      expect((await visitor(web).post('/sign-in', { address })).status).toBe(303)
      times[who].push(performance.now() - began)
    }
    // In pairs and in turns, so that what disturbs the one disturbs the other, as does a mail that is still under way.
    for (const [at, { address }] of crowd.crowd.slice(0, PAIRS).entries()) {
      const pair = [() => timed('somebody', address), () => timed('nobody', `not-${address}`)]
      for (const one of at % 2 ? pair : pair.reverse()) await one()
    }
    expect(times.somebody).toHaveLength(PAIRS)
    const told = tells(times.somebody, times.nobody)
    expect(told).toBeGreaterThan(0.25)
    expect(told).toBeLessThan(0.75)
  })

  it('that is none is said so, and shown as text', async () => {
    for (const address of [
      '',
      'amal',
      'amal@rivages.example\r\nBcc: all@rivages.example',
      `${'x'.repeat(250)}@rivages.example`,
      '"><script>alert(1)</script>',
    ]) {
      const reply = await visitor(web).post('/sign-in', { address })
      expectPage(reply, 422)
      expect(reply.text).not.toContain('<script>alert')
    }
  })
})

describe('a session', () => {
  it('is a cookie that scripts and other sites cannot have, new at each sign-in, whatever was there before', async () => {
    const fixed = visitor(web)
    fixed.cookies.set('handrail', 'chosen-by-somebody-else')
    const { code } = await askForCode(fixed, inbox, neighbour.manager.address)
    const [set, ...more] = ((await type(fixed, code)).headers['set-cookie'] ?? []).filter((each) => each.startsWith('handrail=') && !each.includes('Max-Age=0'))
    expect(more).toEqual([])
    for (const flag of ['HttpOnly', 'SameSite=Lax', 'Path=/']) expect(set?.split('; ')).toContain(flag)
    // A plain name, and no `Secure`: this is loopback without TLS.
    expect(set).not.toMatch(/Secure|Domain/)
    expect(set?.match(/^handrail=([\w-]{22,})\./)).not.toBeNull()
    expect((await signedIn(web, inbox, neighbour.manager.address)).cookies.get('handrail')).not.toBe(fixed.cookies.get('handrail'))
  })

  it('tampered with is nobody’s, and one can sign in again', async () => {
    const hodan = await signedIn(web, inbox, addressOf('hodan'))
    const session = hodan.cookies.get('handrail') ?? ''
    const [token = '', signature = ''] = session.split('.')
    for (const cookie of [changed(session), `${changed(token)}.${signature}`, token, `${token}.`, '', 'short', '%zz', 'x'.repeat(2_000)]) {
      const headers = { cookie: `handrail=${cookie}` }
      expectProblem(await send(web, 'GET', '/api/v1/me', { headers }), 401, 'sign-in-needed')
      expect((await send(web, 'GET', '/account', { headers })).headers.location).toMatch(/^\/sign-in\?next=%2Faccount/)
      expectPage(await send(web, 'GET', '/sign-in', { headers }), 200)
    }
    await isSignedIn(hodan)
  })

  it('ends for every copy of it at sign-out', async () => {
    const olena = await signedIn(web, inbox, addressOf('olena'))
    const copy = besides(olena)
    await isSignedIn(copy)
    expect((await olena.post('/sign-out')).headers.location).toBe('/sign-in')
    await isNobody(olena)
    expectProblem(await copy.api('GET', '/api/v1/me'), 401, 'sign-in-needed')
  })
})

describe('one is led', () => {
  const elsewhere = ['https://evil.example/', '//evil.example', '/\\evil.example', '/\t/evil.example', 'javascript:alert(1)', '/sign-out']

  it('nowhere but here after signing in, whatever the form or the cookie says', async () => {
    const { address } = neighbour.learner
    const byForm = visitor(web)
    const first = await askForCode(byForm, inbox, address, { next: '//evil.example' })
    expect((await type(byForm, first.code)).headers.location).toBe('/')
    for (const next of elsewhere) expect((await byForm.page(`/sign-in?${new URLSearchParams({ next })}`)).headers.location).toBe('/')
    for (const to of elsewhere) expect((await byForm.post(`/language?${new URLSearchParams({ to })}`, { language: 'en' })).headers.location).toBe('/')

    const byCookie = visitor(web)
    const second = await askForCode(byCookie, inbox, address)
    const forged = { address, next: 'https://evil.example/', sharedDevice: false }
    byCookie.cookies.set('handrail-signing-in', Buffer.from(JSON.stringify(forged)).toString('base64url'))
    expect((await type(byCookie, second.code)).headers.location).toBe('/')
  })
})

describe('an unsubscribe link', () => {
  it('that we did not make ends nothing, with and without a page, and needs no origin', async () => {
    const samir = await signedIn(web, inbox, addressOf('samir'))
    const { personId, organization } = (await samir.api('GET', '/api/v1/me')).body
    const ids = Buffer.from(`${organization.organizationId}${personId}`.replaceAll('-', ''), 'hex')
    for (const token of [Buffer.concat([ids, Buffer.alloc(32)]).toString('base64url'), ids.toString('base64url'), 'x', '..%2f..%2ftokens', 'x'.repeat(3_000)]) {
      await expectUnchanged(samir, async () => {
        const oneClick = { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' }
        expectPage(await send(web, 'POST', `/unsubscribe/${token}`, oneClick), 404)
        expectProblem(await send(web, 'POST', `/unsubscribe/${token}`, { ...oneClick, headers: { ...oneClick.headers, accept: 'application/json' } }), 404)
      })
    }
  })
})

describe('too many tries', () => {
  it('for one address are refused for a while, told for how long, and hold up nobody else', async () => {
    const hasty = visitor(web)
    const replies = []
    for (let tries = 0; tries < 6; tries++) replies.push(await hasty.post('/sign-in', { address: 'hasty@rivages.example' }))
    expect(replies.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303, 429])
    const [last] = replies.slice(-1)
    if (last) expectPage(last, 429)
    expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0)
    expect((await visitor(web).post('/sign-in', { address: 'patient@rivages.example' })).status).toBe(303)
  })
})
