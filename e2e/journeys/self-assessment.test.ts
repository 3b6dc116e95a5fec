import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openBrowserWithoutWorkers } from '../chromium.ts'
import { speak } from '../screens.ts'
import { signIn } from '../walk.ts'

/** Lucie is new. She says where she feels steady in French without JavaScript, goes on in English on another device, and comes back later. */
const platform = inject('platform')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowserWithoutWorkers()
})
afterAll(() => browser.close())

const phoneOf = async (person: string, javaScriptEnabled = true, language: 'en' | 'fr' = 'fr'): Promise<Page> => {
  const page = await (await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled, baseURL: platform.web })).newPage()
  page.on('pageerror', (error) => {
    throw error
  })
  await signIn(page, { base: platform.web, inbox: platform.inbox, address: `${person}@rivages.example` })
  await speak(page.context(), language, platform)
  await page.reload()
  return page
}
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const textOf = (page: Page) => page.locator('main').innerText()
const questionOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? ''
const faults = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(', ')}`)
const isTooWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
const fits = async (page: Page) => expect({ faults: await faults(page), tooWide: await isTooWide(page) }).toEqual({ faults: [], tooWide: false })

/** Answers the open question, and counts the taps it took. */
const answer = async (page: Page, level: string, sureness?: string): Promise<number> => {
  let taps = 2
  await page.locator(`input[name=level][value=${JSON.stringify(level)}]`).check()
  if (sureness) {
    await page.locator(`input[name=sureness][value=${sureness}]`).check()
    taps += 1
  }
  await page.locator('form#answer button.go').click()
  await page.waitForLoadState()
  return taps
}

describe('a self-assessment', () => {
  const asked: string[] = []
  let page: Page

  it('is begun in French without JavaScript, in at most three taps a question', async () => {
    const phone = await phoneOf('lucie', false)
    await phone.goto('/self-assessment')
    await press(phone, 'Commencer')
    expect(await textOf(phone)).toContain('Pas dans mon travail')
    expect(await phone.locator('.choice small').count()).toBe(6)
    for (const [level, sureness] of [
      ['3', 'a-guess'],
      ['not-my-job', undefined],
      ['unknown', undefined],
      ['2', 'quite-sure'],
    ] as const) {
      asked.push(questionOf(phone))
      expect(await answer(phone, level, sureness)).toBeLessThanOrEqual(3)
    }
    await phone.locator('form#answer button.go').click()
    expect(await phone.getByRole('alert').isVisible()).toBe(true)
    await phone.context().close()
  }, 60_000)

  it('goes on on another device, in English, where it was left; what was said and how sure is still there', async () => {
    page = await phoneOf('lucie')
    await press(page, 'English')
    expect(await textOf(page)).toContain('4 of 22 answered')
    await page.getByRole('link', { name: 'Carry on' }).click()
    expect(asked).not.toContain(questionOf(page))
    await page.goto(`/self-assessment/${asked[0]}`)
    expect(await page.locator('input[name=level]:checked').getAttribute('value')).toBe('3')
    expect(await page.locator('input[name=sureness]:checked').getAttribute('value')).toBe('a-guess')
    await fits(page)
    await page.goto('/self-assessment/continue')
    while (!page.url().endsWith('/review')) {
      asked.push(questionOf(page))
      expect(await answer(page, asked.length % 3 === 0 ? '2' : '3')).toBeLessThanOrEqual(3)
      expect(asked.length).toBeLessThanOrEqual(22)
    }
    expect(new Set(asked).size).toBe(22)
  }, 90_000)

  it('offers two moments where an answer decides a gap; each choice explains itself, and nothing is given away before', async () => {
    await page.getByText('Show what you can do already').click()
    await fits(page)
    await page
      .getByRole('link', { name: /^Two moments/ })
      .first()
      .click()
    expect(await page.locator('.option.right, .feedback:not(:empty):visible').count()).toBe(0)
    const moment = page.url()
    await page.locator('form#moment button.go').click()
    expect(await page.getByRole('alert').isVisible()).toBe(true)
    await page.goto(moment)
    await page.locator('input[name=choice]').first().check()
    await press(page, 'Français')
    expect(await page.locator('input[name=choice]').first().isChecked()).toBe(true)
    await press(page, 'English')
    await page.locator('form#moment button.go').click()
    expect(await page.locator('.option.right').count()).toBe(1)
    for (const feedback of await page.locator('.feedback').all()) expect(await feedback.isVisible()).toBe(true)
    await fits(page)
    await page.reload()
    expect(await page.locator('.option.right').count()).toBe(1)
    await page.getByRole('link', { name: 'On to the second moment' }).click()
    await page.locator('input[name=choice]').first().check()
    await page.locator('form#moment button.go').click()
    await page.getByRole('link', { name: 'Back to my answers' }).click()
    expect(page.url()).toContain('/review')
  }, 60_000)

  it('asks once how they get online, while the path is made, and each may stay open', async () => {
    await press(page, 'Make my path')
    await page.waitForURL(/\/account\/access\?for=/)
    await fits(page)
    await page.getByLabel('A little').check()
    await page.locator('input[name=minutes][value="20"]').check()
    await press(page, 'Save and see my path')
    await page.waitForURL(/\/plan\?new=yes/)
    const kept = await (await page.request.get('/api/v1/access-answers/mine')).json()
    expect(kept).toMatchObject({ phone: null, dataPlan: 'limited', timeOfDay: null, dataIsTight: true })
  }, 60_000)

  it('ends with strengths, then steps with reasons, what is left out, the date at their minutes, and who can see it', async () => {
    const text = await textOf(page)
    for (const part of [
      'What you bring',
      'At 20 minutes a week you finish by',
      'Your steps, and why',
      'Left out, because you said so',
      'What you can skip',
      'Who can see this',
    ]) {
      expect(text).toContain(part)
    }
    expect(text.indexOf('What you bring')).toBeLessThan(text.indexOf('Your steps, and why'))
    await fits(page)
    await page.goto('/')
    expect(await page.locator('.next').innerText()).toMatch(/\d+\sKB · /)
  }, 60_000)

  it('and shows at once whether kilobytes count, whichever way it is said', async () => {
    const next = async () => {
      await page.goto('/')
      return page.locator('.next').innerText()
    }
    expect(await next()).toMatch(/\d+\sKB · /)
    await page.goto('/account/access')
    await page.locator('input[name=dataPlan][value=plenty]').check()
    await page.locator('form:has(input[name=dataPlan]) button.go').click()
    await page.waitForURL(/saved=yes/)
    expect(await next()).not.toMatch(/\d+\sKB · /)
    const said = await page.request.put('/api/v1/access-answers/mine', {
      data: { phone: null, dataPlan: 'none', timeOfDay: null },
      headers: { origin: new URL(page.url()).origin },
    })
    expect(said.status()).toBe(200)
    expect(await next()).toMatch(/\d+\sKB · /)
  }, 60_000)
})

describe('who sees what', () => {
  it('a champion and a manager see what was shared with them and nothing else, and no more once it is taken back', async () => {
    const amal = await phoneOf('amal')
    const joy = await phoneOf('joy', true, 'en')
    const maryse = await phoneOf('maryse')
    const share = async (audience: string, granted: 'yes' | 'no') => {
      await amal.goto('/plan')
      await amal.locator(`form[action="/sharing/${audience}"] button[value=${granted}]`).click()
      await amal.waitForLoadState()
    }
    const seen = async (who: Page, path: string) => {
      await who.goto(path)
      return textOf(who)
    }
    await amal.goto('/plan')
    if ((await amal.locator('form[action="/sharing/champion"] button[value=no]').count()) === 0) await share('champion', 'yes')
    if ((await amal.locator('form[action="/sharing/manager"] button[value=no]').count()) === 0) await share('manager', 'yes')

    const cohort = await seen(joy, '/cohort')
    expect(cohort).toMatch(/Would like help with/)
    expect(cohort.split('Would like help with')[1]).toMatch(/Amal Benali\s+\S+/)
    expect(cohort).not.toMatch(/With some help|On my own|Starting out/)
    await fits(joy)
    expect(await seen(maryse, '/teams')).toMatch(/Aimerait de l’aide/)
    await fits(maryse)

    await share('champion', 'no')
    await share('manager', 'no')
    expect((await seen(joy, '/cohort')).split('Would like help with')[1]?.split('\n\n')[0] ?? '').not.toContain('Amal')
    expect(await seen(maryse, '/teams')).not.toMatch(/Aimerait de l’aide/)
    for (const who of [amal, joy, maryse]) await who.context().close()
  }, 90_000)
})

describe('taking it again', () => {
  it('asks only what may have changed, lists the rest as still so, and shows what moved, without JavaScript, in French', async () => {
    const phone = await phoneOf('lucie', false)
    await phone.goto('/self-assessment')
    await press(phone, 'Répondre de nouveau')
    let questions = 0
    while (!phone.url().endsWith('/review')) {
      expect(await answer(phone, '3')).toBe(2)
      questions += 1
      expect(questions).toBeLessThan(22)
    }
    expect(questions).toBeGreaterThan(0)
    const review = await phone.content()
    expect(review).toContain('Toujours vrai')
    await phone.getByText('Toujours vrai').click()
    await phone.locator('details .link:visible').last().click()
    expect(await phone.locator('input[name=level]:checked').count()).toBe(1)
    await phone.goto('/self-assessment/review')
    await press(phone, 'Préparer mon parcours')
    await phone.waitForURL(/\/plan\?new=yes/, { timeout: 30_000 })
    const text = await textOf(phone)
    expect(text).toContain('Ce qui a bougé depuis')
    expect(text).toContain('Avec un peu d’aide → Par moi-même')
    expect((await phone.locator('h2').allInnerTexts()).slice(0, 2)).toEqual([expect.stringContaining('Ce qui a bougé'), 'Vos forces'])
    await phone.context().close()
  }, 90_000)
})
