import { loadLibrary } from '@handrail/content'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openBrowserWithoutWorkers } from '../chromium.ts'
import { speak } from '../screens.ts'
import { headerOf, mailsTo, signIn } from '../walk.ts'

/** The whole loop, as the people of the demo agency walk it: real services, real servers, a real browser. */
const platform = inject('platform')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowserWithoutWorkers()
})
afterAll(() => browser.close())

const addressOf = (person: string) => `${person}@rivages.example`

/** A phone in somebody's hand, signed in. Whatever the browser complains about fails the journey. */
const phoneOf = async (person: string, language: 'en' | 'fr'): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: language === 'fr' ? 'fr-CA' : 'en-CA', baseURL: platform.web })
  const page = await context.newPage()
  page.on('pageerror', (error) => {
    throw error
  })
  await signIn(page, { base: platform.web, inbox: platform.inbox, address: addressOf(person) })
  await speak(context, language, platform)
  await page.reload()
  return page
}
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click()
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText()

/** Goes through a course from the card that is open, answering each question rightly; ends on the finish page. */
const finishCourse = async (page: Page): Promise<void> => {
  const start = page.getByRole('link', { name: /^(Start|Commencer)$/ })
  if (await start.isVisible()) await start.click()
  for (let screen = 0; screen < 20; screen++) {
    await page.waitForLoadState()
    if (page.url().endsWith('/finished')) return
    if (await page.locator('[data-check]').isVisible()) {
      for (const right of await page.locator('.option.right .choice').all()) await right.click()
      for (const pair of await page.locator('[data-pair] select').all()) await pair.selectOption({ index: 1 })
      await page.locator('[data-check]').click()
      await page.locator('[data-next]').click()
    } else await page.locator('form#card button.go').click()
  }
}

const { paths } = await loadLibrary()
const championCourses = paths.find(({ pathId }) => pathId === 'digital-champion')?.courseIds ?? []

