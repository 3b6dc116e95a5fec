import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { openBrowser } from '../chromium.ts'
import { expectPage } from '../refused.ts'
import { signedIn, type Visitor } from '../visitor.ts'

const { web, inbox, crowd, neighbour } = inject('platform')
const team = `/teams/${crowd.teamId}`
const everybody = crowd.crowd.length + 2
const inPages = ['1 to 25 of 62', '26 to 50 of 62', '51 to 62 of 62']

let manager: Visitor
let browser: Browser
let page: Page
beforeAll(async () => {
  manager = await signedIn(web, inbox, crowd.manager.address)
  // Every service has heard of the team.
  await vi.waitUntil(async () => (await manager.page(team)).status === 200, { timeout: 20_000, interval: 200 })
  browser = await openBrowser()
  const { hostname } = new URL(web)
  const context = await browser.newContext({ baseURL: web, viewport: { width: 360, height: 740 }, javaScriptEnabled: false })
  await context.addCookies([...manager.cookies].map(([name, value]) => ({ name, value, domain: hostname, path: '/' })))
  page = await context.newPage()
})
afterAll(() => browser?.close())

const read = (text: string) => ({
  names: [...text.matchAll(/<h3>([^<]*)<\/h3>/g)].map(([, name = '']) => name),
  at: text.match(/<p id="pages"[^>]*>([^<]*)</)?.[1],
})
const shown = async (query: string) => {
  const answer = await manager.page(`${team}${query}`)
  expectPage(answer, 200)
  return { ...read(answer.text), text: answer.text }
}

