import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { openBrowser } from '../chromium.ts'
import { ownPhone } from '../own-phone.ts'
import { speak } from '../screens.ts'
import { openTunnel, type Tunnel } from '../tunnel.ts'
import { signedIn } from '../visitor.ts'
import { signIn } from '../walk.ts'

/** Learning with no signal: nothing is lost, and nothing counts twice, whatever the road between does. */
const { web, inbox, postgres: administrator } = inject('platform')
/** Waited for, for seconds and not for ever. */
const soon = <Value>(read: () => Value, timeout = 15_000) => expect.poll(read, { timeout })
const addressOf = (person: string) => `${person}@rivages.example`

const database = (name: string) => {
  const url = new URL(administrator)
  url.pathname = `/handrail_${name}`
  return postgres(url.href, { max: 1, onnotice: () => {} })
}
const people = database('people')
const progress = database('progress')
const catalogue = database('catalogue')
afterAll(() => Promise.all([people.end(), progress.end(), catalogue.end()]))

const idOf = async (person: string): Promise<string> => (await people`select person_id from people where address = ${addressOf(person)}`)[0]?.person_id
/** What the server holds of a course, and how often it told that the course was finished. */
const rowsOf = async (person: string, courseId: string) => {
  const personId = await idOf(person)
  const rows = await progress`
    select course_version, cards_done, finished_at from course_progress where person_id = ${personId} and course_id = ${courseId} order by course_version`
  const told = await progress`
    select 1 from outbox where aggregate = 'micro-course-completion' and data->>'personId' = ${personId} and data->>'courseId' = ${courseId}`
  return { rows: rows.map((row) => ({ version: row.course_version, cards: [...row.cards_done], finished: row.finished_at !== null })), told: told.length }
}

type Road = { tunnel: Tunnel; phone: ReturnType<typeof ownPhone>; page: Page }
const roads: Omit<Road, 'page'>[] = []
afterEach(async () => {
  for (const { phone, tunnel } of roads.splice(0)) {
    await phone.remove()
    tunnel.close()
  }
})

/** Somebody's own phone, with the next courses on it. */
const phoneOf = async (person: string, language: 'en' | 'fr' = 'en'): Promise<Road> => {
  const tunnel = await openTunnel()
  const phone = ownPhone(tunnel)
  roads.push({ tunnel, phone })
  const page = await phone.open()
  await signIn(page, { base: web, inbox, address: addressOf(person) })
  await speak(page.context(), language, { web, inbox })
  await page.goto(`${web}/`)
  await isKept(page)
  return { tunnel, phone, page }
}
const isKept = (page: Page) => page.getByText(/^(On this device|Sur cet appareil)$/).waitFor({ timeout: 20_000 })
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText()
const coursesAhead = async (person: string): Promise<{ courseId: string; version: number; cards: string[] }[]> => {
  const who = await signedIn(web, inbox, addressOf(person))
  const { courses } = (await who.page('/kept/next')).body
  return Promise.all(
    courses.map(async ({ courseId }: { courseId: string }) => {
      const { body } = await who.page(`/kept/courses/${courseId}`)
      return { courseId, version: body.courseVersion, cards: body.cards.map(({ cardId }: { cardId: string }) => cardId) }
    }),
  )
}
const firstAhead = async (person: string) => {
  const [course] = await coursesAhead(person)
  if (!course) throw new Error(`${person} has no course ahead.`)
  return course
}

/** One card further, whatever its kind. */
const playCard = async (page: Page) => {
  const at = page.url()
  if (await page.locator('[data-check]').isVisible()) {
    for (const right of await page.locator('.option.right .choice').all()) await right.click()
    for (const pair of await page.locator('[data-pair] select').all()) await pair.selectOption({ index: 1 })
    await page.locator('[data-check]').click()
    await page.locator('fieldset.judged').waitFor()
    await page.locator('[data-saving]:not(:empty)').or(page.locator('h1')).first().waitFor()
    await page.locator('[data-next]').click()
  } else await page.locator('form#card button.go').click()
  await page.waitForURL((url) => url.href !== at)
}
const play = async (page: Page, cards = 40) => {
  for (let played = 0; played < cards; played++) {
    if (page.url().endsWith('/finished')) return
    await playCard(page)
  }
}
const openCourse = async (page: Page, courseId: string) => {
  await page.goto(`${web}/courses/${courseId}`)
  const start = page.getByRole('link', { name: /^(Start|Commencer)$/ })
  if (await start.isVisible()) await start.click()
  await page.locator('form#card').waitFor()
}
const line = (page: Page) => page.locator('.signal')

