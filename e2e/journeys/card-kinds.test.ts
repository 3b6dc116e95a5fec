import { AxeBuilder } from '@axe-core/playwright'
import type { Card, Language, MicroCoursePack } from '@handrail/contracts'
import type { Browser, BrowserContext, Locator, Page, Request } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { openBrowserWithoutWorkers } from '../chromium.ts'
import { signIn } from '../walk.ts'
import { weigh } from '../weight.ts'

/** Cards with turns, orders, pairs and drawings, played to the end as they are in the library. */
const { web, inbox } = inject('platform')
const phone = { viewport: { width: 360, height: 740 }, baseURL: web }
type Kind<Name extends Card['kind']> = Extract<Card, { kind: Name }>
type Found<Of extends Card = Card> = { courseId: string; card: Of; at: string }

let browser: Browser
let storageState: Awaited<ReturnType<BrowserContext['storageState']>>
const packs: Record<Language, MicroCoursePack[]> = { en: [], fr: [] }

beforeAll(async () => {
  browser = await openBrowserWithoutWorkers()
  const context = await browser.newContext(phone)
  await signIn(await context.newPage(), { base: web, inbox, address: 'nadia@rivages.example' })
  storageState = await context.storageState()
  const { rows } = await (await context.request.get('/api/v1/micro-courses?limit=100')).json()
  for (const language of ['en', 'fr'] as const)
    for (const { courseId } of rows) packs[language].push(await (await context.request.get(`/api/v1/micro-courses/${courseId}?language=${language}`)).json())
  await context.close()
})
afterAll(() => browser.close())

/** Each run plays cards of its own, so that what it completes was not complete before. */
const runs = [
  { language: 'en', script: true, run: 0 },
  { language: 'fr', script: false, run: 1 },
  { language: 'fr', script: true, run: 2 },
  { language: 'en', script: false, run: 3 },
] as const

const cardsOf = <Name extends Card['kind']>(language: Language, kind: Name, fits: (card: Kind<Name>) => boolean = () => true): Found<Kind<Name>>[] =>
  packs[language].flatMap(({ courseId, cards }) =>
    cards.flatMap((card) => {
      const one = card as Kind<Name>
      return card.kind === kind && fits(one) ? [{ courseId, card: one, at: `/courses/${courseId}/${one.cardId}` }] : []
    }),
  )
const cardFor = <Name extends Card['kind']>(language: Language, kind: Name, run: number, fits?: (card: Kind<Name>) => boolean): Found<Kind<Name>> => {
  const found = cardsOf(language, kind, fits)[run]
  if (!found) throw new Error(`The library has too few cards of the kind ${kind}.`)
  return found
}
const hasTurns = ({ choices }: Kind<'scenario'>) => choices.some(({ leadsTo }) => leadsTo)

const words = {
  en: {
    check: 'Check',
    see: 'See what happens',
    next: /^(Next|Finish)$/,
    right: 'Yes, that fits.',
    wrong: 'One thing to look at',
    yours: 'You had it at number',
  },
  fr: {
    check: 'Vérifier',
    see: 'Voir la suite',
    next: /^(Suivant|Terminer)$/,
    right: 'Oui, c’est bien ça.',
    wrong: 'Un point à revoir',
    yours: 'Vous aviez mis le numéro',
  },
} as const
const otherOf = (language: Language): Language => (language === 'en' ? 'fr' : 'en')

const spoken = (page: Page) => page.locator('html').getAttribute('lang')
const switchTo = async (page: Page, language: Language) => {
  await page.getByRole('button', { name: language === 'en' ? 'English' : 'Français' }).click()
  await page.locator(`html[lang=${language}]`).waitFor()
}
const speak = async (page: Page, language: Language) => {
  if ((await spoken(page)) !== language) await switchTo(page, language)
}
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText()
const step = (page: Page) => page.locator('.climb p').innerText()
const numbersOf = (fields: Locator) => fields.evaluateAll((all) => all.map((field) => (field as unknown as { name: string }).name))
const radio = (page: Page, choiceId: string) => page.locator(`input[type=radio][value="${choiceId}"]`)

