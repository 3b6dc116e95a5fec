import { OrganizationChanged, OrganizationCreated } from '@handrail/contracts'
import { connect, type Database } from '@handrail/postgres'
import { envelopeOf, expectSameRowsInAnyOrder, openStage, type Stage, type StagedService } from '@handrail/testing'
import { afterAll, beforeAll, it } from 'vitest'
import { onOrganization } from '../src/consumers/on-organization.ts'
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

it('knows where an organization works now, in whatever order and however often it hears', () =>
  expectSameRowsInAnyOrder({
    database,
    consumer: onOrganization,
    events: ({ organizationId }) => {
      const event = { organizationId, aggregateId: organizationId }
      const organization = { organizationId, province: 'CA-ON', timeZone: 'America/Toronto' }
      return [
        envelopeOf(OrganizationCreated, { ...event, version: 1, data: organization }),
        envelopeOf(OrganizationChanged, { ...event, version: 2, data: { ...organization, timeZone: 'America/Winnipeg' } }),
        envelopeOf(OrganizationChanged, { ...event, version: 3, data: { ...organization, province: 'CA-MB', timeZone: 'America/Winnipeg' } }),
      ]
    },
    rows: ({ organizationId }) => baselines.admin`select * from organizations where organization_id = ${organizationId}`,
  }))
