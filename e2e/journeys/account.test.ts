import { readFileSync } from 'node:fs'
import { MyData } from '@handrail/contracts'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { openBrowserWithoutWorkers } from '../chromium.ts'
import { type Visitor, visitor } from '../visitor.ts'
import { mailsTo, signIn } from '../walk.ts'
import { whereAnIdMayStay } from '../where-an-id-may-stay.ts'

/** Everything about oneself: what mail comes and when, where one is signed in, what is known, and being forgotten. */
const { web, inbox, notifications, serviceSecret, postgres: administrator, neighbour } = inject('platform')
const course = 'messages-that-expose-nobody'
const card = 'the-conversation-circle'
const everyDatabase = ['people', 'baselines', 'catalogue', 'progress', 'notifications']

let browser: Browser
beforeAll(async () => {
  browser = await openBrowserWithoutWorkers()
})
afterAll(() => browser.close())

type Kept = Awaited<ReturnType<BrowserContext['storageState']>>
/** Few codes are sent to one address in ten minutes: each person signs in once, but where a second device is meant. */
const signedInAs = new Map<string, Promise<Kept>>()
const sessionOf = async (address: string): Promise<Kept> => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  await signIn(await context.newPage(), { base: web, inbox, address })
  const kept = await context.storageState()
  await context.close()
  return kept
}
const firstSessionOf = (address: string) => {
  const kept = signedInAs.get(address) ?? sessionOf(address)
  signedInAs.set(address, kept)
  return kept
}

/** Somebody at a phone. Without JavaScript everything works as well. */
const phoneOf = async (address: string, language: 'en' | 'fr', javaScriptEnabled = true, session = firstSessionOf(address)): Promise<Page> => {
  const storageState = await session
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, baseURL: web, javaScriptEnabled, acceptDownloads: true, storageState })
  const page = await context.newPage()
  await page.goto('/account')
  if ((await page.locator('html').getAttribute('lang')) !== language) await press(page, language === 'en' ? 'English' : 'Français')
  return page
}
const anotherDeviceOf = (address: string, language: 'en' | 'fr') => phoneOf(address, language, true, sessionOf(address))
/** The same person without a browser. */
const visitorOf = async (address: string): Promise<Visitor> => {
  const who = visitor(web)
  for (const { name, value } of (await firstSessionOf(address)).cookies) who.cookies.set(name, value)
  return who
}
/** Signed out elsewhere, a page says so after some seconds. */
const isSignedOut = (page: Page) =>
  vi.waitUntil(
    async () => {
      await page.goto('/account')
      return page.url().includes('/sign-in')
    },
    { timeout: 40_000, interval: 500 },
  )
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click()
const said = (page: Page) => page.getByRole('status').innerText()
const text = (page: Page) => page.locator('main').innerText()