describe('the loop', () => {
  let tomas: Page
  let finishedTitle: string

  it('somebody new says where they feel steady, changes language in the middle, and has a path with reasons at once', async () => {
    tomas = await phoneOf('tomas', 'en')
    expect(await heading(tomas)).toContain('Tomas')
    await follow(tomas, 'Start the questions')
    await press(tomas, 'Start')

    await tomas.getByLabel(/With some help/).check()
    await press(tomas, 'Français')
    expect(await tomas.locator('html').getAttribute('lang')).toBe('fr')
    expect(await tomas.locator('input[name=level]:checked').getAttribute('value')).toBe('2')
    await press(tomas, 'English')
    expect(await tomas.locator('input[name=level]:checked').getAttribute('value')).toBe('2')
    await press(tomas, 'Next')
    await press(tomas, 'Back')
    expect(await tomas.locator('input[name=level]:checked').getAttribute('value')).toBe('2')

    let questions = 0
    while (!tomas.url().endsWith('/review')) {
      await tomas.locator(questions === 4 ? 'input[value=unknown]' : 'input[value="2"]').check()
      await press(tomas, 'Next')
      questions += 1
      expect(questions).toBeLessThan(30)
    }
    await press(tomas, 'Make my path')
    await press(tomas, 'Skip all of this')
    await tomas.waitForURL(/\/plan/)
    expect(await heading(tomas)).toMatch(/Your path is ready: \d+ steps?/)
    const page = await tomas.locator('main').innerText()
    expect(page).toContain('Your role needs “On my own”. You said “With some help”.')
    expect(page).toMatch(/You were not sure|There is no course|No course for this yet|not sure/i)
    expect(await tomas.getByText('What you can skip').count()).toBe(1)
  }, 90_000)

  it('a course is learned card by card, a reload keeps the place, and every choice explains itself', async () => {
    await tomas.goto('/')
    await follow(tomas, /^(Start|Continue)$/)
    finishedTitle = await heading(tomas)
    const start = tomas.getByRole('link', { name: 'Start' })
    if (await start.isVisible()) await start.click()
    await tomas.locator('form#card').waitFor()
    while (!(await tomas.locator('[data-question]').isVisible())) await tomas.locator('form#card button.go').click()
    const place = tomas.url()
    await tomas.reload()
    expect(tomas.url()).toBe(place)
    const wrong = tomas.locator('.option:not(.right) .choice').first()
    await wrong.click()
    await tomas.locator('[data-check]').click()
    for (const feedback of await tomas.locator('.option .feedback').all()) expect(await feedback.isVisible()).toBe(true)
    await tomas.locator('[data-next]').click()
    await finishCourse(tomas)
    expect(await heading(tomas)).toBe('You climbed a step.')
    await tomas.goto('/')
    expect(await tomas.locator('main').innerText()).toMatch(/1 of \d+ steps climbed/)
  }, 60_000)

  it('"I’m stuck" reaches a champion, and the answer comes back', async () => {
    await follow(tomas, /^(Start|Continue)$/)
    const start = tomas.getByRole('link', { name: 'Start' })
    if (await start.isVisible()) await start.click()
    await follow(tomas, 'I’m stuck')
    await tomas.getByLabel('Your question').fill('Which words do I use on the phone?')
    await press(tomas, 'Ask my champion')
    expect(await tomas.getByText('Your question is on its way.').isVisible()).toBe(true)

    let answered = false
    for (const [champion, language] of [
      ['joy', 'en'],
      ['luc', 'fr'],
    ] as const) {
      const page = await phoneOf(champion, language)
      await page.goto('/cohort')
      const answer = page.getByRole('textbox', { name: /Tomas/ })
      if ((await answer.count()) > 0) {
        expect(await page.locator('main').innerText()).toContain('Which words do I use on the phone?')
        await answer.fill('Say where you are, then ask if it is a good moment.')
        await page.getByRole('button', { name: /Tomas/ }).click()
        answered = true
      }
      await page.context().close()
    }
    expect(answered).toBe(true)
    await tomas.goto('/')
    expect(await tomas.locator('main').innerText()).toContain('Say where you are, then ask if it is a good moment.')
  }, 60_000)

  it('a manager tries an assignment, confirms it, and takes it back; nobody’s level shows', async () => {
    const daniel = await phoneOf('daniel', 'en')
    await daniel.goto('/teams')
    await follow(daniel, /Language/)
    expect(await heading(daniel)).toMatch(/moving/)
    expect(await daniel.locator('table').first().innerText()).toMatch(/few|some|half|most/)
    await follow(daniel, 'Assign a path')
    await daniel.getByLabel(/Safe from day one/).check()
    const inTwoMonths = new Date(Date.now() + 60 * 24 * 3600 * 1000).toISOString().slice(0, 10)
    await daniel.locator('input[type=date]').fill(inTwoMonths)
    await daniel.locator('main form button.go').first().click()
    expect(await daniel.locator('main').innerText()).toMatch(/minutes/)
    await daniel.locator('main form button.go').first().click()
    await daniel.waitForURL(/\/teams\/[0-9a-f-]+(\?|$)/)
    await press(daniel, /Undo/)
    await daniel.waitForLoadState()
    expect(await daniel.getByRole('button', { name: /Undo/ }).count()).toBe(0)

    await daniel.goto('/teams')
    await follow(daniel, /Employment/)
    expect(await daniel.locator('table').count()).toBe(0)
    await daniel.context().close()
  }, 60_000)

  it('who shows others is invited, learns, and becomes a champion', async () => {
    const rosa = await phoneOf('rosa', 'fr')
    await press(rosa, 'Oui, j’aimerais bien')
    await rosa.waitForLoadState()
    for (const course of championCourses) {
      await rosa.goto(`/courses/${course}`)
      await finishCourse(rosa)
      expect(rosa.url()).toContain('/finished')
    }
    await expect.poll(async () => (await (await rosa.request.get('/api/v1/me')).json()).roles, { timeout: 15_000 }).toContain('champion')
    await rosa.context().clearCookies()
    await signIn(rosa, { base: platform.web, inbox: platform.inbox, address: addressOf('rosa') })
    expect((await rosa.goto('/cohort'))?.status()).toBe(200)
    await rosa.context().close()
  }, 90_000)

  it('everybody gets one digest, true when sent, and one tap ends it', async () => {
    const run = async () => {
      const answer = await fetch(`${platform.notifications}/internal/digest-runs`, {
        method: 'POST',
        headers: { authorization: `Bearer ${platform.serviceSecret}`, 'content-type': 'application/json' },
        body: JSON.stringify({ evenIfNotDue: true }),
      })
      expect(answer.status).toBe(200)
      return answer.json()
    }
    await run()
    const digests = async (person: string) => (await mailsTo(platform.inbox, addressOf(person))).filter((mail) => mail.html.includes('/unsubscribe/'))
    await expect.poll(async () => (await digests('tomas')).length, { timeout: 30_000 }).toBe(1)
    const [mail] = await digests('tomas')
    if (!mail) throw new Error('There is no digest.')
    expect(await headerOf(platform.inbox, mail, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
    expect(mail.text).toContain('My learning')
    expect(mail.text).not.toContain(finishedTitle)
    await run()
    expect(await digests('tomas')).toHaveLength(1)
    for (const person of ['amal', 'maryse', 'joy']) expect(await digests(person)).toHaveLength(1)

    const unsubscribe = (await headerOf(platform.inbox, mail, 'List-Unsubscribe'))?.match(/<(http[^>]+)>/)?.[1] ?? ''
    const looked = await fetch(unsubscribe)
    expect(looked.status).toBe(200)
    expect(await (await tomas.request.get('/api/v1/preferences')).json()).toMatchObject({ digest: 'weekly' })
    const tampered = await fetch(`${unsubscribe.slice(0, -2)}xx`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    })
    expect(tampered.status).toBe(404)
    const ended = await fetch(unsubscribe, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    })
    expect(ended.status).toBe(200)
    const preferences = await tomas.request.get('/api/v1/preferences')
    expect(await preferences.json()).toMatchObject({ digest: 'never' })
  }, 90_000)
})
