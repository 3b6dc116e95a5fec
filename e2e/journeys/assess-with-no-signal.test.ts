import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import postgres from 'postgres'
import { afterAll, afterEach, beforeEach, expect, inject, it } from 'vitest'
import { ownPhone } from '../own-phone.ts'
import { speak } from '../screens.ts'
import { openTunnel, type Tunnel } from '../tunnel.ts'
import { visitor } from '../visitor.ts'
import { signIn } from '../walk.ts'

/** A self-assessment that goes on with no signal: every answer is kept, on the phone first, and on the server once there is one. */
const { web, inbox, postgres: administrator } = inject('platform')
const person = 'yara'
const address = `${person}@rivages.example`
const root = `${web}/self-assessment`
const soon = <Value>(read: () => Value, timeout = 15_000) => expect.poll(read, { timeout })

const at = (database: string) => {
  const url = new URL(administrator)
  url.pathname = `/handrail_${database}`
  return postgres(url.href, { max: 1, onnotice: () => {} })
}
const people = at('people')
const baselines = at('baselines')
afterAll(() => Promise.all([people.end(), baselines.end()]))

const assessmentsIn = async (state: 'draft' | 'submitted') => {
  const [row] = await people`select person_id from people where address = ${address}`
  return baselines<{ answers: Record<string, { level: unknown; sureness: unknown }> }[]>`
    select answers from self_assessments where person_id = ${row?.person_id} and state = ${state} order by started_at desc`
}
const answered = async () => {
  const [draft] = await assessmentsIn('draft')
  return Object.fromEntries(Object.entries(draft?.answers ?? {}).map(([competencyId, { level, sureness }]) => [competencyId, { level, sureness }]))
}

let tunnel: Tunnel
let phone: ReturnType<typeof ownPhone>
beforeEach(async () => {
  tunnel = await openTunnel()
  phone = ownPhone(tunnel)
})
afterEach(async () => {
  await phone.remove()
  tunnel.close()
})

const questionOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? ''
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText()
const questionsHere = (page: Page) => page.evaluate(async () => (await caches.match('/self-assessment/review')) !== undefined)

const answer = async (page: Page, level: string, sureness?: string) => {
  const question = questionOf(page)
  await page.locator(`input[name=level][value=${JSON.stringify(level)}]`).check()
  if (sureness) await page.locator(`input[name=sureness][value=${sureness}]`).check()
  await page.locator('form#answer button.go').click()
  await page.waitForURL((url) => !url.pathname.endsWith(`/${question}`))
  return question
}

it('goes on in a tunnel, outlives the browser, and is sent once and in order when there is a signal', async () => {
  const first = await phone.open()
  await signIn(first, { base: web, inbox, address })
  await speak(first.context(), 'fr', { web, inbox })
  await first.goto(root)
  await first.locator('form#begin button.go').click()
  await first.waitForURL(/self-assessment\/.+/)
  const online = await answer(first, '3', 'quite-sure')
  await soon(() => questionsHere(first)).toBe(true)
  // So that the session is on the disk of this phone.
  await phone.close()
  const page = await phone.open()
  await page.goto(`${root}/continue`)
  await page.locator('form#answer').waitFor()

  // What still stands from the time before is there already.
  const before = await answered()
  expect(before[online]).toEqual({ level: 3, sureness: 'quite-sure' })

  tunnel.set('closed')
  const tapped = await answer(page, '2', 'a-guess')
  await soon(() => page.locator('.signal').innerText()).toContain('appareil')
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  // With nothing chosen one stays; back, what was said is there, and may be changed.
  const open = questionOf(page)
  await page.locator('form#answer button.go').click()
  await page.waitForLoadState()
  expect(questionOf(page)).toBe(open)
  await page.locator('button[name=go]').click()
  await page.waitForURL(`**/${tapped}`)
  expect(await page.locator('input[name=level]:checked').getAttribute('value')).toBe('2')
  expect(await page.locator('input[name=sureness]:checked').getAttribute('value')).toBe('a-guess')
  await answer(page, '4')
  await phone.kill()

  const again = await phone.open()
  await again.goto(root)
  await again.locator('form#answer').waitFor()
  expect(questionOf(again)).toBe(open)
  const given: Record<string, unknown> = { [tapped]: { level: 4, sureness: 'a-guess' } }
  while (!again.url().endsWith('/review')) given[await answer(again, 'not-my-job')] = { level: 'not-my-job', sureness: null }
  expect(Object.keys(given).length).toBeGreaterThan(2)
  expect(await heading(again)).toBe('Vos réponses sont sur cet appareil')
  expect(await answered()).toEqual(before)
  const commands = tunnel.commands.length

  tunnel.set('twice')
  await again.reload()
  await again.locator('form#submit').waitFor()
  expect(await answered()).toEqual({ ...before, ...given })
  const sent = tunnel.commands.slice(commands).flatMap((command) => command.match(/^PUT .*\/answers\/(.+)$/)?.slice(1) ?? [])
  expect(sent).toEqual([tapped, ...Object.keys(given)])

  tunnel.set('open')
  await again.locator('form#submit button.go').click()
  await again.waitForURL(/\/(plan|account\/access)/)
  await soon(() => questionsHere(again)).toBe(false)
  const [submitted] = await assessmentsIn('submitted')
  expect(Object.keys(submitted?.answers ?? {})).toEqual(expect.arrayContaining(Object.keys(given)))
}, 120_000)

it('is kept for nobody who is not signed in, and there is none to keep without one', async () => {
  expect((await visitor(web).page('/kept/self-assessment')).status).toBe(303)
})
