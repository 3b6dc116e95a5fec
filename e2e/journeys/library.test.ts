import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openBrowserWithoutWorkers } from '../chromium.ts'
import { signIn } from '../walk.ts'

/** The library and what one has learned, as people of the demo agency use them, with and without JavaScript. */
const { web, inbox } = inject('platform')
const phone = { viewport: { width: 360, height: 740 }, baseURL: web }
let browser: Browser
beforeAll(async () => {
  browser = await openBrowserWithoutWorkers()
})
afterAll(() => browser.close())

const words = {
  en: {
    library: 'Library',
    search: 'What would you like to be able to do?',
    find: 'Find',
    narrow: /Narrow/,
    lost: 'lost cell',
    lostFinds: 'Lock your phone, and know whom to call',
    typo: 'phising',
    typoFinds: 'Pause before you click',
    format: 'How you learn',
    paper: 'Can be done on paper',
    nothing: 'Nothing for these words yet',
    add: /^Add to my path/,
    takeOut: /^Take it out again/,
    undo: 'Take it out again',
    putBack: 'Put it back',
    inPath: 'In your path',
    chosen: 'Courses you chose',
    noDate: 'so there is no date',
    more: 'Next',
    before: 'Previous',
    needs: /your role needs/i,
    record: 'See the record to print',
    said: 'In your answers of',
    both: 'In English and French',
  },
  fr: {
    library: 'Bibliothèque',
    search: 'Qu’aimeriez-vous savoir faire?',
    find: 'Chercher',
    narrow: /Précis/,
    lost: 'cellulaire perdu',
    lostFinds: 'Verrouiller son téléphone et savoir qui appeler',
    typo: 'phising',
    typoFinds: 'Une pause avant de cliquer',
    format: 'Façon d’apprendre',
    paper: 'Se fait aussi sur papier',
    nothing: 'Rien encore pour ces mots',
    add: /^Ajouter à mon parcours/,
    takeOut: /^La retirer/,
    undo: 'La retirer',
    putBack: 'La remettre',
    inPath: 'Dans votre parcours',
    chosen: 'Les formations que vous avez choisies',
    noDate: 'il n’y a pas d’échéance',
    more: 'Suivantes',
    before: 'Précédentes',
    needs: /votre rôle demande/i,
    record: 'Voir le relevé à imprimer',
    said: 'Dans vos réponses du',
    both: 'En français et en anglais',
  },
}

const main = (page: Page) => page.locator('main').innerText()
const titles = (page: Page) => page.locator('.shelf h3').allInnerTexts()
const faults = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}
const isTooWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

type Session = Awaited<ReturnType<BrowserContext['storageState']>>
const sessions = new Map<string, Session>()
/** One sign-in a person: codes are sent only so often. */
const sessionOf = async (person: string): Promise<Session> => {
  const known = sessions.get(person)
  if (known) return known
  const context = await browser.newContext(phone)
  await signIn(await context.newPage(), { base: web, inbox, address: `${person}@rivages.example` })
  const session = await context.storageState()
  sessions.set(person, session)
  await context.close()
  return session
}

const opened = async (person: string, language: 'en' | 'fr', javaScriptEnabled = true): Promise<{ context: BrowserContext; page: Page }> => {
  const context = await browser.newContext({ ...phone, javaScriptEnabled, storageState: await sessionOf(person) })
  const page = await context.newPage()
  await page.goto('/account')
  if ((await page.locator('html').getAttribute('lang')) !== language)
    await page.getByRole('button', { name: language === 'en' ? 'English' : 'Français' }).click()
  return { context, page }
}

