import { PersonChanged, PersonErased, PersonJoined, PersonLeft } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import { savePerson } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'

export const onPerson = defineConsumer<Tables, typeof PersonJoined>('baselines', [PersonJoined, PersonChanged, PersonLeft, PersonErased], async (trx, event) => {
  if (!event.organizationId) return
  const { personId, roleProfile, state } = event.data
  await savePerson(trx, { person_id: personId, organization_id: event.organizationId, role_profile: roleProfile, state })
})
