import { openStage, type Stage, type StagedService, type TestPerson } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import { agencyOn, somebody } from './agency.ts'

let stage: Stage
let baselines: StagedService
let amal: TestPerson
beforeAll(async () => {
  stage = await openStage()
  baselines = await stage.run('baselines', start, { STARTER_LIBRARY: 'false' })
})
beforeEach(async () => {
  amal = await agencyOn(stage, baselines).joins(somebody())
})
afterAll(() => stage.close())

const path = '/api/v1/access-answers/mine'
const open = { phone: null, dataPlan: null, timeOfDay: null }
const reads = async (person: TestPerson) => (await baselines.as(person)('GET', path)).body
const says = (person: TestPerson, answers: Record<string, unknown>) => baselines.as(person)('PUT', path, answers)

describe('the access questions', () => {
  it('are all open, and not asked, at first', async () => {
    expect(await reads(amal)).toEqual({ ...open, askedAt: null, dataIsTight: false })
  })
  it('may each be left open, and have been asked all the same', async () => {
    const { status, body } = await says(amal, open)
    expect([status, body.askedAt === null, body.dataIsTight]).toEqual([200, false, false])
  })
  it.each([
    ['plenty', false],
    ['limited', true],
    ['none', true],
  ])('with the data plan "%s", data is tight: %s', async (dataPlan, dataIsTight) => {
    await says(amal, { ...open, dataPlan })
    expect(await reads(amal)).toMatchObject({ dataPlan, dataIsTight })
  })
  it('are changed by saying them again; when they were first asked stays', async () => {
    const first = (await says(amal, { phone: 'own', dataPlan: 'none', timeOfDay: 'morning' })).body
    await says(amal, { ...open, phone: 'shared' })
    expect(await reads(amal)).toEqual({ ...open, phone: 'shared', askedAt: first.askedAt, dataIsTight: false })
  })
  it('are nobody else’s, and announced to nobody', async () => {
    await says(amal, { ...open, phone: 'none' })
    for (const stranger of [somebody({ organizationId: amal.organizationId, roles: ['lead'] }), { ...amal, organizationId: uuidv7() }]) {
      expect(await reads(stranger)).toEqual({ ...open, askedAt: null, dataIsTight: false })
    }
    expect(await baselines.admin`select 1 from outbox where organization_id = ${amal.organizationId}`).toEqual([])
  })
  it('refuse what is not on the list, and what is missing', async () => {
    expect((await says(amal, { ...open, phone: 'two' })).status).toBe(422)
    expect((await says(amal, { phone: 'own' })).status).toBe(422)
  })
})
