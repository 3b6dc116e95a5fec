import { ChampionSuggested, PersonErased, PersonJoined, PersonLeft, PlanChanged, ProtectedTimeSet, RoleGranted } from '@handrail/contracts'
import { receive } from '@handrail/events'
import { connect, type Database, inOrganization } from '@handrail/postgres'
import { envelopeOf, openStage, type Stage, type StagedService, until } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onChampion } from '../src/consumers/on-champion.ts'
import { onPlan } from '../src/consumers/on-plan.ts'
import { onProtectedTime } from '../src/consumers/on-protected-time.ts'
import { onRole } from '../src/consumers/on-role.ts'
import { start } from '../src/service.ts'
import { lockLearning } from '../src/store/writes/lock-learning.ts'
import { savePerson } from '../src/store/writes/people.ts'
import type { Tables } from '../src/tables.ts'
import { cast, course, path, person, plan } from './cast.ts'

let stage: Stage
let progress: StagedService
let on: ReturnType<typeof cast>
let database: Database<Tables>
beforeAll(async () => {
  stage = await openStage()
  progress = await stage.run('progress', start)
  database = connect(progress.env.APP_DATABASE_URL ?? '', { name: 'test' })
  on = cast(stage, progress)
  await on.courses(course('listening'), course('writing'))
  await on.paths(path('safe', ['listening', 'writing']))
})
afterAll(async () => {
  await database.close()
  await stage.close()
})

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
  for (const cardId of ['one', 'ask', 'end']) await progress.as(who)('PUT', `/api/v1/course-progress/${courseId}/cards/${cardId}`, { courseVersion: 1 })
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
    await progress.as(amal)('PUT', '/api/v1/talking-points/listening/one')
    await progress.as(binta)('PUT', '/api/v1/talking-points/listening/one')
    await progress.as(amal)('PUT', '/api/v1/follow-ups/listening', { used: 'not-yet', barrier: 'other', note: 'a canary line' })
    const cohort = {
      championId: carla.personId,
      personIds: [personId, binta.personId],
      pathId: 'safe',
      startsOn: new Date().toISOString().slice(0, 10),
      weeks: 6,
    }
    await progress.as({ ...carla, roles: ['lead'] })('POST', '/api/v1/cohorts', cohort, { 'idempotency-key': uuidv7() })
    return { amal, binta, carla }
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

