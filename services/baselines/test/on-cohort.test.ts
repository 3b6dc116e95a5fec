import { CohortChanged } from '@handrail/contracts'
import { connect, type Database } from '@handrail/postgres'
import { envelopeOf, expectSameRowsInAnyOrder, openStage, type Stage, type StagedService } from '@handrail/testing'
import { afterAll, beforeAll, it } from 'vitest'
import { onCohort } from '../src/consumers/on-cohort.ts'
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

it('knows the newest champion and people of a cohort, in whatever order and however often it hears', () =>
  expectSameRowsInAnyOrder({
    database,
    consumer: onCohort,
    events: ({ organizationId, id }) => {
      const facts = { pathId: null, title: null, startsOn: '2026-10-05', weeks: 8 }
      const cohort = { cohortId: id('cohort'), championId: id('joy'), personIds: [id('amal')], state: 'active' as const, ...facts }
      const event = { organizationId, aggregateId: cohort.cohortId }
      return [
        envelopeOf(CohortChanged, { ...event, version: 1, data: cohort }),
        envelopeOf(CohortChanged, { ...event, version: 2, data: { ...cohort, personIds: [id('amal'), id('badri')] } }),
        envelopeOf(CohortChanged, { ...event, version: 3, data: { ...cohort, championId: id('luc'), state: 'closed' } }),
      ]
    },
    rows: ({ organizationId }) => baselines.admin`select * from cohorts where organization_id = ${organizationId}`,
  }))