describe('in a tunnel', () => {
  it('a course is played to its end, and sent once there is signal', async () => {
    const { courseId, version, cards } = await firstAhead('farid')
    const { tunnel, page } = await phoneOf('farid')
    await openCourse(page, courseId)
    await playCard(page)
    tunnel.set('closed')

    const offered = page.getByRole('link', { name: 'I’m stuck' })
    await offered.click()
    await page.getByLabel('Your question').fill('What do I say first?')
    await page.getByRole('button', { name: 'Ask my champion' }).click()
    await page.waitForURL(/\/asked$/)
    expect(await heading(page)).toBe('Your question is saved on this device')
    await page.getByRole('link', { name: 'Back to the course' }).click()
    await page.locator('form#card').waitFor()
    await soon(() => page.locator('.climb p').innerText()).toMatch(/^Card 2 of/)
    await soon(() => line(page).innerText()).toContain('Saved on this device')

    await play(page)
    expect(await heading(page)).toBe('You climbed a step.')
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    const before = await rowsOf('farid', courseId)
    expect(before.rows.map(({ cards: done }) => done)).toEqual([cards.slice(0, 1)])
    expect(tunnel.commands.filter((command) => command.includes('help-requests'))).toEqual([])
    // The next course is here, too, and so is the path.
    await page.getByRole('link', { name: 'Continue' }).click()
    await page.getByRole('link', { name: 'Start' }).waitFor()
    await page.goto(`${web}/`)
    expect(await heading(page)).toContain('Farid')
    await page.goto(`${web}/account`)
    expect(await heading(page)).toBe('This page needs a signal')

    tunnel.set('open')
    await page.goto(`${web}/`)
    await soon(() => rowsOf('farid', courseId)).toEqual({ rows: [{ version, cards, finished: true }], told: 1 })
    const asked = progress`select question, card_id from help_requests where person_id = ${await idOf('farid')} and question = 'What do I say first?'`
    await soon(() => asked).toHaveLength(1)
  }, 90_000)

  it('the player says what is on the phone and what is sent, and sends by itself when the signal is back', async () => {
    const { courseId, cards, version } = await firstAhead('hodan')
    const { page } = await phoneOf('hodan')
    await openCourse(page, courseId)
    while (!(await page.locator('[data-check]').isVisible())) await playCard(page)
    await page.context().setOffline(true)
    await page.locator('.option.right .choice').first().click()
    await page.locator('[data-check]').click()
    await page.getByText('Saved on this device', { exact: true }).waitFor()
    await soon(() => line(page).innerText()).toContain('No signal')
    await page.context().setOffline(false)
    await soon(() => line(page).innerText()).toContain('Sent.')
    await page.getByText('Sent', { exact: true }).waitFor()
    await page.locator('[data-next]').click()
    await play(page)
    expect(await rowsOf('hodan', courseId)).toEqual({ rows: [{ version, cards, finished: true }], told: 1 })
  }, 90_000)
})

describe('a browser that is killed', () => {
  it('has on its disk what was done, opens in the tunnel, and sends it the next day', async () => {
    const { courseId, version, cards } = await firstAhead('kwame')
    const { tunnel, phone } = await phoneOf('kwame')
    await phone.close()
    const page = await phone.open()
    await openCourse(page, courseId)
    tunnel.set('closed')
    await play(page, 3)
    await phone.kill()

    const again = await phone.open()
    await openCourse(again, courseId)
    expect(again.url()).toBe(`${web}/courses/${courseId}/${cards[3]}`)
    await play(again, 1)
    await phone.kill()
    expect((await rowsOf('kwame', courseId)).rows).toEqual([])

    tunnel.set('open')
    const nextDay = await phone.open()
    await nextDay.goto(`${web}/`)
    await soon(() => rowsOf('kwame', courseId)).toEqual({ rows: [{ version, cards: cards.slice(0, 4), finished: false }], told: 0 })
  }, 90_000)
})

