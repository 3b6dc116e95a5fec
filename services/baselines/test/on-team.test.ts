import { TeamChanged } from '@handrail/contracts'
import { connect, type Database } from '@handrail/postgres'
import { envelopeOf, expectSameRowsInAnyOrder, openStage, type Stage, type StagedService } from '@handrail/testing'
import { afterAll, beforeAll, it } from 'vitest'
import { onTeam } from '../src/consumers/on-team.ts'
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

it('knows the newest managers and members of a team, in whatever order and however often it hears', () =>
  expectSameRowsInAnyOrder({
    database,
    consumer: onTeam,
    events: ({ organizationId, id }) => {
      const team = { teamId: id('team'), managerIds: [id('salma')], memberIds: [id('amal')], state: 'active' as const }
      const event = { organizationId, aggregateId: team.teamId }
      return [
        envelopeOf(TeamChanged, { ...event, version: 1, data: team }),
        envelopeOf(TeamChanged, { ...event, version: 2, data: { ...team, memberIds: [id('amal'), id('badri')] } }),
        envelopeOf(TeamChanged, { ...event, version: 3, data: { ...team, managerIds: [], memberIds: [id('badri')], state: 'closed' } }),
      ]
    },
    rows: ({ organizationId }) => baselines.admin`select * from teams where organization_id = ${organizationId}`,
  }))
