/** Pictures of the pages as the demo agency's people see them: `node screenshots.ts FOLDER [person …]`, with Handrail running. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openBrowser } from './chromium.ts'
import { signIn } from './walk.ts'

const { WEB = 'http://localhost:4000', INBOX = 'http://localhost:4080', WIDTH = '360', SCHEME = 'light' } = process.env
const [folder = 'screenshots', ...people] = process.argv.slice(2)

const pages: Record<string, string[]> = {
  amal: ['/', '/plan', '/sharing', '/account', '/courses/messages-that-expose-nobody'],
  tomas: ['/', '/self-assessment'],
  maryse: ['/teams'],
  daniel: ['/teams'],
  joy: ['/cohort'],
  rosa: ['/'],
  nadia: ['/organization'],
}

const take = async (page: Page, person: string, path: string) => {
  await page.goto(`${WEB}${path}`)
  const name = `${person}${path.replaceAll('/', '-').replace(/-$/, '-home')}-${WIDTH}-${SCHEME}.png`
  await page.screenshot({ path: join(folder, name), fullPage: true })
  console.log(name)
}

mkdirSync(folder, { recursive: true })
const browser = await openBrowser()
for (const [person, paths] of Object.entries(pages)) {
  if (people.length > 0 && !people.includes(person)) continue
  const context = await browser.newContext({ viewport: { width: Number(WIDTH), height: 740 }, colorScheme: SCHEME === 'dark' ? 'dark' : 'light' })
  const page = await context.newPage()
  await signIn(page, { base: WEB, inbox: INBOX, address: `${person}@rivages.example` })
  for (const path of paths) await take(page, person, path)
  await context.close()
}
await browser.close()
