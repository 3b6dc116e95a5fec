import { loadLibrary } from '@handrail/content'
import { openStage, type Stage, type StagedService, type TestPerson } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import { agencyOn, somebody } from './agency.ts'

let stage: Stage
let baselines: StagedService
let agency: ReturnType<typeof agencyOn>
let amal: TestPerson
beforeAll(async () => {
  stage = await openStage()
  baselines = await stage.run('baselines', start)
  agency = agencyOn(stage, baselines)
})
beforeEach(async () => {
  amal = await agency.joins(somebody())
})
afterAll(() => stage.close())

type Question = { competencyId: string; answer: unknown; sureness: unknown; stands: boolean; check: unknown }
const floor = (await loadLibrary()).floors.find(({ roleProfile }) => roleProfile === 'settlement-worker')?.levels ?? []
const asked = floor.length
const becauseOf = (competencyId: string) => floor.find((needed) => needed.competencyId === competencyId)?.because
const hoursFromNow = (hours: number) => new Date(Date.now() + hours * 3_600_000)
const levelIn = (data: { competencies: { competencyId: string; level: unknown }[] }, competencyId: string) =>
  data.competencies.find((competency) => competency.competencyId === competencyId)?.level

describe('starting', () => {
  it("asks what the role's floor asks, in both languages, with no answer yet", async () => {
    const { status, body } = await agency.starts(amal)
    expect(status).toBe(201)
    expect(body).toMatchObject({ roleProfile: 'settlement-worker', baselineVersion: 1, state: 'draft', submittedAt: null })
    expect(body.questions).toHaveLength(asked)
    expect(body.questions[0]).toMatchObject({ competencyId: 'protecting-client-information', area: { en: 'Safety and trust', fr: 'Sécurité et confiance' } })
    expect(body.questions.every((question: { answer: unknown }) => question.answer === null)).toBe(true)
  })
  it('again, with any key, goes on with the open draft, and what was answered is still there', async () => {
    const first = (await agency.starts(amal)).body
    await agency.answers(amal, first.selfAssessmentId, 'meeting-online', 3)
    const again = (await agency.starts(amal)).body
    expect(again.selfAssessmentId).toBe(first.selfAssessmentId)
    expect(again.questions.find((question: { competencyId: string }) => question.competencyId === 'meeting-online').answer).toBe(3)
  })
  it('twice at once makes one draft', async () => {
    const started = await Promise.all([agency.starts(amal), agency.starts(amal), agency.starts(amal)])
    expect(new Set(started.map(({ body }) => body.selfAssessmentId)).size).toBe(1)
  })
  it('with a key that was used makes no second one, even after submitting', async () => {
    const key = uuidv7()
    const first = (await agency.starts(amal, key)).body
    await agency.answers(amal, first.selfAssessmentId, 'meeting-online', 3)
    await agency.submits(amal, first.selfAssessmentId)
    expect((await agency.starts(amal, key)).body.selfAssessmentId).toBe(first.selfAssessmentId)
    expect((await baselines.as(amal)('GET', `${agency.root}/mine`)).body.draft).toBeNull()
  })
  it('works without a body, and needs a key', async () => {
    expect((await baselines.as(amal)('POST', agency.root, undefined, { 'idempotency-key': uuidv7() })).status).toBe(201)
    expect((await baselines.as(amal)('POST', agency.root, {})).body).toMatchObject({ code: 'input-invalid', errors: [{ pointer: '/idempotency-key' }] })
  })
  it('is refused while the role profile has no floor', async () => {
    const librarian = await agency.joins(somebody(), 'librarian')
    const { status, body } = await agency.starts(librarian)
    expect([status, body.code, body.facts]).toEqual([409, 'floor-not-set', { roleProfile: 'librarian' }])
  })
  it('is to be tried again while the person is not known here yet', async () => {
    expect((await agency.starts(somebody())).body.code).toBe('service-unavailable')
  })
  it('anew, after submitting, asks what was below the floor or not sure, and the rest stands', async () => {
    const first = await agency.assesses(amal, { 'meeting-online': 3, 'keeping-records': 2, 'fraud-and-phishing': 'unknown', 'using-data-well': 'not-my-job' })
    const { body } = await agency.starts(amal)
    expect(body.selfAssessmentId).not.toBe(first)
    const standing = body.questions.filter((question: Question) => question.stands).map(({ competencyId, answer }: Question) => [competencyId, answer])
    expect(new Map(standing)).toEqual(
      new Map<string, unknown>([
        ['meeting-online', 3],
        ['using-data-well', 'not-my-job'],
      ]),
    )
    expect(body.questions.every((question: Question) => question.stands || question.answer === null)).toBe(true)
    const mine = (await baselines.as(amal)('GET', `${agency.root}/mine`)).body
    expect([mine.draft.selfAssessmentId, mine.submitted.selfAssessmentId]).toEqual([body.selfAssessmentId, first])
  })
})

