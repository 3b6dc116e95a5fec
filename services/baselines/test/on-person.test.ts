import { PersonChanged, PersonErased, PersonJoined, PersonLeft } from '@handrail/contracts'
import { connect, type Database } from '@handrail/postgres'
import { envelopeOf, expectSameRowsInAnyOrder, openStage, type Stage, type StagedService } from '@handrail/testing'
import { afterAll, beforeAll, it } from 'vitest'
import { onPerson } from '../src/consumers/on-person.ts'
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

it('knows the newest state of a person, in whatever order and however often it hears', () =>
  expectSameRowsInAnyOrder({
    database,
    consumer: onPerson,
    events: ({ organizationId, id }) => {
      const person = {
        personId: id('amal'),
        roleProfile: 'settlement-worker',
        language: 'fr',
        timeZone: 'America/Toronto',
        minutesPerWeek: null,
        state: 'active',
      } as const
      const event = { organizationId, aggregateId: person.personId }
      return [
        envelopeOf(PersonJoined, { ...event, version: 1, data: person }),
        envelopeOf(PersonChanged, { ...event, version: 2, data: { ...person, roleProfile: 'team-leader' } }),
        envelopeOf(PersonLeft, { ...event, version: 3, data: { ...person, roleProfile: 'team-leader', state: 'left' } }),
        envelopeOf(PersonErased, { ...event, version: 4, data: { ...person, roleProfile: 'team-leader', state: 'erased' } }),
      ]
    },
    rows: ({ organizationId }) => baselines.admin`select * from people where organization_id = ${organizationId}`,
  }))
