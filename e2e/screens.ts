import type { Card, MicroCoursePack, MyLearning, SelfAssessment } from '@handrail/contracts'
import type { BrowserContext, Page } from 'playwright-core'
import { signIn } from './walk.ts'

/** People of the demo agency, each with something else to see. `nobody` is not signed in. */
export type Person = 'nobody' | 'amal' | 'lucie' | 'rosa' | 'daniel' | 'joy' | 'farid' | 'mei' | 'pavel' | 'nadia'

/** A page as somebody opens it. */
export type Screen = {
  /** Its own name, for pictures and reports. */
  name: string
  /** As services/web writes the route. */
  route: string
  person: Person
  /** One of those who learn: it keeps to the weight of a learner's page. */
  learner: boolean
  open: (page: Page) => Promise<unknown>
}

type More = { learner?: boolean; open?: Screen['open']; at?: string }
const screen = (name: string, route: string, person: Person, { learner = false, at = route, open = (page) => page.goto(at) }: More = {}): Screen => ({
  name,
  route,
  person,
  learner,
  open,
})
const learners = { learner: true } as const

const read = async <Answer>(page: Page, path: string): Promise<Answer> => {
  const answer = await page.request.get(path)
  if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}.`)
  return answer.json()
}

const LOOKED_AT = 'lock-your-phone'
const course = `/courses/${LOOKED_AT}`

/** Opens the first card of a kind that the library has. */
const openCard = (kind: Card['kind']) => async (page: Page) => {
  const { rows } = await read<{ rows: { courseId: string }[] }>(page, '/api/v1/micro-courses?limit=100')
  for (const { courseId } of rows) {
    const { cards } = await read<MicroCoursePack>(page, `/api/v1/micro-courses/${courseId}?language=en`)
    const card = cards.find((each) => each.kind === kind)
    if (card) return page.goto(`/courses/${courseId}/${card.cardId}`)
  }
  throw new Error(`The library has no card of the kind ${kind}.`)
}
const cardScreen = (kind: Card['kind']) => screen(`card-${kind}`, '/courses/:courseId/:cardId', 'pavel', { ...learners, open: openCard(kind) })

const openFinished = async (page: Page) => {
  const { assignments } = await read<MyLearning>(page, '/api/v1/learning/mine')
  const done = assignments.flatMap(({ steps }) => steps).find(({ state }) => state === 'done')
  return page.goto(`/courses/${done?.courseId}/finished`)
}

const begin = async (page: Page) => {
  await page.goto('/self-assessment')
  await page.locator('form#begin button.go').click()
  await page.waitForURL(/self-assessment\/.+/)
}

/** Says of one answer after the other "with some help", until one decides a gap and two moments are offered. */
const openMoment: Screen['open'] = async (page) => {
  await begin(page)
  const draft = async () => (await read<{ draft: SelfAssessment | null }>(page, '/api/v1/self-assessments/mine')).draft
  for (const { competencyId } of (await draft())?.questions ?? []) {
    await page.goto(`/self-assessment/${competencyId}`)
    await page.locator('input[name=level][value="2"]').check()
    await page.locator('form#answer button.go').click()
    await page.waitForURL((url) => !url.pathname.endsWith(competencyId))
    if ((await draft())?.questions.some((question) => question.competencyId === competencyId && question.check)) {
      return page.goto(`/self-assessment/${competencyId}/moments/1`)
    }
  }
  throw new Error('No answer decided a gap.')
}

/** A path that never arrives, so that the page stays. */
const openArriving: Screen['open'] = async (page) => {
  await page.route('**/api/v1/learning/arrival*', () => {})
  return page.goto('/self-assessment/arriving/01900000-0000-7000-8000-000000000000')
}

const openTeam =
  (rest: string): Screen['open'] =>
  async (page) => {
    const { managedTeams } = await read<{ managedTeams: { teamId: string; people: number }[] }>(page, '/api/v1/me')
    const largest = [...managedTeams].sort((one, other) => other.people - one.people)[0]
    return page.goto(`/teams/${largest?.teamId}${rest}`)
  }

const openDryRun: Screen['open'] = async (page) => {
  await openTeam('/assign')(page)
  await page.locator('input[name=path]').first().check()
  await page.locator('main form button.go').first().click()
  return page.waitForURL(/see=check/)
}

const askForCode: Screen['open'] = async (page) => {
  await page.goto('/sign-in')
  await page.locator('input[type=email]').fill('nobody@rivages.example')
  await page.locator('form#sign-in button.go').click()
  return page.waitForURL('**/sign-in/code')
}

/** Every page there is. A new page is a line here; `every-page.test.ts` says when one is missing. */
export const screens: readonly Screen[] = [
  screen('sign-in', '/sign-in', 'nobody'),
  screen('sign-in-code', '/sign-in/code', 'nobody', { open: askForCode }),
  screen('sign-in-link', '/sign-in/link', 'nobody', { at: '/sign-in/link?token=0123456789abcdef' }),
  screen('sign-in-link-over', '/sign-in/link', 'nobody'),
  screen('unsubscribe', '/unsubscribe/:token', 'nobody', { at: '/unsubscribe/a-token' }),
  screen('nothing-there', '*', 'nobody', { at: '/nothing-there' }),
  screen('goodbye', '/goodbye', 'nobody'),
  screen('design', '/design', 'nobody'),

  screen('home', '/', 'amal', learners),
  screen('home-new', '/', 'lucie', learners),
  screen('home-invited', '/', 'rosa', learners),
  screen('self-assessment', '/self-assessment', 'lucie', learners),
  screen('self-assessment-question', '/self-assessment/:competencyId', 'lucie', { ...learners, open: begin }),
  screen('self-assessment-review', '/self-assessment/review', 'lucie', learners),
  screen('self-assessment-arriving', '/self-assessment/arriving/:id', 'lucie', { ...learners, open: openArriving }),
  screen('self-assessment-moment', '/self-assessment/:competencyId/moments/:at', 'daniel', { ...learners, open: openMoment }),
  screen('plan', '/plan', 'amal', learners),
  screen('plan-new', '/plan', 'amal', { ...learners, at: '/plan?new=yes' }),
  screen('plan-empty', '/plan', 'lucie', learners),
  screen('course', '/courses/:courseId', 'pavel', { ...learners, at: course }),
  ...(['read', 'scenario', 'question', 'reflection', 'flashcards', 'checklist', 'discussion', 'image', 'order', 'match'] as const).map(cardScreen),
  screen('course-finished', '/courses/:courseId/finished', 'amal', { ...learners, open: openFinished }),
  screen('course-ask', '/courses/:courseId/ask', 'pavel', { ...learners, at: `${course}/ask` }),
  screen('course-asked', '/courses/:courseId/asked', 'pavel', { ...learners, at: `${course}/asked?asked=champion` }),
  screen('course-check', '/courses/:courseId/check', 'pavel', { ...learners, at: `${course}/check` }),
  screen('low-tech', '/courses/:courseId/low-tech', 'pavel', { ...learners, at: `${course}/low-tech` }),
  screen('handout', '/courses/:courseId/handout', 'pavel', { ...learners, at: `${course}/handout` }),
  screen('session-guide', '/courses/:courseId/session-guide', 'pavel', { ...learners, at: `${course}/session-guide` }),
  screen('phone-script', '/courses/:courseId/phone-script', 'pavel', { ...learners, at: `${course}/phone-script` }),
  screen('texts', '/courses/:courseId/texts', 'pavel', { ...learners, at: `${course}/texts` }),
  screen('follow-up', '/follow-ups/:courseId/barrier', 'amal', { ...learners, at: `/follow-ups/${LOOKED_AT}/barrier` }),
  screen('no-signal', '/no-signal', 'amal', learners),
  screen('library', '/library', 'amal', learners),
  screen('library-found', '/library', 'amal', { ...learners, at: '/library?words=telephone&minutes=5' }),
  screen('library-nothing', '/library', 'amal', { ...learners, at: '/library?words=zzzzzz' }),
  screen('progress', '/progress', 'amal', learners),
  screen('progress-empty', '/progress', 'lucie', learners),
  screen('record', '/progress/record', 'amal', learners),
  screen('sharing', '/sharing', 'amal', learners),
  screen('account', '/account', 'amal', learners),
  ...(['settings', 'access', 'mail', 'quiet-hours', 'devices', 'who-sees-what', 'my-data', 'erase'] as const).map((part) =>
    screen(`account-${part}`, `/account/${part}`, 'amal', learners),
  ),

  screen('teams', '/teams', 'daniel'),
  screen('teams-none', '/teams', 'nadia'),
  screen('team', '/teams/:teamId', 'daniel', { open: openTeam('') }),
  screen('assign', '/teams/:teamId/assign', 'daniel', { open: openTeam('/assign') }),
  screen('assign-check', '/teams/:teamId/assign', 'daniel', { open: openDryRun }),
  screen('cohort', '/cohort', 'joy'),
  screen('cohort-none', '/cohort', 'nadia'),
  screen('organization', '/organization', 'nadia'),
]

/** Routes that show no page of their own: they lead on at once, or answer with a file. */
export const leadOn: readonly string[] = [
  '/self-assessment/continue',
  '/self-assessment/:competencyId/moments',
  '/account/my-data/file',
  '/kept/next',
  '/kept/courses/:courseId',
  '/kept/self-assessment',
]

export type Doors = { web: string; inbox: string }
export const personsOf = (shown: readonly Screen[]): Person[] => [...new Set(shown.map(({ person }) => person))]

/** Signs somebody in on a device, unless it is nobody. */
export const enter = async (context: BrowserContext, person: Person, { web, inbox }: Doors): Promise<Page> => {
  const page = await context.newPage()
  if (person !== 'nobody') await signIn(page, { base: web, inbox, address: `${person}@rivages.example` })
  return page
}

/** From now on every page of this device speaks the language. */
export const speak = async (context: BrowserContext, language: 'en' | 'fr', { web }: Doors): Promise<void> => {
  const answer = await context.request.post(`${web}/language?to=/unsubscribe/a-token`, { form: { language }, headers: { origin: web } })
  if (!answer.ok()) throw new Error(`The language could not be switched: ${answer.status()}.`)
}