describe('answering', () => {
  it('keeps the newest answer', async () => {
    const { selfAssessmentId } = (await agency.starts(amal)).body
    await agency.answers(amal, selfAssessmentId, 'meeting-online', 1)
    const { status, body } = await agency.answers(amal, selfAssessmentId, 'meeting-online', 'unknown')
    expect([status, body]).toEqual([200, { competencyId: 'meeting-online', level: 'unknown', sureness: null }])
    const { draft } = (await baselines.as(amal)('GET', `${agency.root}/mine`)).body
    expect(draft.questions.find((question: { competencyId: string }) => question.competencyId === 'meeting-online').answer).toBe('unknown')
  })
  it('from two devices at once keeps both answers', async () => {
    const { selfAssessmentId } = (await agency.starts(amal)).body
    await Promise.all([agency.answers(amal, selfAssessmentId, 'meeting-online', 1), agency.answers(amal, selfAssessmentId, 'keeping-records', 2)])
    const [row] = await baselines.admin`select answers from self_assessments where self_assessment_id = ${selfAssessmentId}`
    expect(row?.answers).toMatchObject({ 'meeting-online': { level: 1 }, 'keeping-records': { level: 2 } })
  })
  it.each([0, 5, 2.5, '3', null, 'low', { level: 3 }])('refuses the level %j, and changes nothing', async (level) => {
    const { selfAssessmentId } = (await agency.starts(amal)).body
    expect((await agency.answers(amal, selfAssessmentId, 'meeting-online', level)).status).toBe(422)
    expect(await baselines.admin`select answers from self_assessments where self_assessment_id = ${selfAssessmentId}`).toEqual([{ answers: {} }])
  })
  it('keeps how sure they are where they say so, and forgets it with the next answer', async () => {
    const { selfAssessmentId } = (await agency.starts(amal)).body
    const kept = async () => {
      const { draft } = (await baselines.as(amal)('GET', `${agency.root}/mine`)).body
      return draft.questions.find((question: Question) => question.competencyId === 'meeting-online').sureness
    }
    expect((await agency.answers(amal, selfAssessmentId, 'meeting-online', 2, 'certain')).status).toBe(422)
    await agency.answers(amal, selfAssessmentId, 'meeting-online', 2, 'a-guess')
    expect(await kept()).toBe('a-guess')
    await agency.answers(amal, selfAssessmentId, 'meeting-online', 2)
    expect(await kept()).toBeNull()
  })
  it.each(['no-such-competency', 'constructor'])('finds no question about %s', async (competencyId) => {
    const { selfAssessmentId } = (await agency.starts(amal)).body
    expect((await agency.answers(amal, selfAssessmentId, competencyId, 3)).status).toBe(404)
  })
  it('is refused after submitting', async () => {
    const selfAssessmentId = await agency.assesses(amal, { 'meeting-online': 3 })
    expect((await agency.answers(amal, selfAssessmentId, 'meeting-online', 4)).body.code).toBe('self-assessment-already-submitted')
  })
})

