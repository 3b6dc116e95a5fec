import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openBrowserWithoutWorkers } from '../chromium.ts'
import { enter, speak } from '../screens.ts'

/** Assess, learn, finish: by keyboard alone, and with JavaScript off. */
const doors = inject('platform')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowserWithoutWorkers()
})
afterAll(() => browser.close())

/** How somebody works a page. */
type Hand = { press: (what: Locator) => Promise<void>; choose: (field: Locator) => Promise<void> }

const MOST_TABS = 60
const hasFocus = (what: Locator) => what.evaluate((element) => element === document.activeElement)
/** Whoever cannot see where they are is lost: what has focus, or the choice around it, wears a ring. */
const isSeen = (what: Locator) =>
  what.evaluate((element) => {
    const ringed = (each: Element | null) => each !== null && getComputedStyle(each).outlineStyle !== 'none'
    return ringed(element) || ringed(element.closest('.choice')) || getComputedStyle(element).borderColor === getComputedStyle(document.body).color
  })

const byKeyboard = (page: Page): Hand => {
  const reach = async (what: Locator) => {
    await what.waitFor()
    for (let tabs = 0; tabs < MOST_TABS; tabs++) {
      if (await hasFocus(what)) {
        expect(await isSeen(what)).toBe(true)
        return
      }
      await page.keyboard.press('Tab')
    }
    throw new Error(`${MOST_TABS} tabs did not reach ${what}.`)
  }
  return {
    press: async (what) => {
      await reach(what)
      await page.keyboard.press('Enter')
    },
    choose: async (field) => {
      await reach(field)
      await page.keyboard.press('Space')
    },
  }
}
const byTouch: Hand = { press: (what) => what.click(), choose: (field) => field.check() }

const onward = /^(Next|Finish|See what happens)$/
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first()
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first()
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText()

const settled = async (page: Page, before: string) => {
  await page.waitForURL((url) => url.href !== before)
  await page.waitForLoadState()
}

const assess = async (page: Page, { press, choose }: Hand) => {
  await page.goto('/self-assessment')
  await press(page.locator('form#begin button'))
  await page.waitForURL(/self-assessment\/.+/)
  for (let questions = 0; !page.url().endsWith('/review'); questions++) {
    expect(questions).toBeLessThan(40)
    const here = page.url()
    await choose(page.locator('input[name=level]').first())
    await press(button(page, 'Next'))
    await settled(page, here)
  }
  await press(button(page, 'Make my path'))
  // The first time there are some questions more, and each may stay open.
  await page.waitForURL((url) => !url.pathname.startsWith('/self-assessment/review'))
  if (page.url().includes('/account/access')) await press(button(page, 'Skip all of this'))
  await page.waitForURL(/\/plan/)
  expect(await heading(page)).toMatch(/Your path is ready: \d+ steps?/)
}

const fill = async (page: Page, { choose }: Hand, keyboard: boolean) => {
  const choice = page.locator('.choice input').first()
  if (await choice.isVisible()) return choose(choice)
  for (const [index, place] of (await page.locator('main select').all()).entries()) {
    if (!(await place.isVisible())) continue
    if (keyboard) {
      await place.focus()
      for (let down = 0; down <= index; down++) await page.keyboard.press('ArrowDown')
    } else await place.selectOption({ index: index + 1 })
  }
}

const learn = async (page: Page, hand: Hand, keyboard: boolean) => {
  await hand.press(page.locator('main a.go').first())
  await page.waitForURL(/\/courses\//)
  if (await link(page, 'Start').isVisible()) {
    const here = page.url()
    await hand.press(link(page, 'Start'))
    await settled(page, here)
  }
  for (let screens = 0; !page.url().endsWith('/finished'); screens++) {
    expect(screens).toBeLessThan(20)
    const check = page.locator('[data-check]')
    if (await check.isVisible()) {
      await fill(page, hand, keyboard)
      await hand.press(check)
      await page.locator('fieldset.judged').waitFor()
    }
    const here = page.url()
    await hand.press(
      page
        .locator('main')
        .getByRole('link', { name: onward })
        .or(page.locator('main').getByRole('button', { name: onward }))
        .first(),
    )
    await settled(page, here)
  }
  expect(await heading(page)).toBe('You climbed a step.')
}

describe('assess, learn, finish', () => {
  it('works by keyboard alone, and what has focus can be seen', async () => {
    const context = await browser.newContext({ viewport: { width: 1024, height: 740 }, baseURL: doors.web, locale: 'en-CA' })
    const page = await enter(context, 'farid', doors)
    await speak(context, 'en', doors)
    const hand = byKeyboard(page)
    await assess(page, hand)
    await page.goto('/')
    await learn(page, hand, true)
    await context.close()
  }, 240_000)

  it('the first tab leads past the frame, to the page', async () => {
    const context = await browser.newContext({ baseURL: doors.web, locale: 'en-CA' })
    const page = await context.newPage()
    await page.goto('/sign-in')
    await page.keyboard.press('Tab')
    expect(await hasFocus(link(page, 'Skip to the page'))).toBe(true)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await hasFocus(page.getByRole('textbox'))).toBe(true)
    await context.close()
  })

  it('works with JavaScript off', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, baseURL: doors.web, locale: 'en-CA', javaScriptEnabled: false })
    const page = await enter(context, 'mei', doors)
    await speak(context, 'en', doors)
    await assess(page, byTouch)
    await page.goto('/')
    await learn(page, byTouch, false)
    await context.close()
  }, 240_000)
})