describe("a big team's page", () => {
  it('shows everybody by name on three pages, in links that need no script', async () => {
    expect(everybody).toBe(62)
    await page.goto(team)
    const names: string[] = []
    for (const at of inPages) {
      expect(await page.locator('#pages').innerText()).toBe(at)
      // The sentence speaks of the whole team, on every page.
      expect(await page.locator('h1').innerText()).toMatch(/62|nobody has protected time/i)
      names.push(...(await page.locator('.people h3').allInnerTexts()))
      if (at !== inPages.at(-1)) await page.getByRole('link', { name: 'Next' }).click()
    }
    expect(new Set(names).size).toBe(everybody)
    expect(names).toEqual([...names].sort(new Intl.Collator('en').compare))
    expect(await page.getByRole('link', { name: 'Next' }).count()).toBe(0)
    await page.getByRole('link', { name: 'Previous' }).click()
    expect(await page.locator('#pages').innerText()).toBe(inPages[1])
  })
  it('has the picture on its first page alone, and weighs little', async () => {
    const first = await shown('')
    expect(first.text).toContain('id="picture"')
    expect(first.text.length).toBeLessThan(60_000)
    expect((await shown('?cursor=25')).text).not.toContain('id="picture"')
  })
  it('finds somebody by a part of their name, and shows everybody again', async () => {
    await page.goto(team)
    await page.getByLabel('Find somebody by name').fill('ELOISE, cote')
    await page.getByRole('button', { name: 'Find' }).click()
    expect(await page.locator('.people h3').allInnerTexts()).toEqual(['Éloïse Côté'])
    expect(await page.locator('main').innerText()).toContain('1 person found for “ELOISE, cote”')
    expect(await page.locator('#pages').count()).toBe(0)
    await page.getByRole('link', { name: 'Show everybody' }).click()
    expect(await page.locator('#pages').innerText()).toBe(inPages[0])
  })
  it('says so where no name fits', async () => {
    const nobody = await shown('?words=zzz')
    expect(nobody.names).toEqual([])
    expect(nobody.text).toContain('No name in this team has “zzz” in it.')
    expect(nobody.text).toContain(`<a class="link" href="${team}#people">`)
  })
  it.each([
    ['?cursor=5000', inPages[2]],
    ['?cursor=-3', inPages[0]],
    ['?cursor=next', inPages[0]],
    ['?cursor=25&cursor=0', inPages[1]],
    ['?words=%20%20', inPages[0]],
    ['?cursor=1e9', inPages[0]],
  ])('leads somewhere, whatever is typed: %s', async (query, at) => {
    expect((await shown(query)).at).toBe(at)
  })
  it.each(['?words=%00', `?words=${'x'.repeat(2_000)}`, '?words=%25', '?words=</h2><script>'])('finds nobody by %s', async (query) => {
    const { names, text } = await shown(query)
    expect(names).toEqual(query === '?words=%00' ? expect.anything() : [])
    expect(text).not.toContain('</h2><script>')
  })
  it('keeps the page somebody is on when minutes are saved there', async () => {
    await page.goto(`${team}?cursor=50`)
    const person = page.locator('.people > li').last()
    await person.locator('summary').click()
    await person.locator('select').selectOption('30')
    await person.getByRole('button', { name: 'Save' }).click()
    expect(page.url()).toMatch(/cursor=50/)
    expect(await page.locator('#pages').innerText()).toBe(inPages[2])
    expect(await page.locator('.people > li').last().locator('summary').innerText()).toMatch(/30 protected minutes.*Saved/s)
    await page.goto(`${team}?words=noor`)
    expect(await page.locator('.people h3').count()).toBe(0)
  })
  it('reads in French', async () => {
    await manager.post('/language?to=/', { language: 'fr' })
    const { text, at } = await shown('?cursor=25')
    expect(at).toBe('26 à 50 sur 62')
    for (const words of ['Chercher une personne par son nom', 'Précédentes', 'Suivantes']) expect(text).toContain(words)
    expect((await shown('?words=zzz')).text).toContain('Aucun nom de l’équipe ne contient «\u00a0zzz\u00a0».')
    await manager.post('/language?to=/', { language: 'en' })
  })
  it('has nothing that axe would mend, and its links are reached by keyboard', async () => {
    const looking = await browser.newContext({ baseURL: web, viewport: { width: 320, height: 740 } })
    await looking.addCookies([...manager.cookies].map(([name, value]) => ({ name, value, domain: new URL(web).hostname, path: '/' })))
    const seen = await looking.newPage()
    for (const place of [team, `${team}?cursor=25`, `${team}?words=zzz`]) {
      await seen.goto(place)
      expect((await new AxeBuilder({ page: seen }).analyze()).violations).toEqual([])
      expect(await seen.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    }
    await seen.goto(`${team}?cursor=25`)
    await seen.getByRole('link', { name: 'Previous' }).focus()
    await seen.keyboard.press('Tab')
    await seen.keyboard.press('Enter')
    await seen.waitForURL(/cursor=50#people$/)
    // The fragment is where reading goes on.
    await seen.keyboard.press('Tab')
    expect(await seen.evaluate(() => document.activeElement?.id)).toBe('words')
    await looking.close()
  })
  it('gives everybody without time theirs, also those on other pages', async () => {
    await page.goto(team)
    expect(await page.locator('main').innerText()).toMatch(/Give Ada Abadi, Ada Benali, Ada Côté and \d+ others 15 minutes a week/)
    await page.getByRole('button', { name: 'Protect this time' }).click()
    expect(await page.locator('main').innerText()).toContain('Saved. The time is protected from now on.')
    expect(await page.getByRole('button', { name: 'Protect this time' }).count()).toBe(0)
    const { body } = await manager.api('GET', `/api/v1/teams/${crowd.teamId}/people?cursor=50`)
    expect(body.withoutProtectedTime).toEqual({ people: 0, names: [] })
    // Whoever had some keeps it.
    expect(body.rows.at(-1).protectedMinutes).toBe(30)
  })
})

describe("a small team's page", () => {
  it('has neither pages nor a search', async () => {
    const other = await signedIn(web, inbox, neighbour.manager.address)
    const { text } = await other.page(`/teams/${neighbour.teamId}`)
    expect(read(text).names).toHaveLength(2)
    expect(text).not.toMatch(/id="pages"|name="words"|rel="next"/)
  })
})