describe('a network that lies', () => {
  it.each(['deaf', 'twice'] as const)(
    'a %s road brings each card once, and one completion',
    async (road) => {
      const person = road === 'deaf' ? 'mei' : 'pavel'
      const { courseId, version, cards } = await firstAhead(person)
      const before = (await rowsOf(person, courseId)).rows[0]?.cards ?? []
      const { tunnel, page } = await phoneOf(person)
      await openCourse(page, courseId)
      tunnel.set('closed')
      await play(page)
      expect((await rowsOf(person, courseId)).told).toBe(0)
      tunnel.set(road)
      // What is said arrives each time, and no answer ever comes back.
      for (let visit = 0; visit < 3; visit++) {
        await page.reload()
        await page.waitForTimeout(1_500)
      }
      tunnel.set('open')
      await page.goto(`${web}/`)
      await soon(() => rowsOf(person, courseId)).toEqual({ rows: [{ version, cards: expect.any(Array), finished: true }], told: 1 })
      const [row] = (await rowsOf(person, courseId)).rows
      expect([...(row?.cards ?? [])].sort()).toEqual([...new Set([...before, ...cards])].sort())
      expect(await line(page).innerText()).not.toContain('Saved on this device')
    },
    90_000,
  )
})

describe('a server that has been asked too much', () => {
  it('is waited for: what it refuses is kept on the phone, in order, and sent when it takes it', async () => {
    const { courseId, version, cards } = await firstAhead('sofia')
    const { tunnel, page } = await phoneOf('sofia')
    await openCourse(page, courseId)
    // With an empty queue, then with a full one; and it stays busy when the queue is sent.
    tunnel.set('busy')
    await play(page)
    expect(await heading(page)).toBe('You climbed a step.')
    await page.reload()
    await page.waitForTimeout(1_500)
    expect((await rowsOf('sofia', courseId)).rows).toEqual([])
    tunnel.set('open')
    await page.goto(`${web}/`)
    await soon(() => rowsOf('sofia', courseId)).toEqual({ rows: [{ version, cards, finished: true }], told: 1 })
  }, 90_000)
})

describe('two devices', () => {
  it('do different cards of a course, and both count', async () => {
    const { courseId, version, cards } = await firstAhead('ines')
    const { tunnel, page } = await phoneOf('ines')
    const desk = await signedIn(web, inbox, addressOf('ines'))
    await openCourse(page, courseId)
    tunnel.set('closed')
    await play(page, 2)
    for (const cardId of cards.slice(1, 5))
      expect((await desk.api('PUT', `/api/v1/course-progress/${courseId}/cards/${cardId}`, { courseVersion: version, choiceIds: [] })).status).toBe(200)
    tunnel.set('open')
    await page.goto(`${web}/`)
    const union = async () => {
      const { rows, told } = await rowsOf('ines', courseId)
      return { cards: rows.flatMap((row) => row.cards).sort(), versions: rows.length, told }
    }
    await soon(union).toEqual({ cards: cards.slice(0, 5).sort(), versions: 1, told: 0 })
    // And from there on, the phone goes on where both are.
    await openCourse(page, courseId)
    expect(page.url()).toBe(`${web}/courses/${courseId}/${cards[5]}`)
  }, 90_000)
})

describe('a new version', () => {
  it('that is published meanwhile leaves the one in hand as it is', async () => {
    const { courseId, version, cards } = await firstAhead('claire')
    const { tunnel, page } = await phoneOf('claire')
    await openCourse(page, courseId)
    tunnel.set('closed')
    await play(page, 2)
    await publishAgain(courseId)
    await play(page)
    expect(page.url()).toMatch(/\/finished$/)
    tunnel.set('open')
    await page.goto(`${web}/`)
    await soon(() => rowsOf('claire', courseId)).toEqual({ rows: [{ version, cards, finished: true }], told: 1 })
    // Whoever begins now begins the new one.
    const fresh = await signedIn(web, inbox, addressOf('etienne'))
    await soon(async () => (await fresh.page(`/kept/courses/${courseId}`)).body.courseVersion, 90_000).toBe(version + 1)
  }, 180_000)
})