const sqlOf = (service: string) => {
  const database = new URL(administrator)
  database.pathname = `/handrail_${service}`
  return postgres(database.href, { max: 1, onnotice: () => {} })
}
const runDigests = async () => {
  const answer = await fetch(`${notifications}/internal/digest-runs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${serviceSecret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ evenIfNotDue: false }),
  })
  expect(answer.status).toBe(200)
}
const key = () => ({ 'idempotency-key': crypto.randomUUID() })

/** Answers, learns a card, asks and is answered: so that there is something to take along. */
const liveALittle = async (who: Visitor, question: string) => {
  const { selfAssessmentId, questions } = (await who.api('POST', '/api/v1/self-assessments', {}, key())).body
  await who.api('PUT', `/api/v1/self-assessments/${selfAssessmentId}/answers/${questions[0].competencyId}`, { level: 2 })
  expect((await who.api('POST', `/api/v1/self-assessments/${selfAssessmentId}/submission`, {}, key())).status).toBe(201)
  await who.api('PUT', '/api/v1/consents/team-picture', { granted: true })
  expect((await who.api('PUT', `/api/v1/course-progress/${course}/cards/${card}`, { courseVersion: 1, choiceIds: [] })).status).toBe(200)
  const asked = await who.api('POST', '/api/v1/help-requests', { courseId: course, cardId: null, question }, key())
  expect(asked.status).toBe(201)
  return asked.body.helpRequestId as string
}
const answerAsChampion = async (helpRequestId: string, answer: string) => {
  const champion = await visitorOf(neighbour.champion.address)
  const reply = () => champion.api('POST', `/api/v1/help-requests/${helpRequestId}/answer`, { answer })
  await vi.waitUntil(async () => (await reply()).status === 204, { timeout: 15_000, interval: 200 })
}

describe('what I can change', () => {
  it.each([
    ['en', true],
    ['fr', false],
  ] as const)('language, zone and minutes are saved and said, and the page speaks the language: %s, JavaScript %s', async (language, javaScript) => {
    const page = await phoneOf(neighbour.traveller.address, language, javaScript)
    await page.goto('/account')
    await follow(page, language === 'en' ? 'Language and time' : 'Langue et heure')
    await page.locator('#timeZone').selectOption('America/St_Johns')
    await page.locator('#minutes').selectOption('20')
    await press(page, language === 'en' ? 'Save' : 'Enregistrer')
    expect(await said(page)).toBe(
      language === 'en' ? 'Saved: English · Newfoundland · 20\u00a0minutes a week.' : 'Enregistré\u00a0: Français · Terre-Neuve · 20\u00a0minutes par semaine.',
    )
    // Newfoundland's clock shows another half hour than Toronto's.
    const clocks = await page.locator('#timeZone option').evaluateAll((options) => options.map((option) => option.textContent ?? ''))
    const minuteOf = (place: RegExp) => clocks.find((each) => place.test(each))?.match(/(\d\d)(?!.*\d)/)?.[1]
    expect(minuteOf(/Newfoundland|Terre-Neuve/)).not.toBe(minuteOf(/Ontario/))
    await page.locator('#timeZone').selectOption('America/Moncton')
    await press(page, language === 'en' ? 'Save' : 'Enregistrer')
    await follow(page, language === 'en' ? 'My account' : 'Mon compte')
    expect(await text(page)).toContain(language === 'en' ? 'New Brunswick' : 'Nouveau-Brunswick')
    await page.context().close()
  })

  it('what a digest is about keeps at least one part, and is asked of those only who have several', async () => {
    const champion = await phoneOf(neighbour.champion.address, 'en')
    await champion.goto('/account/mail')
    await champion.getByLabel('My learning').uncheck()
    await champion.getByLabel('My cohort').uncheck()
    await press(champion, 'Save')
    expect(await champion.getByRole('alert').innerText()).toContain('Choose at least one part')
    await champion.getByLabel('My cohort').check()
    await champion.getByLabel('Every other week').check()
    await press(champion, 'Save')
    expect(await said(champion)).toBe('Saved: a summary every other week and answers with the summary.')
    expect((await (await champion.request.get('/api/v1/preferences')).json()).sections).toEqual(['my-teams', 'my-cohort'])
    await champion.getByLabel('My learning').check()
    await champion.getByLabel('Every week').check()
    await press(champion, 'Save')
    await champion.context().close()

    const traveller = await phoneOf(neighbour.traveller.address, 'fr', false)
    await traveller.goto('/account/mail')
    expect(await traveller.locator('input[name=sections]').count()).toBe(0)
    await traveller.getByLabel('Toutes les deux semaines').check()
    await press(traveller, 'English')
    expect(await traveller.locator('input[value=fortnightly]').isChecked()).toBe(true)
    await traveller.context().close()
  })
})

describe('quiet hours', () => {
  it('hold back the digest and the mail about an answer, until they are taken back', async () => {
    const { address, personId } = neighbour.traveller
    const page = await phoneOf(address, 'fr', false)
    await page.goto('/account/mail')
    await page.getByLabel('M’écrire tout de suite').check()
    await press(page, 'Enregistrer')
    expect(await said(page)).toContain('les réponses tout de suite')

    await page.goto('/account/quiet-hours')
    await page.locator('#from').selectOption('0')
    await page.locator('#to').selectOption('0')
    for (const day of [1, 2, 3, 4, 5, 6, 7]) await page.locator(`#day-${day}`).check()
    await press(page, 'Garder ces heures tranquilles')
    expect(await page.getByRole('alert').innerText()).toContain('ne laissent aucun moment')
    const inThreeDays = ((new Date().getUTCDay() + 2) % 7) + 1
    await page.locator(`#day-${inThreeDays}`).uncheck()
    await press(page, 'Garder ces heures tranquilles')
    expect(await said(page)).toMatch(/^Enregistré\s: aucun courriel toute la journée, le /)

    const helpRequestId = await liveALittle(await visitorOf(address), 'Quels mots choisir?')
    await answerAsChampion(helpRequestId, 'Les plus courts.')
    const sql = sqlOf('notifications')
    await sql`
      insert into digests (organization_id, person_id, period, state, next_try_at)
      values (${neighbour.organizationId}, ${personId}, date_trunc('week', now())::date, 'due', now()) on conflict do nothing`
    const states = async () => (await sql`select state from digests where person_id = ${personId}`).map(({ state }) => state)
    await vi.waitUntil(async () => (await states()).length === 2, { timeout: 15_000, interval: 200 })
    const before = (await mailsTo(inbox, address)).length
    await runDigests()
    expect(await states()).toEqual(['due', 'due'])
    expect(await mailsTo(inbox, address)).toHaveLength(before)

    await press(page, 'Recevoir à toute heure')
    expect(await said(page)).toContain('un courriel peut arriver à toute heure')
    await runDigests()
    expect(await states()).toEqual(['sent', 'sent'])
    expect((await mailsTo(inbox, address)).slice(before).map(({ subject }) => subject)).toContain('Une réponse à votre question')
    await sql.end()
    await page.context().close()
  }, 90_000)
})

