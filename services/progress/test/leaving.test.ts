import { ChampionSuggested, PersonErased, PersonJoined, PersonLeft, PlanChanged, ProtectedTimeSet, RoleGranted } from '@handrail/contracts'
import { openStage, type Stage, type StagedService } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import { cast, course, path, person, plan } from './cast.ts'

let stage: Stage
let progress: StagedService
let on: ReturnType<typeof cast>
beforeAll(async () => {
  stage = await openStage()
  progress = await stage.run('progress', start)
  on = cast(stage, progress)
  await on.courses(course('listening'), course('writing'))
  await on.paths(path('safe', ['listening', 'writing']))
})
afterAll(() => stage.close())

const joined = async (organizationId: string) => {
  const personId = uuidv7()
  await on.heard(await stage.publish(PersonJoined, { organizationId, aggregateId: personId, data: person(personId) }))
  return { personId, organizationId }
}
type Somebody = { personId: string; organizationId: string }
const planFor = async ({ personId, organizationId }: Somebody, version = 1) =>
  on.heard(await stage.publish(PlanChanged, { organizationId, aggregateId: personId, version, data: plan(personId, ['listening', 'writing']) }))
const leave = async ({ personId, organizationId }: Somebody) =>
  on.heard(await stage.publish(PersonLeft, { organizationId, aggregateId: personId, version: 2, data: person(personId, { state: 'left' }) }))
const erase = async ({ personId, organizationId }: Somebody) =>
  on.heard(await stage.publish(PersonErased, { organizationId, aggregateId: personId, version: 3, data: person(personId, { state: 'erased' }) }))
const finish = async (who: Somebody, courseId: string) => {
  for (const cardId of ['one', 'ask', 'end'])
    await progress.as(who)('PUT', `/api/v1/course-progress/${courseId}/cards/${cardId}`, { courseVersion: 1, completionId: uuidv7() })
}

describe('somebody who leaves', () => {
  it('has nothing to do any more, and listeners are told', async () => {
    const amal = await joined(uuidv7())
    await planFor(amal)
    await leave(amal)
    expect((await progress.as(amal)('GET', '/api/v1/learning/mine')).body.assignments).toEqual([])
    const rows = await progress.admin`select type, data->>'state' as state from outbox where organization_id = ${amal.organizationId} order by position`
    expect(rows.at(-1)).toEqual({ type: 'progress.assignment-withdrawn.v1', state: 'withdrawn' })
  })
  it('gets nothing new from a plan that comes later', async () => {
    const amal = await joined(uuidv7())
    await leave(amal)
    await planFor(amal)
    expect(await progress.admin`select 1 from assignments where person_id = ${amal.personId}`).toEqual([])
  })
})

describe('somebody who is erased', () => {
  /** Amal has learned, asked and been invited; Binta is in the same cohort; Carla is their champion. */
  const livedIn = async () => {
    const organizationId = uuidv7()
    const [amal, binta, carla] = [await joined(organizationId), await joined(organizationId), await joined(organizationId)]
    await on.champion(organizationId, carla.personId)
    await planFor(amal)
    await finish(amal, 'listening')
    const { personId } = amal
    await on.protectedTime(organizationId, personId, 20)
    await on.heard(
      await stage.publish(ChampionSuggested, { organizationId, aggregateId: personId, data: { personId, suggestedAt: '2026-11-02T14:00:00.000Z' } }),
    )
    await progress.as(amal)('POST', '/api/v1/course-progress/listening/openings/one')
    const body = { courseId: 'listening', cardId: null, question: 'a canary question' }
    await progress.as(amal)('POST', '/api/v1/help-requests', body, { 'idempotency-key': uuidv7() })
    const cohort = { championId: carla.personId, personIds: [personId, binta.personId], pathId: 'safe', startsOn: '2026-11-02', weeks: 6 }
    await progress.as({ ...carla, roles: ['lead'] })('POST', '/api/v1/cohorts', cohort, { 'idempotency-key': uuidv7() })
    return { amal, binta, carla }
  }
  const tablesNaming = async (personId: string) => {
    const tables = await progress.admin`select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'outbox'`
    const naming: string[] = []
    for (const { relname } of tables) {
      const [found] = await progress.admin.unsafe(`select count(*)::int as rows from "${relname}" t where t::text like '%${personId}%'`)
      if (found?.rows > 0) naming.push(relname)
    }
    return naming.sort()
  }
  const told = (personId: string) => progress.admin`select aggregate, aggregate_version from outbox where data::text like ${`%${personId}%`}`

  it('is in no table and no event, but for the note that they were erased', async () => {
    const { amal, binta, carla } = await livedIn()
    expect((await told(amal.personId)).length).toBeGreaterThan(6)
    await erase(amal)
    expect(await tablesNaming(amal.personId)).toEqual(['people', 'watermarks'])
    expect(await told(amal.personId)).toEqual([])
    const counted =
      await progress.admin`select count(*)::int as rows, max(aggregate_version) as highest from outbox where organization_id = ${amal.organizationId} group by aggregate, aggregate_id`
    for (const { rows, highest } of counted) expect(rows).toBe(highest)
    const page = (await progress.as({ ...carla, roles: ['champion'] })('GET', '/api/v1/cohorts/mine')).body
    expect(page.asked).toEqual([])
    expect(page.cohorts[0].people.map((row: Somebody) => row.personId)).toEqual([binta.personId])
    const cohorts =
      await progress.admin`select data from outbox where organization_id = ${amal.organizationId} and aggregate = 'cohort' order by aggregate_version`
    expect(cohorts).toMatchObject([{ data: null }, { data: { personIds: [binta.personId] } }])
  })
  it('stays so when another of their aggregates is heard later', async () => {
    const { amal } = await livedIn()
    await erase(amal)
    const { organizationId, personId } = amal
    const event = { organizationId, aggregateId: personId }
    await planFor(amal, 2)
    await on.heard(await stage.publish(ProtectedTimeSet, { ...event, version: 2, data: { personId, minutesPerWeek: 30 } }))
    await on.heard(await stage.publish(RoleGranted, { ...event, version: 1, data: { personId, roles: ['champion'] } }))
    await on.heard(await stage.publish(ChampionSuggested, { ...event, version: 2, data: { personId, suggestedAt: '2026-11-02T14:00:00.000Z' } }))
    expect(await tablesNaming(personId)).toEqual(['people', 'watermarks'])
  })
  it('as a champion leaves the questions to other champions and takes the cohort along', async () => {
    const { amal, carla } = await livedIn()
    const denis = await joined(amal.organizationId)
    await on.champion(amal.organizationId, denis.personId)
    await erase(carla)
    expect(await tablesNaming(carla.personId)).toEqual(['people', 'watermarks'])
    expect((await progress.as({ ...denis, roles: ['champion'] })('GET', '/api/v1/cohorts/mine')).body.asked).toHaveLength(1)
    expect((await progress.as(amal)('GET', '/api/v1/learning/mine')).body.championId).toBe(denis.personId)
  })
})
