import { loadLibrary } from '@handrail/content'
import { openStage, type Stage, type StagedService, type TestPerson } from '@handrail/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import { agencyOn, somebody } from './agency.ts'

let stage: Stage
let baselines: StagedService
let agency: ReturnType<typeof agencyOn>
let amal: TestPerson
let draftId: string
beforeAll(async () => {
  stage = await openStage()
  baselines = await stage.run('baselines', start)
  agency = agencyOn(stage, baselines)
})
beforeEach(async () => {
  amal = await agency.joins(somebody())
  draftId = (await agency.starts(amal)).body.selfAssessmentId
})
afterAll(() => stage.close())

// A settlement worker's floor is 3 here.
const records = 'keeping-records'
const moments = (await loadLibrary()).checks.find(({ competencyId }) => competencyId === records)?.items.filter(({ toLevel }) => toLevel === 3) ?? []
const choiceOf = (place: number, right: boolean) => moments[place]?.en.choices.find((choice) => choice.right === right)?.choiceId ?? ''
const pathOf = (competencyId = records) => `${agency.root}/${draftId}/answers/${competencyId}/check`
const reads = (person = amal, competencyId = records) => baselines.as(person)('GET', pathOf(competencyId))
const chooses = (place: number, right: boolean, person = amal) =>
  baselines.as(person)('PUT', `${pathOf()}/${moments[place]?.itemId}`, { choiceId: choiceOf(place, right) })
const evidence = () => baselines.admin`select competency_id, level from evidence where person_id = ${amal.personId}`
const picture = async () => {
  await agency.submits(amal, draftId)
  const { body } = await baselines.as(amal)('GET', `${agency.root}/mine/picture`)
  return body.competencies.find((competency: { competencyId: string }) => competency.competencyId === records)
}

describe('two moments beside an answer', () => {
  it('are offered where the answer decides a gap, and are those of the step to the floor', async () => {
    await agency.answers(amal, draftId, records, 2)
    const { draft } = (await baselines.as(amal)('GET', `${agency.root}/mine`)).body
    expect(draft.questions.find((question: { competencyId: string }) => question.competencyId === records).check).toBe('offered')
    const { status, body } = await reads()
    expect([status, body.toLevel, body.passed]).toEqual([200, 3, null])
    expect(body.items.map(({ itemId }: { itemId: string }) => itemId)).toEqual(moments.map(({ itemId }) => itemId))
    expect(JSON.stringify(body)).not.toMatch(/"right"|"feedback"/)
  })
  it('are not there where the answer decides none', async () => {
    expect((await reads()).status).toBe(404)
    await agency.answers(amal, draftId, records, 3)
    expect((await reads()).status).toBe(404)
    await agency.answers(amal, draftId, records, 3, 'a-guess')
    expect((await reads()).status).toBe(200)
  })
  it('both passed show the level, once, and the plan is made from it', async () => {
    await agency.answers(amal, draftId, records, 2)
    expect((await chooses(0, true)).body).toMatchObject({ passed: null, items: [{ chosen: choiceOf(0, true) }, { chosen: null }] })
    expect(await evidence()).toEqual([])
    expect((await chooses(1, true)).body.passed).toBe(true)
    await Promise.all([chooses(1, true), chooses(1, true)])
    expect(await evidence()).toEqual([{ competency_id: records, level: 3 }])
    expect(await picture()).toMatchObject({ level: 3, from: 'evidence', confidence: { kind: 'more-than-said', said: 2, checked: 3 } })
    const [event] = await agency.eventsOf(draftId)
    expect(event?.data.competencies).toContainEqual({ competencyId: records, floor: 3, level: 3 })
  })
  it('not passed lower nothing and are told to nobody, and the first choice stays', async () => {
    await agency.answers(amal, draftId, records, 3, 'a-guess')
    await chooses(0, false)
    expect((await chooses(0, true)).body.items[0].chosen).toBe(choiceOf(0, false))
    expect((await chooses(1, true)).body.passed).toBe(false)
    expect(await evidence()).toEqual([])
    expect(await picture()).toMatchObject({ level: 3, from: 'self-rating', confidence: { kind: 'less-than-said', said: 3, checked: 3 } })
    const rows = await baselines.admin`select data from outbox where organization_id = ${amal.organizationId}`
    expect(JSON.stringify(rows)).not.toMatch(/passed|chosen|confidence|check/)
  })
  it('are nobody else’s, and closed after submitting', async () => {
    await agency.answers(amal, draftId, records, 2)
    for (const stranger of [somebody({ organizationId: amal.organizationId, roles: ['lead'] }), somebody({ personId: amal.personId })]) {
      expect((await reads(stranger)).status).toBe(404)
      expect((await chooses(0, true, stranger)).status).toBe(404)
    }
    await chooses(0, true)
    await agency.submits(amal, draftId)
    expect((await chooses(1, true)).body.code).toBe('self-assessment-already-submitted')
    expect(await evidence()).toEqual([])
  })
  it('know no other moment or choice', async () => {
    await agency.answers(amal, draftId, records, 2)
    expect((await baselines.as(amal)('PUT', `${pathOf()}/no-such-moment`, { choiceId: 'a' })).status).toBe(404)
    expect((await baselines.as(amal)('PUT', `${pathOf()}/${moments[0]?.itemId}`, { choiceId: 'no-such-choice' })).status).toBe(404)
    expect((await reads(amal, 'no-such-competency')).status).toBe(404)
  })
})