describe.each(runs)('in $language, with JavaScript: $script', ({ language, script, run }) => {
  const said = words[language]
  let page: Page
  let sent: { path: string; body: unknown }[]
  const errors: Error[] = []

  const open = async (at: string) => {
    const context = await browser.newContext({ ...phone, storageState, javaScriptEnabled: script })
    page = await context.newPage()
    sent = []
    page.on('pageerror', (error) => errors.push(error))
    page.on('request', (request: Request) => {
      if (request.method() === 'PUT') sent.push({ path: new URL(request.url()).pathname, body: request.postDataJSON() })
    })
    await page.goto(at)
    await speak(page, language)
  }
  afterEach(async () => {
    await page.context().close()
    expect(errors).toEqual([])
  })

  const check = () => page.getByRole('button', { name: said.check }).click()
  const isDone = async ({ courseId, card }: Found) =>
    (await (await page.request.get(`/api/v1/course-progress/${courseId}`)).json()).cardsDone.includes(card.cardId)
  const isJudged = () => page.locator('fieldset.judged').waitFor()
  /** Nothing that axe finds, and nothing wider than the phone. */
  const isSound = async () => {
    if (!script) return
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)).toBe(false)
  }
  /** With JavaScript the page sends the card alone; without, the form brings it about. */
  const sentAlone = async (found: Found, choiceIds: string[]) => {
    await expect.poll(() => isDone(found)).toBe(true)
    if (script)
      expect(sent).toEqual([
        { path: `/api/v1/course-progress/${found.courseId}/cards/${found.card.cardId}`, body: { courseVersion: expect.any(Number), choiceIds } },
      ])
  }
  const goesOn = async (at: string) => {
    await page.getByRole('link', { name: said.next }).click()
    await page.waitForURL((url) => url.pathname !== at)
    expect(new URL(page.url()).pathname).toMatch(/^\/courses\/[a-z0-9-]+\/[a-z0-9-]+$/)
  }

  it('a choice leads to a turn of the story, and both keep their answers in both languages', async () => {
    const found = cardFor(language, 'scenario', run, hasTurns)
    const { card, at } = found
    const chosen = card.choices.find(({ leadsTo }) => leadsTo)
    const turn = card.turns.find(({ turnId }) => turnId === chosen?.leadsTo)
    const answer = turn?.choices.find(({ leadsTo }) => !leadsTo)
    if (!chosen || !turn || !answer) throw new Error('The story has no turn.')
    const other = otherOf(language)
    const turnInOther = cardsOf(other, 'scenario')
      .find((each) => each.at === at)
      ?.card.turns.find(({ turnId }) => turnId === turn.turnId)

    await open(at)
    const where = await step(page)
    await radio(page, chosen.choiceId).check()
    await switchTo(page, other)
    expect(await radio(page, chosen.choiceId).isChecked()).toBe(true)
    await switchTo(page, language)
    await check()
    await isJudged()
    for (const { feedback } of card.choices) expect(await page.getByText(feedback.slice(0, 30)).first().isVisible()).toBe(true)
    await sentAlone(found, [chosen.choiceId])
    await isSound()

    await page.getByRole('link', { name: said.see }).click()
    await page.waitForURL((url) => url.search === `?turn=${turn.turnId}`)
    expect(await heading(page)).toBe(turn.heading)
    expect(await step(page)).toBe(where)
    expect(await page.title()).toContain(turn.heading)
    await check()
    expect(await page.getByRole('alert').innerText()).toContain(said.wrong)
    await radio(page, answer.choiceId).check()
    await switchTo(page, other)
    expect(await heading(page)).toBe(turnInOther?.heading)
    expect(await radio(page, answer.choiceId).isChecked()).toBe(true)
    await switchTo(page, language)
    await check()
    await isJudged()
    for (const { feedback } of turn.choices) expect(await page.getByText(feedback.slice(0, 30)).first().isVisible()).toBe(true)
    await isSound()
    // What is answered in a turn is for the person alone.
    if (script) expect(sent).toHaveLength(1)

    await switchTo(page, other)
    await isJudged()
    expect(await page.locator('.option.chosen').count()).toBe(1)
    await switchTo(page, language)
    await page.locator('.top .back').click()
    await page.waitForURL((url) => url.search === '')
    await isJudged()
    expect(await radio(page, chosen.choiceId).isChecked()).toBe(true)
    await page.getByRole('link', { name: said.see }).click()
    await page.waitForURL((url) => url.search !== '')
    expect(await heading(page)).toBe(turn.heading)
    if (await page.getByRole('button', { name: said.check }).isVisible()) {
      await radio(page, answer.choiceId).check()
      await check()
    }
    await goesOn(at)
  })

  it('things are put in order, by number or by moving, and each says why it comes there', async () => {
    const found = cardFor(language, 'order', run)
    const { card, at } = found
    const rightOrder = card.items.map(({ itemId }) => `place-${itemId}`)
    const fields = () => page.locator('.order select')
    const row = (itemId: string) => page.locator('.order > li').filter({ has: page.locator(`[name="place-${itemId}"]`) })
    const [first, second] = card.items
    if (!first || !second) throw new Error('There is nothing to put in order.')

    await open(at)
    const mixed = await numbersOf(fields())
    expect([...mixed].sort()).toEqual([...rightOrder].sort())
    expect(mixed).not.toEqual(rightOrder)
    await page.reload()
    expect(await numbersOf(fields())).toEqual(mixed)
    await switchTo(page, otherOf(language))
    expect(await numbersOf(fields())).toEqual(mixed)
    await switchTo(page, language)
    await isSound()

    const putInOrder = async (wanted: readonly string[]) => {
      for (const [index, name] of wanted.entries()) {
        if (!script) await page.locator(`[name="${name}"]`).selectOption(String(index + 1))
        else
          while ((await numbersOf(fields())).indexOf(name) > index) {
            const up = row(name.replace('place-', '')).locator('.up')
            await up.focus()
            await page.keyboard.press('Enter')
            // The focus stays with what moves, and a screen reader hears where it is.
            expect(await up.evaluate((button) => button === document.activeElement)).toBe(true)
            const place = (await numbersOf(fields())).indexOf(name) + 1
            expect(await page.locator('[data-said]').innerText()).toContain(String(place))
          }
      }
    }

    if (script) for (const button of await page.locator('.moves button').all()) expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    else {
      await page.locator(`[name="${mixed[0]}"]`).selectOption('1')
      await check()
      expect(await page.getByRole('alert').innerText()).toContain(said.wrong)
      expect(await page.locator('[aria-invalid=true]').count()).toBe(card.items.length - 1)
      expect(await page.locator(`[name="${mixed[0]}"]`).inputValue()).toBe('1')
    }

    // Two of them changed about: what was put and where it belongs are both said.
    await putInOrder([`place-${second.itemId}`, `place-${first.itemId}`, ...rightOrder.slice(2)])
    await switchTo(page, otherOf(language))
    expect((await numbersOf(fields()))[0]).toBe(`place-${second.itemId}`)
    await switchTo(page, language)
    await check()
    await isJudged()
    await sentAlone(found, [])
    expect(await page.locator('.order label').allInnerTexts()).toEqual(card.items.map(({ text }) => text))
    for (const { why } of card.items) expect(await page.getByText(why).first().isVisible()).toBe(true)
    expect(await page.getByText(`${said.yours} 2`).isVisible()).toBe(true)
    expect(await page.locator('.order .chosen').count()).toBe(card.items.length - 2)
    await isSound()
    await switchTo(page, otherOf(language))
    await isJudged()
    await switchTo(page, language)
    await goesOn(at)

    // Again, and right.
    await page.context().close()
    await open(at)
    await putInOrder(rightOrder)
    await check()
    expect(await page.getByText(said.right).isVisible()).toBe(true)
  })

  it('pairs are found, and what was chosen is said where it differs', async () => {
    const found = cardFor(language, 'match', run)
    const { card, at } = found
    const [first, second, third] = card.pairs
    if (!first || !second || !third) throw new Error('There are too few pairs.')
    const select = ({ pairId }: { pairId: string }) => page.locator(`[name="pair-${pairId}"]`)

    await open(at)
    const rights = () => page.locator('.letters li').allInnerTexts()
    const offered = await rights()
    expect([...offered].sort()).toEqual(card.pairs.map(({ right }) => right).sort())
    expect(offered).not.toEqual(card.pairs.map(({ right }) => right))
    await page.reload()
    expect(await rights()).toEqual(offered)
    await isSound()

    await check()
    expect(await page.getByRole('alert').innerText()).toContain(said.wrong)
    await page.getByLabel(first.left).selectOption(first.pairId)
    await select(second).selectOption(third.pairId)
    await switchTo(page, otherOf(language))
    expect(await select(first).inputValue()).toBe(first.pairId)
    expect(await select(second).inputValue()).toBe(third.pairId)
    await switchTo(page, language)
    await check()
    await isJudged()
    await sentAlone(found, [])
    const row = (text: string) => page.locator('[data-pair]').filter({ hasText: text }).first()
    for (const { left, right } of card.pairs) expect(await row(left).innerText()).toContain(right)
    expect(await row(second.left).innerText()).toContain(third.right)
    expect(await page.locator('[data-pair].chosen').count()).toBe(1)
    await isSound()
    await switchTo(page, otherOf(language))
    await isJudged()
    expect(await page.locator('[data-pair].chosen').count()).toBe(1)
    await switchTo(page, language)
    await goesOn(at)
  })

  it('a drawing has a name, and takes the colours of the page', async () => {
    const found = cardsOf(language, 'image')[run]
    await open(found?.at ?? '/design')
    const drawing = page.locator('main').getByRole('img', { name: found?.card.drawing.alternative ?? /.{20,}/ })
    expect(await drawing.isVisible()).toBe(true)
    const colours = () =>
      drawing.evaluate((one) => [...one.querySelectorAll('svg *')].map((shape) => getComputedStyle(shape).fill + getComputedStyle(shape).stroke))
    const light = await colours()
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await colours()).not.toEqual(light)
    if (!found) return
    await isSound()
    await page.locator('#card button.go').click()
    await page.waitForURL((url) => url.pathname !== found.at)
    expect(await isDone(found)).toBe(true)
  })
})

describe('what the new kinds weigh', () => {
  it('each stays under 14 KB of HTML and CSS, and under 25 KB of script', async () => {
    const heaviest = [...cardsOf('fr', 'scenario', hasTurns), ...cardsOf('fr', 'order'), ...cardsOf('fr', 'match'), ...cardsOf('fr', 'image')]
    for (const kind of ['scenario', 'order', 'match', 'image'] as const) {
      const found = heaviest
        .filter(({ card }) => card.kind === kind)
        .sort((one, other) => JSON.stringify(other.card).length - JSON.stringify(one.card).length)[0]
      if (!found) continue
      const cold = await (await browser.newContext({ ...phone, storageState })).newPage()
      const { documentAndStyles, script } = await weigh(cold, () => cold.goto(found.at))
      expect(documentAndStyles).toBeGreaterThan(1_000)
      expect(documentAndStyles).toBeLessThanOrEqual(14 * 1024)
      expect(script).toBeLessThanOrEqual(25 * 1024)
      await cold.context().close()
    }
  })
})
