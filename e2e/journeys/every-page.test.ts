import { pageRoutes } from '@handrail/web/routes'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openBrowserWithoutWorkers } from '../chromium.ts'
import { faultsOf, sticksOut, unfold } from '../inspect.ts'
import { enter, leadOn, personsOf, type Screen, screens, speak } from '../screens.ts'

/** Every page in both languages: nothing that axe finds, and no scrolling sideways on a phone, at 200 % or at 320 px. */
const { web, inbox } = inject('platform')
const PHONE = { width: 360, height: 740 }
/** 1280 px at 200 %, and the narrowest screen there is, which is 1280 px at 400 %. */
const ZOOMED = [640, 320]

let browser: Browser
beforeAll(async () => {
  browser = await openBrowserWithoutWorkers()
})
afterAll(() => browser.close())

it('every route of a page is in the list of screens, and the list names no other', async () => {
  const known = new Set([...screens.map(({ route }) => route), ...leadOn])
  const routes = await pageRoutes()
  expect(routes.length).toBeGreaterThan(20)
  expect({ missing: routes.filter((route) => !known.has(route)) }).toEqual({ missing: [] })
  expect({ gone: [...known].filter((route) => route !== '*' && !routes.includes(route)) }).toEqual({ gone: [] })
})

const look = async (page: Page, { name, open }: Screen) => {
  await page.setViewportSize(PHONE)
  await open(page)
  await unfold(page)
  const faults = await faultsOf(page)
  const out = await sticksOut(page)
  for (const width of ZOOMED) {
    await page.setViewportSize({ width, height: PHONE.height })
    out.push(...(await sticksOut(page)))
  }
  return { name, spoken: await page.locator('html').getAttribute('lang'), faults, out }
}

describe.each(personsOf(screens))('what %s sees', (person) => {
  it.each(['en', 'fr'] as const)(
    'is sound in %s',
    async (language) => {
      const context = await browser.newContext({ viewport: PHONE, baseURL: web })
      const page = await enter(context, person, { web, inbox })
      await speak(context, language, { web, inbox })
      const found = []
      for (const screen of screens) if (screen.person === person) found.push(await look(page, screen))
      expect(found.filter(({ spoken }) => spoken !== language)).toEqual([])
      expect(found.filter(({ faults, out }) => faults.length + out.length > 0)).toEqual([])
      await context.close()
    },
    240_000,
  )
})
