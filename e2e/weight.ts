import type { MicroCoursePack } from '@handrail/contracts'
import type { Browser, Page } from 'playwright-core'
import { type Doors, enter, type Person, personsOf, screens, speak } from './screens.ts'

/** What crossed the network, in bytes, headers and compression included. */
export type Transfers = { documentAndStyles: number; script: number; all: number; requests: number }

/** What a page of learners may weigh, in bytes; a pack is one language of a course. */
export const budget = { documentAndStyles: 14 * 1024, script: 25 * 1024, all: 50 * 1024, requests: 8, pack: 150 * 1024 } as const

const STILL_MS = 5_000
const PHONE = { viewport: { width: 360, height: 740 } }

/** Counts what a visit costs, as Chromium's network layer saw it. */
export const weigh = async (page: Page, visit: () => Promise<unknown>): Promise<Transfers> => {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const types = new Map<string, string>()
  const transfers: Transfers = { documentAndStyles: 0, script: 0, all: 0, requests: 0 }
  session.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const type = types.get(requestId)
    transfers.requests += 1
    transfers.all += encodedDataLength
    if (type === 'Document' || type === 'Stylesheet') transfers.documentAndStyles += encodedDataLength
    if (type === 'Script') transfers.script += encodedDataLength
  })
  await visit()
  // A page that waits for its path is never idle: what it loads at first is there by then.
  await page.waitForLoadState('networkidle', { timeout: STILL_MS }).catch(() => {})
  await session.detach()
  return transfers
}

type Language = 'en' | 'fr'
export type Weighed = Transfers & { name: string; route: string; language: Language }
const ofLearners = screens.filter(({ learner }) => learner)

const weighAs = async (browser: Browser, doors: Doors, person: Person, language: Language, onEach: (weighed: Weighed) => void) => {
  const context = await browser.newContext({ ...PHONE, baseURL: doors.web })
  const page = await enter(context, person, doors)
  await speak(context, language, doors)
  for (const { name, route, person: whose, open } of ofLearners) {
    if (whose !== person) continue
    await open(page)
    const address = page.url()
    const cold = await browser.newContext({ ...PHONE, storageState: await context.storageState() })
    const fresh = await cold.newPage()
    const transfers = await weigh(fresh, () => fresh.goto(address))
    await cold.close()
    onEach({ name, route, language, ...transfers })
  }
  await context.close()
}

/** Opens every page of learners, each with nothing kept from before. */
export const weighEveryPage = async (
  browser: Browser,
  doors: Doors,
  languages: readonly Language[],
  onEach: (weighed: Weighed) => void = () => {},
): Promise<Weighed[]> => {
  const all: Weighed[] = []
  const collect = (weighed: Weighed) => {
    all.push(weighed)
    onEach(weighed)
  }
  for (const person of personsOf(ofLearners)) for (const language of languages) await weighAs(browser, doors, person, language, collect)
  return all
}

/** The bytes of every course, a language each, as they are before compression. */
export const weighPacks = async (browser: Browser, doors: Doors): Promise<{ courseId: string; language: Language; bytes: number }[]> => {
  const context = await browser.newContext({ baseURL: doors.web })
  await enter(context, 'nadia', doors)
  const { rows } = await (await context.request.get('/api/v1/micro-courses?limit=100')).json()
  const packs = []
  for (const { courseId } of rows as Pick<MicroCoursePack, 'courseId'>[]) {
    for (const language of ['en', 'fr'] as const) {
      const body = await (await context.request.get(`/api/v1/micro-courses/${courseId}?language=${language}`)).body()
      packs.push({ courseId, language, bytes: body.length })
    }
  }
  await context.close()
  return packs
}
