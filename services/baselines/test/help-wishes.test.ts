import { loadLibrary } from '@handrail/content'
import { openStage, type Stage, type StagedService, type TestPerson } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import { agencyOn, somebody } from './agency.ts'

let stage: Stage
let baselines: StagedService
let agency: ReturnType<typeof agencyOn>
let organizationId: string
let amal: TestPerson
let badri: TestPerson
let joy: TestPerson
let salma: TestPerson
beforeAll(async () => {
  stage = await openStage()
  baselines = await stage.run('baselines', start)
  agency = agencyOn(stage, baselines)
})
beforeEach(async () => {
  organizationId = uuidv7()
  joy = somebody({ organizationId, roles: ['learner', 'champion'] })
  salma = somebody({ organizationId, roles: ['learner', 'manager'] })
  amal = await agency.joins(somebody({ organizationId }))
  badri = await agency.joins(somebody({ organizationId }))
  for (const person of [amal, badri]) await agency.assesses(person, { 'keeping-records': 2, 'meeting-online': 3, 'using-data-well': 'not-my-job' })
})
afterAll(() => stage.close())

const records = (await loadLibrary()).framework.competencies.find(({ competencyId }) => competencyId === 'keeping-records')
const wish = { competencyId: 'keeping-records', name: records?.name }
const shares = (person: TestPerson, audience: string, granted = true) => baselines.as(person)('PUT', `/api/v1/consents/${audience}`, { granted })
const cohortOf = (champion: TestPerson) => baselines.as(champion)('GET', '/api/v1/help-wishes/cohort')
const teamOf = (manager: TestPerson, teamId: string) => baselines.as(manager)('GET', `/api/v1/help-wishes/teams/${teamId}`)

describe('what is shared with a champion', () => {
  it('is what they would like help with, by name alone, for whoever shares it, until they take it back', async () => {
    await agency.hasCohort(joy, [amal, badri])
    expect((await cohortOf(joy)).body).toEqual({ people: [] })
    await shares(amal, 'champion')
    await shares(badri, 'manager')
    const { body } = await cohortOf(joy)
    expect(body).toEqual({ people: [{ personId: amal.personId, competencies: [wish] }] })
    await shares(amal, 'champion', false)
    expect((await cohortOf(joy)).body).toEqual({ people: [] })
  })
  it('is for the champion of their cohort, and for no other', async () => {
    await agency.hasCohort(joy, [amal])
    await shares(amal, 'champion')
    expect((await cohortOf(somebody({ organizationId, roles: ['learner', 'champion'] }))).body).toEqual({ people: [] })
    expect((await cohortOf({ ...joy, organizationId: uuidv7() })).body).toEqual({ people: [] })
    expect((await cohortOf(amal)).status).toBe(403)
    expect((await cohortOf({ ...joy, roles: ['lead'] })).status).toBe(403)
  })
  it('is gone with whoever is erased', async () => {
    await agency.hasCohort(joy, [amal])
    await shares(amal, 'champion')
    await agency.isErased(amal)
    expect((await cohortOf(joy)).body).toEqual({ people: [] })
  })
})

describe('what is shared with a manager', () => {
  it('is the same list, for whoever shares it with them', async () => {
    const teamId = await agency.hasTeam(organizationId, [salma], [amal, badri])
    await shares(amal, 'manager')
    await shares(badri, 'champion')
    expect((await teamOf(salma, teamId)).body).toEqual({ people: [{ personId: amal.personId, competencies: [wish] }] })
    await shares(amal, 'manager', false)
    expect((await teamOf(salma, teamId)).body).toEqual({ people: [] })
  })
  it('is told of the people who are asked for, and of members alone', async () => {
    const teamId = await agency.hasTeam(organizationId, [salma], [amal, badri])
    const stranger = await agency.joins(somebody({ organizationId }))
    await agency.assesses(stranger, { 'keeping-records': 2 })
    for (const person of [amal, badri, stranger]) await shares(person, 'manager')
    const toldOf = async (query: string) => (await teamOf(salma, `${teamId}${query}`)).body.people.map(({ personId }: TestPerson) => personId)
    expect((await toldOf('')).sort()).toEqual([amal.personId, badri.personId].sort())
    expect(await toldOf(`?people=${badri.personId},${stranger.personId}`)).toEqual([badri.personId])
    expect(await toldOf('?people=')).toEqual([])
    expect((await teamOf(salma, `${teamId}?people=everybody`)).status).toBe(422)
  })
  it('is not there for a member, another manager, a lead or another organization', async () => {
    const teamId = await agency.hasTeam(organizationId, [salma], [amal])
    await shares(amal, 'manager')
    const strangers = [
      amal,
      somebody({ organizationId, roles: ['learner', 'manager'] }),
      somebody({ organizationId, roles: ['lead'] }),
      { ...salma, organizationId: uuidv7() },
    ]
    for (const stranger of strangers) expect((await teamOf(stranger, teamId)).status).toBe(404)
    expect((await teamOf(salma, uuidv7())).status).toBe(404)
  })
})
