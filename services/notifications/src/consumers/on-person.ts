import { PersonChanged, PersonErased, PersonJoined, PersonLeft } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import type { Tables } from '../tables.ts'
import { hearPerson } from '../use-cases/hear-person.ts'

export const onPerson = defineConsumer<Tables, typeof PersonJoined>(
  'notifications',
  [PersonJoined, PersonChanged, PersonLeft, PersonErased],
  async (trx, { organizationId, data }) => {
    if (organizationId) await hearPerson(trx, { organizationId, ...data })
  },
  { projection: ['people', 'organizations'] },
)