describe('my devices', () => {
  it.each([
    ['en', true, 'Sign out everywhere else'],
    ['fr', false, 'Fermer toutes les autres sessions'],
  ] as const)(
    'another device is signed out, and this one is not: %s, JavaScript %s',
    async (language, javaScript, everywhereElse) => {
      const { address } = neighbour.traveller
      const here = await phoneOf(address, language, javaScript)
      const there = await anotherDeviceOf(address, language)
      const elsewhere = javaScript ? await anotherDeviceOf(address, language) : null
      await here.goto('/account/devices')
      expect(await text(here)).toMatch(language === 'en' ? /This device\s+Chrome on a Linux computer/ : /Cet appareil\s+Chrome sur un ordinateur Linux/)
      const rows = await here.locator('.devices > li').count()
      await press(here, language === 'en' ? /^Sign out: / : /^Fermer la session : /)
      expect(await said(here)).toMatch(/five minutes|cinq minutes/)
      expect(await here.locator('.devices > li').count()).toBe(rows - 1)
      if (elsewhere) await press(here, everywhereElse)
      expect(await here.locator('.devices > li').count()).toBe(1)
      for (const page of elsewhere ? [there, elsewhere] : [there]) {
        await isSignedOut(page)
        await page.context().close()
      }
      await here.reload()
      expect(here.url()).toContain('/account/devices')
      await here.context().close()
    },
    120_000,
  )
})

describe('who sees what', () => {
  it.each([
    ['en', 'You are in no team, so no manager sees you.'],
    ['fr', 'Vous ne faites partie d’aucune équipe, donc aucun gestionnaire ne vous voit.'],
  ] as const)('is said as it holds for me: %s', async (language, alone) => {
    const traveller = await phoneOf(neighbour.traveller.address, language)
    await traveller.goto('/account/who-sees-what')
    expect(await text(traveller)).toContain(alone)
    await traveller.context().close()
    const learner = await phoneOf(neighbour.learner.address, language, false)
    await learner.request.put('/api/v1/consents/team-picture', { data: { granted: false }, headers: { origin: web } })
    await learner.goto('/account/who-sees-what')
    expect(await text(learner)).toMatch(/You are not counted in|Vous ne comptez pas dans/)
    await follow(learner, /Change what I share|Changer ce que je partage/)
    await press(learner, /^Share: |^Partager : /)
    await learner.goto('/account/who-sees-what')
    expect(await text(learner)).toMatch(/You are counted in|Vous comptez dans/)
    await learner.context().close()
  })
})

