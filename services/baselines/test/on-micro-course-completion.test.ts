import { type DataOf, MicroCourseCompletionRecorded } from '@handrail/contracts'
import { connect, type Database } from '@handrail/postgres'
import { envelopeOf, expectSameRowsInAnyOrder, openStage, type Scope, type Stage, type StagedService } from '@handrail/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onMicroCourseCompletion } from '../src/consumers/on-micro-course-completion.ts'
import { start } from '../src/service.ts'

let stage: Stage
let baselines: StagedService
let database: Database<any>
beforeAll(async () => {
  stage = await openStage()
  baselines = await stage.run('baselines', start, { STARTER_LIBRARY: 'false' })
  database = connect(baselines.env.APP_DATABASE_URL ?? '', { name: 'test' })
})
afterAll(async () => {
  await database.close()
  await stage.close()
})

type Completion = DataOf<typeof MicroCourseCompletionRecorded>

/** One person's completions, newest last unless told otherwise. */
const completions = ({ organizationId, id }: Scope, told: Partial<Completion>[]) =>
  told.map((change, place) => {
    const completionId = id(`completion ${place}`)
    const data: Completion = {
      completionId,
      personId: id('amal'),
      courseId: `course-${place}`,
      courseVersion: 1,
      competencyId: 'meeting-online',
      toLevel: 3,
      checkPassed: true,
      title: { en: 'A course', fr: 'Un cours' },
      completedAt: `2026-11-${String(place + 10)}T14:00:00.000Z`,
      ...change,
    }
    return envelopeOf(MicroCourseCompletionRecorded, { organizationId, aggregateId: completionId, data })
  })

const rows = ({ organizationId }: Scope) =>
  baselines.admin`select person_id, competency_id, level, recorded_at from evidence where organization_id = ${organizationId} order by competency_id`

const evidenceAfter = async (told: Partial<Completion>[]) => {
  let heard: unknown
  await expectSameRowsInAnyOrder({
    database,
    consumer: onMicroCourseCompletion,
    events: (scope) => completions(scope, told),
    rows: async (scope) => {
      heard = (await rows(scope)).map(({ competency_id, level }) => [competency_id, level])
      return rows(scope)
    },
  })
  return heard
}

it('keeps the newest level of each competency, in whatever order and however often it hears', async () => {
  const told: Partial<Completion>[] = [{ toLevel: 2 }, { toLevel: 4 }, { toLevel: 3 }, { competencyId: 'keeping-records', toLevel: 2 }]
  expect(await evidenceAfter(told)).toEqual([
    ['keeping-records', 2],
    ['meeting-online', 3],
  ])
})

it('keeps the higher of two levels shown at the same instant', async () => {
  const completedAt = '2026-11-10T14:00:00.000Z'
  expect(
    await evidenceAfter([
      { toLevel: 3, completedAt },
      { toLevel: 4, completedAt },
      { toLevel: 2, completedAt },
    ]),
  ).toEqual([['meeting-online', 4]])
})

it('records nothing for a reading without a passed check', async () => {
  expect(await evidenceAfter([{ toLevel: 2 }, { toLevel: 4, checkPassed: false }])).toEqual([['meeting-online', 2]])
})
