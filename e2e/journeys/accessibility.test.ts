import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openBrowser } from '../chromium.ts'
import { signIn } from '../walk.ts'
import { weigh } from '../weight.ts'

const { web, inbox } = inject('platform')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const phone = async (): Promise<Page> => (await browser.newContext({ viewport: { width: 360, height: 740 }, baseURL: web })).newPage()
const inLanguage = async (page: Page, language: 'en' | 'fr') => {
  if ((await page.locator('html').getAttribute('lang')) !== language)
    await page.getByRole('button', { name: language === 'en' ? 'English' : 'Français' }).click()
}
const faults = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}
const isTooWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

const routes: Record<string, string[]> = {
  amal: ['/', '/plan', '/sharing', '/account', '/self-assessment', '/courses/messages-that-expose-nobody', '/courses/ask-about-access/low-tech'],
  claire: ['/account/settings', '/account/mail', '/account/quiet-hours', '/account/devices'],
  lucie: ['/account/who-sees-what', '/account/my-data', '/account/erase'],
  maryse: ['/teams'],
  joy: ['/cohort'],
  nadia: ['/organization'],
}

describe('on a phone, in both languages', () => {
  it('signing in has nothing that axe finds', async () => {
    const page = await phone()
    await page.goto('/sign-in')
    expect(await faults(page)).toEqual([])
    await page.context().close()
  })

  it.each(Object.entries(routes))('the pages of %s have nothing that axe finds, and fit', async (person, paths) => {
    const page = await phone()
    await signIn(page, { base: web, inbox, address: `${person}@rivages.example` })
    for (const language of ['en', 'fr'] as const) {
      for (const path of paths) {
        await page.goto(path)
        await inLanguage(page, language)
        expect(await page.locator('html').getAttribute('lang')).toBe(language)
        expect({ path, language, faults: await faults(page), tooWide: await isTooWide(page) }).toEqual({ path, language, faults: [], tooWide: false })
      }
    }
    await page.context().close()
  })
})

describe('what a visit weighs', () => {
  it('a learner’s home and a card stay under 14 KB of HTML and CSS, and a first visit under 50 KB', async () => {
    const signedIn = await phone()
    await signIn(signedIn, { base: web, inbox, address: 'samir@rivages.example' })
    const storageState = await signedIn.context().storageState()
    for (const path of ['/', '/courses/messages-that-expose-nobody/the-conversation-circle']) {
      const cold = await (await browser.newContext({ viewport: { width: 360, height: 740 }, storageState })).newPage()
      const { documentAndStyles, script, all, requests } = await weigh(cold, () => cold.goto(`${web}${path}`))
      expect(documentAndStyles).toBeGreaterThan(1_000)
      expect(documentAndStyles).toBeLessThanOrEqual(14 * 1024)
      expect(script).toBeLessThanOrEqual(25 * 1024)
      expect(all).toBeLessThanOrEqual(50 * 1024)
      expect(requests).toBeLessThanOrEqual(8)
      await cold.context().close()
    }
    await signedIn.context().close()
  })
})
