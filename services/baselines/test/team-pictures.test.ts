import { openStage, type Stage, type StagedService, type TestPerson } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import { agencyOn, somebody } from './agency.ts'

let stage: Stage
let baselines: StagedService
let agency: ReturnType<typeof agencyOn>
let organizationId: string
let salma: TestPerson
beforeAll(async () => {
  stage = await openStage()
  baselines = await stage.run('baselines', start)
  agency = agencyOn(stage, baselines)
})
beforeEach(() => {
  organizationId = uuidv7()
  salma = somebody({ organizationId, roles: ['learner', 'manager'] })
})
afterAll(() => stage.close())

const shares = (person: TestPerson, granted = true) => baselines.as(person)('PUT', '/api/v1/consents/team-picture', { granted })
const pictureFor = (person: TestPerson, teamId: string) => baselines.as(person)('GET', `/api/v1/team-pictures/${teamId}`)
const colleague = async (levels: Record<string, unknown>) => {
  const person = await agency.joins(somebody({ organizationId }))
  await agency.assesses(person, levels)
  await shares(person)
  return person
}
const colleagues = (count: number, levels: Record<string, unknown>) => Promise.all(Array.from({ length: count }, () => colleague(levels)))
const nothing = { suppressed: true, minimum: 5 }
const wordsAbout = (body: { rows: { competencyId: string; words: unknown }[] }, competencyId: string) =>
  body.rows.find((row) => row.competencyId === competencyId)?.words

describe("a team's picture", () => {
  it('says in words where those who share are, and nothing of what fewer than five know', async () => {
    const members = [...(await colleagues(4, { 'meeting-online': 3, 'keeping-records': 2 })), await colleague({ 'meeting-online': 1 })]
    const { status, body } = await pictureFor(salma, await agency.hasTeam(organizationId, [salma], members))
    expect(status).toBe(200)
    expect(body.suppressed).toBe(false)
    expect(wordsAbout(body, 'meeting-online')).toEqual(['few', 'few', 'most', 'few'])
    expect(wordsAbout(body, 'keeping-records')).toBeNull()
    expect(JSON.stringify(body)).not.toMatch(/\d/)
  })
  it('stays the same while fewer than five share, whatever they said', async () => {
    const members = await colleagues(3, { 'meeting-online': 3 })
    const before = await pictureFor(salma, await agency.hasTeam(organizationId, [salma], members))
    const after = await pictureFor(salma, await agency.hasTeam(organizationId, [salma], [...members, await colleague({ 'meeting-online': 1 })]))
    expect(before.body).toEqual(nothing)
    expect(after.body).toEqual(before.body)
  })
  it('counts a member once, even where the team names them twice', async () => {
    const members = await colleagues(4, { 'meeting-online': 3 })
    expect((await pictureFor(salma, await agency.hasTeam(organizationId, [salma], [...members, ...members]))).body).toEqual(nothing)
  })
  it('counts nobody who has not shared, has taken it back, or has submitted nothing', async () => {
    const members = await colleagues(6, { 'meeting-online': 3 })
    const teamId = await agency.hasTeam(organizationId, [salma], members)
    const [first, second] = members as [TestPerson, TestPerson]
    await shares(first, false)
    expect((await pictureFor(salma, teamId)).body.suppressed).toBe(false)
    await shares(second, false)
    expect((await pictureFor(salma, teamId)).body).toEqual(nothing)

    const newcomer = await agency.joins(somebody({ organizationId }))
    await shares(newcomer)
    await agency.starts(newcomer)
    expect((await pictureFor(salma, await agency.hasTeam(organizationId, [salma], [...members.slice(2), newcomer]))).body).toEqual(nothing)
  })
  it('counts the newest submission, and what checks have shown since, as members see it themselves', async () => {
    const members = await colleagues(5, { 'meeting-online': 1 })
    const teamId = await agency.hasTeam(organizationId, [salma], members)
    const [first, ...others] = members as [TestPerson, ...TestPerson[]]
    await agency.assesses(first, { 'meeting-online': 4 })
    for (const one of others) await agency.passesCheck(one, 'meeting-online', 4, new Date(Date.now() + 3_600_000))
    expect(wordsAbout((await pictureFor(salma, teamId)).body, 'meeting-online')).toEqual(['few', 'few', 'few', 'most'])
  })
  it('is drawn anew as soon as somebody answers, shows, shares or takes it back', async () => {
    const members = await colleagues(6, { 'meeting-online': 1 })
    const teamId = await agency.hasTeam(organizationId, [salma], members)
    const words = async () => {
      // Twice: the second is the one that was kept.
      const seen = [(await pictureFor(salma, teamId)).body, (await pictureFor(salma, teamId)).body]
      expect(seen[1]).toEqual(seen[0])
      return wordsAbout(seen[0], 'meeting-online')
    }
    const [first, second, third] = members as [TestPerson, TestPerson, TestPerson]
    expect(await words()).toEqual(['most', 'few', 'few', 'few'])
    await agency.assesses(first, { 'meeting-online': 3 })
    await agency.assesses(second, { 'meeting-online': 3 })
    expect(await words()).toEqual(['most', 'few', 'some', 'few'])
    await agency.passesCheck(third, 'meeting-online', 3, new Date(Date.now() + 3_600_000))
    expect(await words()).toEqual(['half', 'few', 'half', 'few'])
    await shares(first, false)
    // Three and two of five: both are about half.
    expect(await words()).toEqual(['half', 'few', 'half', 'few'])
    await shares(second, false)
    expect((await pictureFor(salma, teamId)).body).toEqual(nothing)
    await shares(second)
    await shares(first)
    expect(await words()).toEqual(['half', 'few', 'half', 'few'])
    await agency.isErased(third)
    expect(await words()).toEqual(['half', 'few', 'half', 'few'])
  })
  it('is for its managers and leads alone', async () => {
    const members = await colleagues(5, { 'meeting-online': 3 })
    const teamId = await agency.hasTeam(organizationId, [salma], members)
    expect((await pictureFor(somebody({ organizationId, roles: ['lead'] }), teamId)).status).toBe(200)
    const strangers = [
      members[0] ?? salma,
      somebody({ organizationId, roles: ['learner', 'manager'] }),
      somebody({ organizationId, roles: ['learner', 'champion'] }),
      { ...salma, organizationId: uuidv7() },
      somebody({ roles: ['lead'] }),
    ]
    for (const stranger of strangers) expect((await pictureFor(stranger, teamId)).status).toBe(404)
  })
  it('of an unknown team is not there, and a malformed id is refused', async () => {
    expect((await pictureFor(salma, uuidv7())).status).toBe(404)
    expect((await pictureFor(salma, 'everybody')).status).toBe(422)
  })
})
