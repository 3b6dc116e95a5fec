import { loadLibrary } from '@handrail/content'
import { channelsOf } from '@handrail/content/tools'
import { languages } from '@handrail/contracts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowserWithoutWorkers } from '../chromium.ts'

/** What an agency prints: a handout of two pages, and a guide with its sign-in sheet, for every course in both languages. */
const { courses } = await loadLibrary()
let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await openBrowserWithoutWorkers()
  page = await browser.newPage()
})
afterAll(() => browser.close())

const pagesOf = async (html: string): Promise<number> => {
  await page.setContent(html)
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
}

it.each(languages)(
  'handouts have two pages, and guides two or three, the sign-in sheet among them (%s)',
  async (language) => {
    const odd: string[] = []
    for (const course of courses) {
      const built = channelsOf(course, language)
      const handout = await pagesOf(built['handout.html'] ?? '')
      const guide = await pagesOf(built['session-guide.html'] ?? '')
      if (handout !== 2 || guide < 2 || guide > 3) odd.push(`${course.courseId}: handout ${handout}, guide ${guide}`)
    }
    expect(odd).toEqual([])
  },
  120_000,
)
