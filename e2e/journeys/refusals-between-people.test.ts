import { beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { expectPage, expectProblem, expectUnchanged } from '../refused.ts'
import { signedIn, type Visitor } from '../visitor.ts'

/** What belongs to one person or agency stays there; who may ask for what is in `who-may-do-what.test.ts`. */
const { web, inbox, neighbour } = inject('platform')
const course = 'messages-that-expose-nobody'
const path = 'safe-from-day-one'
const key = () => ({ 'idempotency-key': crypto.randomUUID() })
const ask = (who: Visitor, question: string, headers = key()) => who.api('POST', '/api/v1/help-requests', { courseId: course, cardId: null, question }, headers)
const asked = async (who: Visitor) => (await who.api('GET', '/api/v1/help-requests/mine')).body.rows as { question: string; answer: string | null }[]

/** Of the demo agency. */
let priya: Visitor
/** Of the neighbour, by their roles. */
let lead: Visitor
let manager: Visitor
let champion: Visitor
let learner: Visitor
const hers = { personId: '', teamId: '', selfAssessmentId: '' }

beforeAll(async () => {
  priya = await signedIn(web, inbox, 'priya@rivages.example')
  lead = await signedIn(web, inbox, neighbour.lead.address)
  manager = await signedIn(web, inbox, neighbour.manager.address)
  champion = await signedIn(web, inbox, neighbour.champion.address)
  learner = await signedIn(web, inbox, neighbour.learner.address)
  const { personId, teamIds } = (await priya.api('GET', '/api/v1/me')).body
  await ask(priya, 'May I keep a group that is already there?')
  const { submitted } = (await priya.api('GET', '/api/v1/self-assessments/mine')).body
  Object.assign(hers, { personId, teamId: teamIds[0], selfAssessmentId: submitted.selfAssessmentId })

  // Team, roles and people have arrived where they are needed.
  const answersWith = (status: number, attempt: () => Promise<{ status: number }>) =>
    vi.waitUntil(async () => (await attempt()).status === status, { timeout: 15_000, interval: 100 })
  await answersWith(200, () => manager.api('GET', `/api/v1/team-progress/${neighbour.teamId}`))
  const cohort = { championId: neighbour.champion.personId, personIds: [neighbour.learner.personId], pathId: path, startsOn: '2030-01-07', weeks: 4 }
  await answersWith(201, () => lead.api('POST', '/api/v1/cohorts', cohort, key()))
})

describe('of another agency', () => {
  it('no list, name or page shows anybody', async () => {
    expect((await lead.api('GET', `/api/v1/people/names?ids=${hers.personId}`)).body).toEqual({ names: [] })
    const { rows } = (await lead.api('GET', `/api/v1/people?cursor=${hers.personId}&limit=100`)).body
    for (const row of rows) expect(row.name).toContain('of Escale')
    expect((await learner.api('GET', `/api/v1/learning/arrival?selfAssessmentId=${hers.selfAssessmentId}&waitSeconds=0`)).body).toEqual({ assignmentId: null })
    expectPage(await lead.page(`/teams/${hers.teamId}`), 404)
    for (const [who, place] of [
      [lead, '/organization'],
      [champion, '/cohort'],
      [manager, `/teams/${neighbour.teamId}`],
    ] as const) {
      const page = await who.page(place)
      expectPage(page, 200)
      expect(page.text).not.toMatch(/Rivages|Priya|May I keep a group/)
    }
  })
})

describe('the same Idempotency-Key', () => {
  it('with the same body has one effect and one answer, also when all come at once', async () => {
    const before = (await asked(learner)).length
    const once = key()
    const replies = await Promise.all(Array.from({ length: 5 }, () => ask(learner, 'Twice?', once)))
    expect(replies.map(({ status }) => status)).toEqual(Array(5).fill(201))
    expect(new Set(replies.map(({ body }) => body.helpRequestId)).size).toBe(1)
    expect(await asked(learner)).toHaveLength(before + 1)
  })

  it('with another body is refused', async () => {
    const once = key()
    expect((await ask(learner, 'First', once)).status).toBe(201)
    await expectUnchanged(learner, async () => expectProblem(await ask(learner, 'Second', once), 409, 'idempotency-key-reused'))
  })

  it('of somebody else is another key', async () => {
    const once = key()
    const ids = await Promise.all([ask(learner, 'Mine', once), ask(manager, 'Mine', once)])
    expect(new Set(ids.map(({ status, body }) => `${status} ${body.helpRequestId}`)).size).toBe(2)
  })
})

describe('what a person writes', () => {
  const evil = '<script>alert(1)</script>"><img src=x onerror=alert(2)> & {{7*7}}'
  const escaped = '&lt;script&gt;alert(1)&lt;/script&gt;'
  const raw = /<script>alert|<img src=x/

  it('is text to the champion who reads it, and the answer is text to who asked', async () => {
    const { helpRequestId } = (await ask(learner, evil)).body
    const cohort = await champion.page('/cohort')
    expectPage(cohort, 200)
    expect(cohort.text).toContain(escaped)
    expect(cohort.text).not.toMatch(raw)

    const tooLong = await champion.post('/cohort', { answer: helpRequestId, [`answer-${helpRequestId}`]: `</textarea>${evil.repeat(40)}` })
    expectPage(tooLong, 422)
    expect(tooLong.text).not.toMatch(raw)

    const sent = await champion.post('/cohort', { answer: helpRequestId, [`answer-${helpRequestId}`]: evil })
    expect(sent.headers.location).toBe('/cohort?said=sent')
    const home = await learner.page('/')
    expectPage(home, 200)
    expect(home.text).toContain(escaped)
    expect(home.text).not.toMatch(raw)
    expect((await asked(learner))[0]).toMatchObject({ question: evil, answer: evil })
  })
})