describe.each([
  ['en', true],
  ['fr', false],
  ['fr', true],
  ['en', false],
] as const)('the library in %s, with JavaScript: %s', (language, javaScriptEnabled) => {
  const say = words[language]
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    ;({ context, page } = await opened('amal', language, javaScriptEnabled))
  })
  afterAll(() => context.close())
  const look = async (text: string) => {
    await page.getByLabel(say.search).fill(text)
    await page.getByRole('button', { name: say.find }).first().click()
  }

  it('is a tab away, and comes in pages', async () => {
    await page.goto('/')
    await page.getByRole('navigation').getByRole('link', { name: say.library }).click()
    const first = await titles(page)
    await page.getByRole('link', { name: say.more }).click()
    const second = await titles(page)
    expect(first).toHaveLength(10)
    expect(second.some((title) => first.includes(title))).toBe(false)
    await page.getByRole('link', { name: say.before, exact: true }).click()
    expect(await titles(page)).toEqual(first)
  })

  it('forgives accents, typing errors and another word for the same, and offers other words', async () => {
    await look(say.lost)
    expect((await titles(page))[0]).toBe(say.lostFinds)
    await look(say.typo)
    expect(await titles(page)).toContain(say.typoFinds)
    await look('xyzzy')
    expect(await main(page)).toContain(say.nothing)
    await page.locator('.other-words a').first().click()
    expect((await titles(page)).length).toBeGreaterThan(0)
  })

  it('is narrowed down by plain fields, and keeps them when the language changes', async () => {
    await page.goto('/library')
    await page.locator('summary').filter({ hasText: say.narrow }).click()
    await page.getByLabel(say.format).selectOption({ label: say.paper })
    await page.getByRole('button', { name: say.find }).last().click()
    const few = await titles(page)
    expect(page.url()).toContain('format=paper')
    expect(few.length).toBeGreaterThan(0)
    await page.getByRole('button', { name: language === 'en' ? 'Français' : 'English' }).click()
    expect(page.url()).toContain('format=paper')
    expect(await titles(page)).toHaveLength(few.length)
    await page.getByRole('button', { name: language === 'en' ? 'English' : 'Français' }).click()
  })

  it('says why a course fits, as the plan does', async () => {
    await page.goto('/library?area=reaching-people')
    expect(await main(page)).toMatch(say.needs)
  })

  it('a course is added to the path from its page, taken out, and put back', async () => {
    await page.goto('/courses/when-the-screen-freezes?from=library')
    await page.getByRole('button', { name: say.add }).click()
    expect(await main(page)).toContain(say.noDate)
    expect(await main(page)).toContain(say.inPath)
    await page.goto('/')
    expect(await main(page)).toContain(say.chosen)
    await page.goto('/courses/when-the-screen-freezes')
    await page.getByRole('button', { name: say.takeOut }).click()
    await page.getByRole('button', { name: say.putBack }).click()
    await page.getByRole('button', { name: say.undo, exact: true }).first().click()
    await page.goto('/')
    expect(await main(page)).not.toContain(say.chosen)
  })

  it('a course is added from the list without losing the place', async () => {
    await page.goto(`/library?words=${language === 'en' ? 'freezes' : 'fige'}`)
    const address = page.url()
    await page.getByRole('button', { name: say.add }).first().click()
    expect(page.url()).toContain(new URL(address).search)
    await page.getByRole('button', { name: say.takeOut }).first().click()
    expect(await page.getByRole('button', { name: say.takeOut }).count()).toBe(0)
  })
})

describe.each(['en', 'fr'] as const)('my progress in %s', (language) => {
  const say = words[language]
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    ;({ context, page } = await opened('amal', language, language === 'en'))
  })
  afterAll(() => context.close())

  it('says what somebody can do now, and what they said then', async () => {
    await page.goto('/progress')
    const text = await main(page)
    expect(text).toContain(say.said)
    expect(text).toMatch(/I can|Je peux/)
    expect(text).not.toMatch(/\b0\b|%/)
    await page.getByRole('link', { name: say.record }).click()
    expect(await main(page)).toContain('Amal Benali, Rivages')
    await page.getByRole('link', { name: say.both }).click()
    expect(await page.locator('.record [lang=en]').count()).toBe(await page.locator('.record [lang=fr]').count())
    expect(await main(page)).toMatch(/I can[\s\S]*Je peux|Je peux[\s\S]*I can/)
  })

  it('prints the record, and nothing of the app', async () => {
    await page.emulateMedia({ media: 'print' })
    for (const seen of ['.top', '.on-screen', '.foot']) for (const part of await page.locator(seen).all()) expect(await part.isVisible()).toBe(false)
    expect(await page.locator('.record').isVisible()).toBe(true)
    await page.emulateMedia({ media: 'screen' })
  })

  it('can be taken away as a table and as data', async () => {
    const table = await context.request.get('/progress/record.csv')
    expect(table.headers()['content-disposition']).toContain('.csv')
    const bytes = await table.body()
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const rows = bytes.toString().trim().split('\r\n')
    const data = await (await context.request.get('/progress/record.json')).json()
    expect(data).toMatchObject({ name: 'Amal Benali', organization: 'Rivages' })
    expect(rows).toHaveLength(data.courses.length + 1)
    expect(rows[1]).toMatch(/^\d{4}-\d{2}-\d{2},/)
  })

  it('is an invitation to somebody who has not begun', async () => {
    const joy = await opened('joy', language)
    await joy.page.goto('/progress')
    expect(await joy.page.locator('main a.go').getAttribute('href')).toBe('/library')
    await joy.context.close()
  })
})

it('no page has anything that axe finds, each fits a phone and is light', async () => {
  const { context, page } = await opened('amal', 'en')
  const places = [
    '/library',
    '/library?words=phone',
    '/library?words=xyzzy',
    '/courses/when-the-screen-freezes',
    '/progress',
    '/progress/record?languages=both',
  ]
  for (const language of ['en', 'fr'] as const) {
    for (const place of places) {
      await page.goto(place)
      if ((await page.locator('html').getAttribute('lang')) !== language)
        await page.getByRole('button', { name: language === 'en' ? 'English' : 'Français' }).click()
      for (const summary of await page.locator('summary').all()) await summary.click()
      expect({ place, language, faults: await faults(page), tooWide: await isTooWide(page) }).toEqual({ place, language, faults: [], tooWide: false })
    }
  }
  await context.close()
}, 120_000)
