import { PersonChanged, PersonErased, PersonJoined, PersonLeft } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import type { Tables } from '../tables.ts'
import { takeInPerson } from '../use-cases/take-in-person.ts'

export const onPerson = defineConsumer<Tables, typeof PersonJoined>(
  'catalogue',
  [PersonJoined, PersonChanged, PersonLeft, PersonErased],
  async (trx, event) => {
    if (!event.organizationId) return
    const { personId, state } = event.data
    await takeInPerson(trx, { organizationId: event.organizationId, personId, state }, event.time)
  },
  { acts: 'it plans paths' },
)