describe('submitting', () => {
  it('appends one event with floor and level of every competency, unanswered ones unknown', async () => {
    const selfAssessmentId = await agency.assesses(amal, { 'meeting-online': 1, 'keeping-records': 'unknown' })
    const [event, ...more] = await agency.eventsOf(selfAssessmentId)
    expect(more).toEqual([])
    expect(event).toMatchObject({
      type: 'baselines.self-assessment-submitted.v1',
      aggregate_version: 1,
      data: { selfAssessmentId, personId: amal.personId, roleProfile: 'settlement-worker', baselineVersion: 1 },
    })
    expect(event?.data.competencies).toHaveLength(asked)
    expect(event?.data.competencies).toContainEqual({ competencyId: 'meeting-online', floor: 2, level: 1 })
    expect(event?.data.competencies).toContainEqual({ competencyId: 'keeping-records', floor: 3, level: 'unknown' })
    expect(event?.data.competencies).toContainEqual({ competencyId: 'fraud-and-phishing', floor: 3, level: 'unknown' })
  })
  it('carries "not my job" as it was said, and never how sure they are', async () => {
    const { selfAssessmentId } = (await agency.starts(amal)).body
    await agency.answers(amal, selfAssessmentId, 'using-data-well', 'not-my-job', 'quite-sure')
    await agency.submits(amal, selfAssessmentId)
    const [event] = await agency.eventsOf(selfAssessmentId)
    expect(levelIn(event?.data, 'using-data-well')).toBe('not-my-job')
    expect(JSON.stringify(event?.data)).not.toContain('quite-sure')
  })
  it('again, with the same key or another, at once or later, answers the same and appends nothing', async () => {
    const { selfAssessmentId } = (await agency.starts(amal)).body
    await agency.answers(amal, selfAssessmentId, 'meeting-online', 3)
    const key = uuidv7()
    const atOnce = await Promise.all([
      agency.submits(amal, selfAssessmentId, key),
      agency.submits(amal, selfAssessmentId, key),
      agency.submits(amal, selfAssessmentId),
    ])
    const later = await agency.submits(amal, selfAssessmentId)
    expect(later.status).toBe(201)
    for (const answer of atOnce) expect(answer).toEqual(later)
    expect(await agency.eventsOf(selfAssessmentId)).toHaveLength(1)
  })
  it('needs one answer at least', async () => {
    const { selfAssessmentId } = (await agency.starts(amal)).body
    const { status, body } = await agency.submits(amal, selfAssessmentId)
    expect([status, body.code]).toEqual([409, 'self-assessment-empty'])
    expect(await agency.eventsOf(selfAssessmentId)).toEqual([])
  })
  it('takes a passed check over an open question, and the own word over an older check', async () => {
    await agency.passesCheck(amal, 'meeting-online', 3, hoursFromNow(-2))
    await agency.passesCheck(amal, 'keeping-records', 3, hoursFromNow(-2))
    const [event] = await agency.eventsOf(await agency.assesses(amal, { 'keeping-records': 2 }))
    expect(levelIn(event?.data, 'meeting-online')).toBe(3)
    expect(levelIn(event?.data, 'keeping-records')).toBe(2)
  })
})

describe('the picture', () => {
  it('is not there before anything was submitted', async () => {
    await agency.starts(amal)
    expect((await baselines.as(amal)('GET', `${agency.root}/mine/picture`)).status).toBe(404)
  })
  it('shows strengths first, with the reason of each floor, and where each level comes from', async () => {
    await agency.assesses(amal, { 'meeting-online': 2, 'keeping-records': 4 })
    await agency.passesCheck(amal, 'meeting-online', 3, hoursFromNow(1))
    await agency.passesCheck(amal, 'fraud-and-phishing', 4, hoursFromNow(1), false)
    const { body } = await baselines.as(amal)('GET', `${agency.root}/mine/picture`)
    expect(body.competencies).toHaveLength(asked)
    expect(body.competencies.slice(0, 3)).toMatchObject([
      { competencyId: 'keeping-records', level: 4, from: 'self-rating', floor: 3, because: becauseOf('keeping-records') },
      { competencyId: 'meeting-online', level: 3, from: 'evidence', floor: 2 },
      { level: 'unknown', from: 'self-rating' },
    ])
  })
})

