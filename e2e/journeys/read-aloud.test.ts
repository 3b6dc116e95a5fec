import type { Card, Language, MicroCoursePack } from '@handrail/contracts'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openBrowserWithoutWorkers } from '../chromium.ts'
import { enter, speak } from '../screens.ts'

/** What a screen reader says in the player: roles and names from the accessibility tree, beside what should be said. */
const doors = inject('platform')
let browser: Browser
let context: BrowserContext
let page: Page
beforeAll(async () => {
  browser = await openBrowserWithoutWorkers()
  context = await browser.newContext({ viewport: { width: 360, height: 740 }, baseURL: doors.web })
  page = await enter(context, 'pavel', doors)
})
afterAll(() => browser.close())

const words = {
  en: {
    language: 'Passer au français',
    skip: 'Skip to the page',
    one: 'Choose one answer',
    several: 'Choose all that fit',
    order: 'Put them in order. Number 1 comes first.',
    up: 'Move up: ',
    down: 'Move down: ',
    match: 'Find what goes together',
    alone: 'For you alone',
    check: 'Check',
    stuck: 'I’m stuck',
    lowTech: 'Without a screen',
    card: (at: number, total: number) => `Card ${at} of ${total}`,
    results: ['Yes, that fits.', 'Partly. Each choice says why below.', 'Another choice fits better. Each one says why below.'],
  },
  fr: {
    language: 'Switch to English',
    skip: 'Aller au contenu',
    one: 'Choisissez une réponse',
    several: 'Plusieurs réponses sont possibles',
    order: 'Remettez-les en ordre. Le numéro 1 vient en premier.',
    up: 'Monter : ',
    down: 'Descendre : ',
    match: 'Trouvez ce qui va ensemble',
    alone: 'Pour vous seulement',
    check: 'Vérifier',
    stuck: 'Je bloque',
    lowTech: 'Sans écran',
    card: (at: number, total: number) => `Carte ${at} sur ${total}`,
    results: ['Oui, c’est bien ça.', 'En partie.', 'Un autre choix'],
  },
} as const
const plain = (text: string) =>
  text
    .replaceAll(/[\u00a0\u202f]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

type Said = { role: string; name: string }
/** Everything that would be said, in order: `heading A quiet screen`. */
const saidOn = async (): Promise<Said[]> => {
  const session = await context.newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  await session.detach()
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const inOrder = (node: (typeof nodes)[number] | undefined): Said[] => {
    if (!node) return []
    const own = node.ignored || !node.role ? [] : [{ role: String(node.role.value), name: plain(String(node.name?.value ?? '')) }]
    return [...own, ...(node.childIds ?? []).flatMap((id) => inOrder(byId.get(id)))]
  }
  return inOrder(nodes[0])
}
const line = ({ role, name }: Said) => `${role} ${name}`

const mustHaveNames = ['link', 'button', 'checkbox', 'radio', 'combobox', 'textbox', 'heading', 'DisclosureTriangle', 'image', 'img']

/** The lines that are said, in this order; others may stand between them. */
const expectSaid = (said: readonly Said[], expected: readonly string[]) => {
  expect(said.filter(({ role, name }) => mustHaveNames.includes(role) && name === '')).toEqual([])
  const lines = said.map(line)
  let from = 0
  const missing = expected.filter((wanted) => {
    const at = lines.indexOf(wanted, from)
    if (at >= 0) from = at + 1
    return at < 0
  })
  expect({ missing, said: missing.length > 0 ? lines : [] }).toEqual({ missing: [], said: [] })
}

/** What a card asks or shows, as it should be said. */
const bodyOf = (card: Card, language: Language): string[] => {
  const w = words[language]
  switch (card.kind) {
    case 'question':
    case 'scenario': {
      const several = card.kind === 'question' && card.choices.filter(({ right }) => right).length > 1
      return [
        `group ${several ? w.several : w.one}`,
        ...card.choices.map(({ text }) => `${several ? 'checkbox' : 'radio'} ${plain(text)}`),
        `button ${w.check}`,
      ]
    }
    case 'order':
      return [`group ${w.order}`, `button ${w.check}`]
    case 'match':
      return [`group ${w.match}`, ...card.pairs.map(({ left }) => `combobox ${plain(left)}`), `button ${w.check}`]
    case 'flashcards':
      return card.cards.map(({ front }) => `DisclosureTriangle ${plain(front)}`)
    case 'checklist':
      return card.items.map((item) => `checkbox ${plain(item)}`)
    case 'reflection':
      return [`textbox ${w.alone}`]
    case 'image':
      return [`image ${plain(card.drawing.alternative)}`]
    default:
      return []
  }
}

const packs = async (language: Language): Promise<MicroCoursePack[]> => {
  const { rows } = await (await context.request.get('/api/v1/micro-courses?limit=100')).json()
  const some = (rows as { courseId: string }[]).slice(0, 12)
  return Promise.all(some.map(async ({ courseId }) => (await context.request.get(`/api/v1/micro-courses/${courseId}?language=${language}`)).json()))
}
const kinds = ['read', 'scenario', 'question', 'order', 'match', 'image', 'flashcards', 'reflection', 'checklist', 'discussion'] as const

describe.each(['en', 'fr'] as const)('the player, read aloud in %s', (language) => {
  let found: { pack: MicroCoursePack; card: Card }[]
  beforeAll(async () => {
    await speak(context, language, doors)
    // What was answered in the other language would come back.
    await context.clearCookies({ name: /answers/ })
    await page.evaluate(() => sessionStorage.clear())
    const all = (await packs(language)).flatMap((pack) => pack.cards.map((card) => ({ pack, card })))
    found = kinds.flatMap((kind) => all.find(({ card }) => card.kind === kind) ?? [])
    expect(found).toHaveLength(kinds.length)
  })

  it('says where one is, what is asked, each choice, and the ways on', async () => {
    const w = words[language]
    for (const { pack, card } of found) {
      await page.goto(`/courses/${pack.courseId}/${card.cardId}`)
      expect(plain(await page.title())).toContain(plain(card.heading))
      expectSaid(await saidOn(), [
        `link ${w.skip}`,
        `button ${w.language}`,
        `StaticText ${w.card(pack.cards.indexOf(card) + 1, pack.cards.length)}`,
        `heading ${plain(card.heading)}`,
        ...bodyOf(card, language),
        ...(card.kind === 'discussion' ? [] : [`link ${w.stuck}`]),
        `link ${w.lowTech}`,
      ])
    }
  }, 60_000)

  it('after a check, says the result by itself, keeps the name of the question, and waits at the way on', async () => {
    const w = words[language]
    const asking = found.find(({ card }) => card.kind === 'question')
    if (asking?.card.kind !== 'question') throw new Error('No question was found.')
    await page.goto(`/courses/${asking.pack.courseId}/${asking.card.cardId}`)
    await page.locator('.choice input').first().check()
    await page.locator('[data-check]').click()
    const status = page.locator('[role=status][data-results]')
    expect(w.results.some((result) => plain(result) !== '')).toBe(true)
    const spoken = plain(await status.innerText())
    expect(w.results.some((result) => spoken.startsWith(result))).toBe(true)
    const said = await saidOn()
    expect(said.filter(({ role }) => role === 'group').map(({ name }) => name)).toEqual([
      asking.card.choices.filter(({ right }) => right).length > 1 ? w.several : w.one,
    ])
    for (const { feedback } of asking.card.choices) expect(plain(await page.locator('main').innerText())).toContain(plain(feedback))
    expect(await page.locator('[data-next]').evaluate((element) => element === document.activeElement)).toBe(true)
  }, 60_000)
})