describe('whoever is gone, with a token that is still good,', () => {
  const key = () => ({ 'idempotency-key': uuidv7() })
  const card = (cardId: string) => (who: Somebody) => progress.as(who)('PUT', `/api/v1/course-progress/listening/cards/${cardId}`, { courseVersion: 1 })
  const commands: [string, (who: Somebody) => Promise<{ status: number; body: { code: string } }>][] = [
    ['completing a card', card('one')],
    ['opening a card', (who) => progress.as(who)('POST', '/api/v1/course-progress/listening/openings/one')],
    ['asking for help', (who) => progress.as(who)('POST', '/api/v1/help-requests', { courseId: 'listening', cardId: null, question: 'How?' }, key())],
  ]
  it.each(commands)('finds nothing: %s', async (_what, command) => {
    for (const goes of [leave, erase]) {
      const amal = await joined(uuidv7())
      await goes(amal)
      expect(await command(amal)).toMatchObject({ status: 404, body: { code: 'not-found' } })
      expect(await tablesNaming(amal.personId)).toEqual(['people', 'watermarks'])
    }
  })
  it('does not finish a course that was all but finished', async () => {
    const amal = await joined(uuidv7())
    await card('one')(amal)
    await card('ask')(amal)
    await leave(amal)
    expect((await card('end')(amal)).status).toBe(404)
    expect(await progress.admin`select 1 from course_progress where person_id = ${amal.personId} and finished_at is not null`).toEqual([])
  })
  it('accepts no invitation', async () => {
    const amal = await joined(uuidv7())
    const { organizationId, personId } = amal
    const data = { personId, suggestedAt: '2026-11-02T14:00:00.000Z' }
    await on.heard(await stage.publish(ChampionSuggested, { organizationId, aggregateId: personId, data }))
    const { invitationId } = (await progress.as(amal)('GET', '/api/v1/learning/mine')).body.invitation
    await leave(amal)
    expect((await progress.as(amal)('POST', `/api/v1/champion-invitations/${invitationId}/acceptance`, {})).status).toBe(404)
  })
  it('gathers no cohort, assigns nothing, takes nothing back and answers nobody', async () => {
    const organizationId = uuidv7()
    const [amal, carla, maria] = [await joined(organizationId), await joined(organizationId), await joined(organizationId)]
    await on.champion(organizationId, carla.personId)
    await on.team(organizationId, carla.personId, [maria.personId], [amal.personId])
    const cohort = { championId: carla.personId, personIds: [amal.personId], pathId: 'safe', startsOn: new Date().toISOString().slice(0, 10), weeks: 6 }
    const assignment = { teamId: carla.personId, pathId: 'safe', personIds: [amal.personId], dueOn: null }
    const asMaria = progress.as({ ...maria, roles: ['lead', 'manager', 'champion'] })
    const { batchId } = (await asMaria('POST', '/api/v1/assignments', assignment, key())).body
    const question = { courseId: 'listening', cardId: null, question: 'How?' }
    await on.champion(organizationId, maria.personId)
    const { helpRequestId } = (await progress.as(amal)('POST', '/api/v1/help-requests', question, key())).body
    await progress.admin`update help_requests set champion_id = ${maria.personId} where help_request_id = ${helpRequestId}`
    await leave(maria)
    expect((await asMaria('POST', '/api/v1/cohorts', cohort, key())).status).toBe(404)
    expect((await asMaria('POST', '/api/v1/assignments', assignment, key())).status).toBe(404)
    expect((await asMaria('DELETE', `/api/v1/assignment-batches/${batchId}`)).status).toBe(404)
    expect((await asMaria('POST', `/api/v1/help-requests/${helpRequestId}/answer`, { answer: 'So.' })).status).toBe(404)
  })

  /** Begins while the tombstone is written and not yet committed. */
  const besideErasure = async ({ personId, organizationId }: Somebody, work: () => Promise<unknown>) => {
    let running: Promise<unknown> | undefined
    await inOrganization(database, organizationId, async (trx) => {
      await lockLearning(trx, [personId])
      await savePerson(trx, { person_id: personId, organization_id: organizationId, time_zone: 'UTC', minutes_per_week: null, state: 'erased' })
      running = work()
      const waits = until(async () => (await progress.admin`select 1 from pg_locks where locktype = 'advisory' and not granted`).length > 0)
      await Promise.race([running, waits])
    })
    await running
  }
  it.each([...commands, ['completing the last card', card('end')] as const])('waits for an erasure that is under way: %s', async (what, command) => {
    const amal = await joined(uuidv7())
    if (what === 'completing the last card') for (const cardId of ['one', 'ask']) await card(cardId)(amal)
    const before = await tablesNaming(amal.personId)
    await besideErasure(amal, async () => expect((await command(amal)).status).toBe(404))
    expect(await tablesNaming(amal.personId)).toEqual(before)
    expect(await progress.admin`select 1 from course_progress where person_id = ${amal.personId} and finished_at is not null`).toEqual([])
  })
  it('is brought back by nothing that is heard while they are erased', async () => {
    const amal = await joined(uuidv7())
    const { organizationId, personId } = amal
    const event = { organizationId, aggregateId: personId }
    const heard = [
      [onRole, envelopeOf(RoleGranted, { ...event, data: { personId, roles: ['learner'] } })],
      [onProtectedTime, envelopeOf(ProtectedTimeSet, { ...event, data: { personId, minutesPerWeek: 30 } })],
      [onPlan, envelopeOf(PlanChanged, { ...event, data: plan(personId, ['listening']) })],
      [onChampion, envelopeOf(ChampionSuggested, { ...event, data: { personId, suggestedAt: '2026-11-02T14:00:00.000Z' } })],
    ] as const
    await besideErasure(amal, () => Promise.all(heard.map(([consumer, envelope]) => receive(database, consumer, JSON.stringify(envelope)))))
    expect(await tablesNaming(personId)).toEqual(['people', 'watermarks'])
  })
})