describe('my data', () => {
  it('is one file that holds what I did, and nothing of anybody else', async () => {
    const { address, personId } = neighbour.traveller
    await liveALittle(await visitorOf(address), 'May I take a photo of the form?')
    const page = await phoneOf(address, 'en')
    await page.goto('/account')
    await follow(page, 'My data')
    const [download] = await Promise.all([page.waitForEvent('download'), follow(page, 'Get my file')])
    expect(download.suggestedFilename()).toMatch(/^handrail-\d{4}-\d\d-\d\d\.json$/)
    const file = readFileSync(await download.path(), 'utf8')
    const held = MyData.parse(JSON.parse(file))
    expect(held.people.person).toMatchObject({ personId, address, name: 'traveller of Escale' })
    expect(held.people.sessions.length).toBeGreaterThan(0)
    expect(held.baselines.selfAssessments.at(-1)).toMatchObject({ state: 'submitted' })
    expect(held.baselines.consents).toMatchObject([{ audience: 'team-picture' }])
    expect(held.progress.courses).toMatchObject([{ courseId: course, cardsDone: [card] }])
    expect(held.progress.questions.map(({ question }) => question)).toContain('May I take a photo of the form?')
    expect(held.plan === null || held.plan.steps.length >= 0).toBe(true)
    expect(held.notifications.preferences.digest).toMatch(/weekly|fortnightly/)
    for (const other of [neighbour.lead, neighbour.manager, neighbour.champion, neighbour.learner]) {
      expect(file).not.toContain(other.personId)
      expect(file).not.toContain(other.address)
    }
    await page.context().close()
  })

  it('is for nobody who is not signed in', async () => {
    const stranger = await browser.newContext({ baseURL: web })
    const page = await stranger.newPage()
    await page.goto('/account/my-data/file')
    expect(page.url()).toContain('/sign-in')
    await stranger.close()
  })
})

describe('erasing myself', () => {
  it('the only lead is told what to do first, and nothing is erased', async () => {
    for (const [language, javaScript] of [
      ['en', true],
      ['fr', false],
    ] as const) {
      const lead = await phoneOf(neighbour.lead.address, language, javaScript)
      await lead.goto('/account/erase')
      await lead.locator('#typed').fill(language === 'en' ? 'delete' : 'effacer')
      await press(lead, language === 'en' ? 'Delete for good' : 'Supprimer pour de bon')
      expect(await lead.locator('h1').innerText()).toMatch(/somebody else must be lead|Une autre personne doit d’abord/)
      expect((await lead.goto('/organization'))?.status()).toBe(200)
      await lead.context().close()
    }
  })

  it('takes the word, says goodbye, sends one last mail, and leaves nothing in any table', async () => {
    const { address, personId } = neighbour.leaver
    const question = 'How do I say that I am leaving?'
    const helpRequestId = await liveALittle(await visitorOf(address), question)
    await answerAsChampion(helpRequestId, 'With thanks.')
    const other = await anotherDeviceOf(address, 'fr')
    const page = await phoneOf(address, 'fr', false)
    await page.goto('/account')
    await follow(page, 'Mes données')
    await follow(page, 'Lire ce que cela veut dire')
    expect(await text(page)).toContain('Personne ne pourra revenir en arrière')
    await page.locator('#typed').fill('oui')
    await press(page, 'Supprimer pour de bon')
    expect(await page.getByRole('alert').innerText()).toContain('Écrivez le mot')
    await page.locator('#typed').fill(' Effacer ')
    await press(page, 'Supprimer pour de bon')
    expect(page.url()).toBe(`${web}/goodbye`)
    expect(await page.locator('h1').innerText()).toBe('C’est fait. Au revoir, et merci.')

    await vi.waitUntil(async () => (await mailsTo(inbox, address)).at(-1)?.subject === 'Votre compte Handrail est effacé', { timeout: 15_000, interval: 100 })
    await page.goto('/account')
    expect(page.url()).toContain('/sign-in')
    await isSignedOut(other)

    for (const service of everyDatabase) {
      const sql = sqlOf(service)
      const left = async () => {
        const tables = await sql<{ name: string }[]>`
          select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname in ('public', 'auth')`
        const found: string[] = []
        for (const { name } of tables) {
          for (const trace of [address, 'leaver of Escale', question, 'With thanks.']) {
            const rows = await sql.unsafe(`select 1 from ${name} t where t::text ilike $1 limit 1`, [`%${trace}%`])
            if (rows.length > 0) found.push(`${name}: ${trace}`)
          }
          const rows = await sql.unsafe(`select t::text as row from ${name} t where t::text like $1`, [`%${personId}%`])
          if (rows.length > 0 && !whereAnIdMayStay.includes(name)) found.push(`${name}: id`)
          if (name === 'public.people') expect(rows.every(({ row }) => row.includes('erased') && !row.includes('leaver'))).toBe(true)
        }
        return found
      }
      await vi
        .waitUntil(async () => (await left()).length === 0, { timeout: 15_000, interval: 300 })
        .catch(async () => expect({ service, left: await left() }).toEqual({ service, left: [] }))
      await sql.end()
    }
    for (const each of [page, other]) await each.context().close()
  }, 120_000)
})
