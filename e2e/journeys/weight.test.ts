import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openBrowserWithoutWorkers } from '../chromium.ts'
import { budget, type Transfers, weighEveryPage, weighPacks } from '../weight.ts'

const doors = inject('platform')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowserWithoutWorkers()
})
afterAll(() => browser.close())

const limits = ['documentAndStyles', 'script', 'all', 'requests'] as const satisfies (keyof Transfers)[]

describe('what a first visit weighs', () => {
  it('every page of learners keeps within 14 KB of HTML and CSS, 25 KB of JavaScript and 50 KB in all, in French, which is longer', async () => {
    const weighed = await weighEveryPage(browser, doors, ['fr'])
    expect(weighed.length).toBeGreaterThan(40)
    for (const { documentAndStyles } of weighed) expect(documentAndStyles).toBeGreaterThan(1_000)
    const over = weighed.filter((each) => limits.some((limit) => each[limit] > budget[limit]))
    expect(over).toEqual([])
  }, 300_000)

  it('every course keeps within 150 KB', async () => {
    const packs = await weighPacks(browser, doors)
    expect(packs.length).toBeGreaterThan(20)
    expect(packs.filter(({ bytes }) => bytes > budget.pack || bytes < 1_000)).toEqual([])
  }, 60_000)
})
