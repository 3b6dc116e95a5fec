import { connect, type Database } from '@handrail/postgres'
import { openStage, type Stage, type StagedService } from '@handrail/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import { agencyOn, somebody } from './agency.ts'

let stage: Stage
let baselines: StagedService
let agency: ReturnType<typeof agencyOn>
let database: Database
beforeAll(async () => {
  stage = await openStage()
  baselines = await stage.run('baselines', start)
  agency = agencyOn(stage, baselines)
  database = connect(baselines.env.APP_DATABASE_URL ?? '', { name: 'test' })
})
afterAll(async () => {
  await database.close()
  await stage.close()
})

const own = ['self_assessments', 'evidence', 'champion_suggestions', 'consents', 'access_answers', 'idempotency_keys']
const rowsOf = async (personId: string) => {
  const counts = await Promise.all(
    own.map((table) => baselines.admin`select count(*)::int as rows from ${baselines.admin(table)} where person_id = ${personId}`),
  )
  return Object.fromEntries(own.map((table, place) => [table, counts[place]?.[0]?.rows]))
}
const nothing = Object.fromEntries(own.map((table) => [table, 0]))

describe('whoever is erased', () => {
  it('leaves nothing but the envelopes of their events, and the colleague beside them loses nothing', async () => {
    const amal = await agency.joins(somebody())
    const badri = await agency.joins(somebody({ organizationId: amal.organizationId }))
    for (const person of [amal, badri]) {
      await agency.assesses(person, { 'asking-about-access': 4, 'choosing-the-channel': 4, 'solving-everyday-problems': 4 })
      await agency.starts(person)
      await agency.passesCheck(person, 'meeting-online', 3, new Date())
      await baselines.as(person)('PUT', '/api/v1/consents/champion', { granted: true })
      await baselines.as(person)('PUT', '/api/v1/access-answers/mine', { phone: 'shared', dataPlan: 'limited', timeOfDay: null })
    }
    const kept = await rowsOf(badri.personId)
    expect(await rowsOf(amal.personId)).toEqual(kept)
    expect(Object.values(kept).every((rows) => rows > 0)).toBe(true)

    await agency.isErased(amal)
    expect(await rowsOf(amal.personId)).toEqual(nothing)
    expect(await rowsOf(badri.personId)).toEqual(kept)
    const events = await baselines.admin`
      select aggregate, count(*)::int as all, count(data)::int as full from outbox where organization_id = ${amal.organizationId} group by aggregate order by aggregate`
    expect(events).toEqual(['champion', 'consent', 'self-assessment'].map((aggregate) => ({ aggregate, all: 2, full: 1 })))
    const mentions = await baselines.admin`select 1 from outbox where data::text like ${`%${amal.personId}%`}`
    expect(mentions).toEqual([])
  })
  it('finds nothing here any more, and nothing heard late is kept', async () => {
    const amal = await agency.joins(somebody())
    const { selfAssessmentId } = (await agency.starts(amal)).body
    await agency.isErased(amal)
    await agency.passesCheck(amal, 'meeting-online', 3, new Date())
    expect((await agency.starts(amal)).status).toBe(404)
    expect((await agency.answers(amal, selfAssessmentId, 'meeting-online', 3)).status).toBe(404)
    expect((await agency.submits(amal, selfAssessmentId)).status).toBe(404)
    expect((await baselines.as(amal)('PUT', '/api/v1/consents/champion', { granted: true })).status).toBe(404)
    expect((await baselines.as(amal)('PUT', '/api/v1/access-answers/mine', { phone: 'own', dataPlan: null, timeOfDay: null })).status).toBe(404)
    expect(await rowsOf(amal.personId)).toEqual(nothing)
  })
})

it('with no organization set, every table of an organization is empty', async () => {
  const amal = await agency.joins(somebody())
  await agency.assesses(amal, { 'meeting-online': 3 })
  const tables = await baselines.admin`select table_name from information_schema.columns where column_name = 'organization_id' and table_schema = 'public'`
  expect(tables.length).toBeGreaterThan(8)
  for (const { table_name } of tables) {
    expect(await database.sql`select 1 from ${database.sql(table_name)} limit 1`, table_name).toEqual([])
  }
})
