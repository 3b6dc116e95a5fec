import type { Envelope } from '@handrail/contracts'
import { type Consumer, receive } from '@handrail/events'
import { connect, type Database } from '@handrail/postgres'
import { expectSameRowsInAnyOrder, openStage, type Stage, type StagedService } from '@handrail/testing'
import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBaseline } from '../src/consumers/on-baseline.ts'
import { onMicroCourseCompletion } from '../src/consumers/on-micro-course-completion.ts'
import { onOrganization } from '../src/consumers/on-organization.ts'
import { onPerson } from '../src/consumers/on-person.ts'
import { onSelfAssessment } from '../src/consumers/on-self-assessment.ts'
import { start } from '../src/service.ts'
import type { Tables } from '../src/tables.ts'
import { planAgain } from '../src/ticks/plan-again.ts'
import { completed, floorIs, organizationIs, personIs, type Someone, submitted } from './scenes.ts'

let stage: Stage
let catalogue: StagedService
let database: Database<Tables>
beforeAll(async () => {
  stage = await openStage()
  catalogue = await stage.run('catalogue', start)
  database = connect(catalogue.env.APP_DATABASE_URL ?? '', { name: 'test' })
})
afterAll(async () => {
  await database.close()
  await stage.close()
})

/** A plan without how often and when it was made again, which depends on what came first. */
const planRows = (organizationId: string) => catalogue.admin`
  select person_id, self_assessment_id, baseline_version, steps, skipped, not_yet from plans where organization_id = ${organizationId} order by person_id`
const answerRows = (organizationId: string) => catalogue.admin`select * from self_assessments where organization_id = ${organizationId}`
const personRows = (organizationId: string) => catalogue.admin`select * from people where organization_id = ${organizationId}`

it('keeps the newest answers of a person, and the plan made of them', () =>
  expectSameRowsInAnyOrder({
    database,
    consumer: onSelfAssessment,
    events: ({ organizationId, id }) => {
      const amal = { organizationId, personId: id('amal') }
      return [
        submitted(amal, { id: id('first'), at: '2026-11-02T14:00:00.000Z', fraud: 1 }),
        submitted(amal, { id: id('second'), at: '2026-11-03T14:00:00.000Z', fraud: 'unknown' }),
        submitted(amal, { id: id('third'), at: '2026-11-04T14:00:00.000Z', channel: 4 }),
      ]
    },
    rows: async ({ organizationId }) => [await answerRows(organizationId), await planRows(organizationId)],
  }))

it('knows the newest state of a person', () =>
  expectSameRowsInAnyOrder({
    database,
    consumer: onPerson,
    events: ({ organizationId, id }) => {
      const amal = { organizationId, personId: id('amal') }
      return [personIs(amal, 1, 'active'), personIs(amal, 2, 'left'), personIs(amal, 3, 'active'), personIs(amal, 4, 'left')]
    },
    rows: ({ organizationId }) => personRows(organizationId),
  }))

it('keeps the newest floor of each role profile', () =>
  expectSameRowsInAnyOrder({
    database,
    consumer: onBaseline,
    events: ({ organizationId }) => [floorIs(organizationId, 1), floorIs(organizationId, 2, { fraud: 4 }), floorIs(organizationId, 3, { channel: 1 })],
    rows: ({ organizationId }) => catalogue.admin`select role_profile, baseline_version, floors from baselines where organization_id = ${organizationId}`,
  }))

it('remembers each completion once', () =>
  expectSameRowsInAnyOrder({
    database,
    consumer: onMicroCourseCompletion,
    events: ({ organizationId, id }) => {
      const amal = { organizationId, personId: id('amal') }
      return [completed(amal, { id: id('first'), checkPassed: false }), completed(amal, { id: id('second') })]
    },
    rows: async ({ organizationId, id }) => {
      const rows = await catalogue.admin`select * from completions where organization_id = ${organizationId}`
      return ['first', 'second'].map((name) => rows.find(({ completion_id }) => completion_id === id(name)))
    },
  }))

it('knows which organizations there are', () =>
  expectSameRowsInAnyOrder({
    database,
    consumer: onOrganization,
    events: ({ organizationId }) => [organizationIs(organizationId, 1), organizationIs(organizationId, 2)],
    rows: ({ organizationId }) => catalogue.admin`select organization_id from organizations where organization_id = ${organizationId}`,
    runs: 10,
  }))

/** Plays messages of several streams in generated orders, each for a new person, and compares what they leave. */
const expectSameInAnyOrder = async (messagesFor: (amal: Someone) => [Consumer, Envelope][], rows: (organizationId: string) => Promise<unknown>) => {
  const play = async (places: number[]) => {
    const amal = { organizationId: uuidv7(), personId: uuidv7() }
    const messages = messagesFor(amal)
    for (const place of places) {
      const [consumer, envelope] = messages[place] ?? []
      if (consumer) await receive(database, consumer, JSON.stringify(envelope))
    }
    await planAgain.run({ database } as Parameters<typeof planAgain.run>[0], new Date())
    return JSON.stringify(await rows(amal.organizationId))
      .replaceAll(amal.personId, 'amal')
      .replaceAll(amal.organizationId, 'agency')
  }
  const places = messagesFor({ organizationId: uuidv7(), personId: uuidv7() }).map((_, place) => place)
  const plain = await play(places)
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(places, { minLength: places.length }), async (order) => {
      expect(await play(order)).toBe(plain)
    }),
    { numRuns: 30 },
  )
  return plain
}

it('plans the same in whatever order answers, floors and the person’s state are heard', async () => {
  const [first, second] = [uuidv7(), uuidv7()]
  const plain = await expectSameInAnyOrder(
    (amal) => [
      [onOrganization, organizationIs(amal.organizationId)],
      [onPerson, personIs(amal, 1, 'active')],
      [onBaseline, floorIs(amal.organizationId, 1)],
      [onSelfAssessment, submitted(amal, { id: first, fraud: 1 })],
      [onPerson, personIs(amal, 2, 'left')],
      [onBaseline, floorIs(amal.organizationId, 2, { fraud: 2 })],
      [onSelfAssessment, submitted(amal, { id: second, at: '2026-11-03T14:00:00.000Z' })],
      [onPerson, personIs(amal, 3, 'active')],
    ],
    (organizationId) => catalogue.admin`
      select p.self_assessment_id, p.baseline_version, p.steps, p.skipped, p.not_yet, a.competencies
      from plans p join self_assessments a using (person_id) where p.organization_id = ${organizationId}`,
  )
  expect(JSON.parse(plain)).toMatchObject([{ baseline_version: 2, self_assessment_id: second, steps: [{ courseId: 'move-from-video-to-phone' }] }])
})

it('keeps nothing of an erased person, whatever else is heard and when', async () => {
  const plain = await expectSameInAnyOrder(
    (amal) => [
      [onPerson, personIs(amal, 1, 'active')],
      [onSelfAssessment, submitted(amal)],
      [onMicroCourseCompletion, completed(amal)],
      [onBaseline, floorIs(amal.organizationId, 2, { fraud: 2 })],
      [onPerson, personIs(amal, 2, 'erased')],
    ],
    async (organizationId) => [
      await personRows(organizationId),
      await answerRows(organizationId),
      await planRows(organizationId),
      await catalogue.admin`select 1 from completions where organization_id = ${organizationId}`,
      await catalogue.admin`select 1 from outbox where organization_id = ${organizationId} and data is not null`,
    ],
  )
  expect(JSON.parse(plain)).toMatchObject([[{ state: 'erased' }], [], [], [], []])
})
