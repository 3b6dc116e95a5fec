import { AssignmentCompleted, AssignmentCreated, type AssignmentState } from '@handrail/contracts'
import { envelopeOf, expectSameRowsInAnyOrder, until } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { onAssignment } from '../src/consumers/on-assignment.ts'
import { addPerson } from '../src/use-cases/add-person.ts'
import { createOrganization } from '../src/use-cases/create-organization.ts'
import { leave } from '../src/use-cases/leave.ts'
import { openAgency } from './agency.ts'
import { onPeople } from './on-people.ts'

const here = onPeople()

const assignmentOf = (personId: string, assignmentId: string, more: Partial<AssignmentState> = {}): AssignmentState => ({
  ...AssignmentCompleted.example,
  assignmentId,
  personId,
  pathId: 'digital-champion',
  grantsRole: 'champion',
  ...more,
})

/** The consumer, which finds the person of the generated scope in their place. */
const whereThePersonIs: typeof onAssignment = {
  ...onAssignment,
  apply: async (trx, event) => {
    const organizationId = event.organizationId ?? ''
    const { personId } = event.data as AssignmentState
    const where = { organizationId, name: 'Any', timeZone: 'America/Toronto' }
    await createOrganization(trx, { ...where, province: 'CA-ON' }, event.time)
    await addPerson(trx, { ...where, personId, address: `${personId}@agency.example`, roleProfile: 'settlement-worker', language: 'fr' }, event.time)
    await onAssignment.apply(trx, event)
  },
}

describe('a finished path that grants the champion role', () => {
  it('grants it once, in whatever order and however often it is heard', () =>
    expectSameRowsInAnyOrder({
      database: here.database,
      consumer: whereThePersonIs,
      events: ({ organizationId, id }) => {
        const first = { organizationId, aggregateId: id('first') }
        const second = { organizationId, aggregateId: id('second') }
        return [
          envelopeOf(AssignmentCreated, { ...first, version: 1, data: assignmentOf(id('amal'), id('first'), { state: 'active', stepsDone: 0 }) }),
          envelopeOf(AssignmentCompleted, { ...first, version: 2, data: assignmentOf(id('amal'), id('first')) }),
          envelopeOf(AssignmentCompleted, { ...second, version: 1, data: assignmentOf(id('amal'), id('second')) }),
        ]
      },
      rows: async ({ organizationId }) => {
        const rows = await here.people.admin`
          select roles, person_roles.version, (select count(*)::int from outbox where outbox.organization_id = ${organizationId} and aggregate = 'role') as told
          from person_roles where organization_id = ${organizationId}`
        expect(rows).toMatchObject([{ roles: ['learner', 'champion'], version: 1, told: 1 }])
        return rows
      },
    }))

  it('is heard from the stream; other paths, people who left and strangers change nothing', async () => {
    const agency = await openAgency(here.database, 'agency.example')
    const { organizationId, learner, colleague, manager } = agency
    await agency.inAgency((trx) => leave(trx, colleague, agency.now))
    const hear = (personId: string, more: Partial<AssignmentState> = {}) => {
      const assignmentId = uuidv7()
      return here.stage.publish(AssignmentCompleted, { organizationId, aggregateId: assignmentId, data: assignmentOf(personId, assignmentId, more) })
    }
    const heard = [await hear(manager.personId, { grantsRole: null }), await hear(colleague.personId), await hear(uuidv7()), await hear(learner.personId)]
    await until(
      async () => (await here.people.admin`select from inbox where event_id in ${here.people.admin(heard.map(({ id }) => id))}`).length === heard.length,
    )
    const granted = await here.people
      .admin`select person_id, roles from person_roles where organization_id = ${organizationId} and person_id in ${here.people.admin([manager.personId, colleague.personId, learner.personId])} order by roles`
    expect(granted).toMatchObject([
      { person_id: learner.personId, roles: ['learner', 'champion'] },
      { person_id: manager.personId, roles: ['learner', 'manager'] },
    ])
    expect(await here.people.admin`select from dead_letters`).toHaveLength(0)
  })
})