describe('taking it again', () => {
  it('says what moved since the time before', async () => {
    await agency.assesses(amal, { 'meeting-online': 1, 'keeping-records': 3 })
    await agency.assesses(amal, { 'meeting-online': 3 })
    const { body } = await baselines.as(amal)('GET', `${agency.root}/mine/picture`)
    const of = (competencyId: string) => body.competencies.find((competency: Question) => competency.competencyId === competencyId)
    expect(of('meeting-online')).toMatchObject({ level: 3, before: 1 })
    expect(of('keeping-records')).toMatchObject({ level: 3, before: 3 })
    expect(body.beforeAt).not.toBeNull()
  })
  it('lets a check stand that is newer than an answer which still stands', async () => {
    await agency.assesses(amal, { 'meeting-online': 3 })
    await agency.passesCheck(amal, 'meeting-online', 4, new Date())
    const [event] = await agency.eventsOf(await agency.assesses(amal, { 'keeping-records': 2 }))
    expect(levelIn(event?.data, 'meeting-online')).toBe(4)
  })
})

describe('a digital champion', () => {
  const showsOthers = { 'asking-about-access': 4, 'choosing-the-channel': 4, 'solving-everyday-problems': 4, 'meeting-online': 1 }
  it('is suggested from among settlement workers, once, with no level in the event', async () => {
    await agency.assesses(amal, showsOthers)
    await agency.assesses(amal, showsOthers)
    const events = await agency.eventsOf(amal.personId)
    expect(events).toMatchObject([{ type: 'baselines.champion-suggested.v1', aggregate_version: 1 }])
    expect(Object.keys(events[0]?.data)).toEqual(['personId', 'suggestedAt'])
  })
  it('is not suggested for showing others two things', async () => {
    await agency.assesses(amal, { ...showsOthers, 'choosing-the-channel': 3 })
    expect(await agency.eventsOf(amal.personId)).toEqual([])
  })
})

describe('a self-assessment is nobody else’s', () => {
  it.each([
    ['a colleague', () => somebody({ organizationId: amal.organizationId })],
    ['a manager', () => somebody({ organizationId: amal.organizationId, roles: ['learner', 'manager'] })],
    ['a lead', () => somebody({ organizationId: amal.organizationId, roles: ['lead'] })],
    ['the same person in another organization', () => somebody({ personId: amal.personId })],
  ] as const)('%s finds nothing to read, answer or submit', async (_, stranger) => {
    const other = stranger()
    const { selfAssessmentId } = (await agency.starts(amal)).body
    await agency.answers(amal, selfAssessmentId, 'meeting-online', 3)
    expect((await agency.answers(other, selfAssessmentId, 'meeting-online', 1)).status).toBe(404)
    expect((await agency.submits(other, selfAssessmentId)).status).toBe(404)
    expect((await baselines.as(other)('GET', `${agency.root}/mine`)).body).toEqual({ draft: null, submitted: null })
    expect((await baselines.as(other)('GET', `${agency.root}/mine/picture`)).status).toBe(404)
    const [row] = await baselines.admin`select state, answers from self_assessments where self_assessment_id = ${selfAssessmentId}`
    expect(row).toMatchObject({ state: 'draft', answers: { 'meeting-online': { level: 3 } } })
  })
  it('an unknown or malformed id is refused', async () => {
    expect((await agency.submits(amal, uuidv7())).status).toBe(404)
    expect((await agency.submits(amal, 'mine')).status).toBe(422)
    expect((await agency.answers(amal, 'not-an-id', 'meeting-online', 3)).body).toMatchObject({ errors: [{ pointer: '/selfAssessmentId' }] })
  })
  it('a body that is not JSON, or says more than it may, is refused', async () => {
    const { selfAssessmentId } = (await agency.starts(amal)).body
    const path = `${agency.root}/${selfAssessmentId}/answers/meeting-online`
    expect((await baselines.as(amal)('PUT', path, '{"level":')).status).toBe(400)
    expect((await baselines.as(amal)('PUT', path, { level: 3, note: 'something' })).status).toBe(422)
    expect((await baselines.as(amal)('POST', agency.root, '{', { 'idempotency-key': uuidv7() })).status).toBe(400)
    expect((await baselines.as(amal)('POST', agency.root, { roleProfile: 'executive' }, { 'idempotency-key': uuidv7() })).status).toBe(422)
  })
})