/** The same course with the next number, told to everybody as the catalogue tells it. */
const publishAgain = async (courseId: string) => {
  await catalogue.begin(async (sql) => {
    const [course] = await sql`
      update micro_courses set version = version + 1, course_version = course_version + 1 where course_id = ${courseId} and organization_id is null
      returning version, course_version`
    await sql`
      insert into micro_course_versions (organization_id, course_id, course_version, competency_id, minutes, kilobytes, en, fr, published_at)
      select organization_id, course_id, course_version + 1, competency_id, minutes, kilobytes, en, fr, now()
      from micro_course_versions where course_id = ${courseId} and course_version = ${course?.course_version - 1}`
    await sql`
      insert into outbox (event_id, organization_id, type, nats_subject, aggregate, aggregate_id, aggregate_version, occurred_at, data)
      select gen_random_uuid(), organization_id, type, nats_subject, aggregate, aggregate_id, ${course?.version}, now(),
        data || jsonb_build_object('courseVersion', ${course?.course_version}::int)
      from outbox where aggregate = 'micro-course' and aggregate_id = ${courseId} order by aggregate_version desc limit 1`
  })
}

describe('whose it is', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())
  const left = (page: Page) =>
    page.evaluate(async () => ({
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      caches: await caches.keys(),
      databases: (await indexedDB.databases()).map(({ name }) => name),
      storage: localStorage.length,
      tab: sessionStorage.length,
    }))
  const nothing = { workers: 0, caches: [], databases: [], storage: 0, tab: 0 }

  it('on a shared device nothing is kept, nor offered, before and after signing out', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
    const page = await context.newPage()
    await signIn(page, { base: web, inbox, address: addressOf('etienne'), shared: true })
    await page.goto(`${web}/`)
    expect(await page.locator('[data-keep-courses], [data-person]').count()).toBe(0)
    const { courseId } = await firstAhead('etienne')
    await openCourse(page, courseId)
    await playCard(page)
    expect((await page.request.get(`${web}/kept/next`)).status()).toBe(404)
    // What is answered may be gone back to, in this tab, until one signs out.
    expect(await left(page)).toEqual({ ...nothing, tab: expect.any(Number) })
    await page.goto(`${web}/account`)
    await page.getByRole('button', { name: /^(Sign out|Fermer ma session)$/ }).click()
    await page.waitForURL(/sign-in/)
    expect(await left(page)).toEqual(nothing)
    await context.close()
  }, 60_000)

  it('signing out sends what waits, and leaves nothing; a phone that becomes a shared one forgets, too', async () => {
    const { courseId, cards, version } = await firstAhead('lucie')
    const { tunnel, page } = await phoneOf('lucie')
    await openCourse(page, courseId)
    tunnel.set('closed')
    await play(page, 2)
    tunnel.set('open')
    await page.goto(`${web}/account`)
    await page.getByRole('button', { name: /^(Sign out|Fermer ma session)$/ }).click()
    await page.waitForURL(/sign-in/)
    expect(await left(page)).toEqual(nothing)
    expect(await rowsOf('lucie', courseId)).toEqual({ rows: [{ version, cards: cards.slice(0, 2), finished: false }], told: 0 })

    await signIn(page, { base: web, inbox, address: addressOf('lucie') })
    await page.goto(`${web}/`)
    await isKept(page)
    await page.context().clearCookies()
    await signIn(page, { base: web, inbox, address: addressOf('etienne'), shared: true })
    await page.goto(`${web}/`)
    expect(await left(page)).toEqual(nothing)
  }, 90_000)

  it('what one person left waiting is never sent as another’s, and comes through when they are back', async () => {
    const { courseId, cards } = await firstAhead('samir')
    const { tunnel, page } = await phoneOf('samir')
    await openCourse(page, courseId)
    tunnel.set('closed')
    await play(page, 2)
    // The session ends, as sessions do, and somebody else signs in.
    await page.context().clearCookies()
    tunnel.set('open')
    await signIn(page, { base: web, inbox, address: addressOf('jean') })
    await page.goto(`${web}/`)
    await isKept(page)
    await page.reload()
    expect(await page.content()).not.toContain('Samir')
    expect(await rowsOf('samir', courseId)).toEqual({ rows: [], told: 0 })
    expect((await rowsOf('jean', courseId)).rows).toEqual([])
    const forged = await page.request.put(`${web}/api/v1/course-progress/${courseId}/cards/${cards[0]}`, {
      headers: { 'handrail-person': await idOf('samir'), origin: web },
      data: { courseVersion: 1, choiceIds: [] },
    })
    expect({ status: forged.status(), ...(await forged.json()) }).toMatchObject({ status: 403, code: 'another-person' })

    await page.context().clearCookies()
    await signIn(page, { base: web, inbox, address: addressOf('samir') })
    await page.goto(`${web}/`)
    await soon(async () => (await rowsOf('samir', courseId)).rows[0]?.cards).toEqual(cards.slice(0, 2))
  }, 90_000)

  it('another site has nothing done in this person’s name', async () => {
    const { courseId } = await firstAhead('yara')
    const { page } = await phoneOf('yara')
    await openCourse(page, courseId)
    while (await page.locator('[data-check]').isVisible()) await playCard(page)
    const [action, version] = [page.url(), await page.locator('form#card [name=version]').inputValue()]
    const before = await rowsOf('yara', courseId)
    const evil = createServer((_, answer) => {
      answer.writeHead(200, { 'content-type': 'text/html', 'referrer-policy': 'unsafe-url' })
      answer.end(`<form method="post" action="${action}"><input name="version" value="${version}"><button>Win</button></form>`)
    })
    await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve))
    await page.goto(`http://localhost:${(evil.address() as AddressInfo).port}/`)
    const answer = page.waitForResponse((each) => each.url() === action)
    await page.getByRole('button', { name: 'Win' }).click()
    expect((await answer).status()).toBe(403)
    evil.close()
    expect(await rowsOf('yara', courseId)).toEqual(before)
  }, 60_000)

  it('the worker answers its own pages’ question, and nothing that is said otherwise', async () => {
    const { page } = await phoneOf('yara')
    const personId = await idOf('yara')
    const said = [null, 7, 'keep', {}, { keepFor: true, language: 'en', now: false }, { keepFor: personId, language: 'xx', now: false }, { keepFor: personId }]
    const answers = await page.evaluate(
      async (all) => {
        const { active } = await navigator.serviceWorker.ready
        const answerTo = (each: unknown) =>
          new Promise((resolve) => {
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = ({ data }) => resolve(data)
            setTimeout(() => resolve('silence'), 5_000)
            active?.postMessage(each, [port2])
          })
        return Promise.all(all.map(answerTo))
      },
      [...said, { keepFor: personId, language: 'en', now: false }],
    )
    expect(answers).toEqual([...said.map(() => 'silence'), expect.any(Number)])
  }, 60_000)

  it('is kept as long as the switch is on', async () => {
    const { page, tunnel } = await phoneOf('maryse', 'fr')
    const keep = page.getByRole('checkbox', { name: /Garder les \d prochaines formations sur cet appareil, \d+ ko/ })
    expect(await keep.isChecked()).toBe(true)
    expect((await page.locator('.switch').boundingBox())?.height).toBeGreaterThanOrEqual(44)
    await keep.focus()
    await page.keyboard.press('Space')
    await page.getByText('Pas sur cet appareil').waitFor()
    await soon(async () => (await left(page)).caches).toEqual([])
    await page.reload()
    await page.getByText('Pas sur cet appareil').waitFor()
    await soon(async () => (await left(page)).caches).toEqual([])
    await keep.check()
    await isKept(page)
    tunnel.set('closed')
    await page.reload()
    expect(await heading(page)).toContain('Maryse')
  }, 60_000)
})
