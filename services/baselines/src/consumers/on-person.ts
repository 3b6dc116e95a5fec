import { PersonChanged, PersonErased, PersonJoined, PersonLeft } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import { erase, lockPerson, savePerson } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'

export const onPerson = defineConsumer<Tables, typeof PersonJoined>(
  'baselines',
  [PersonJoined, PersonChanged, PersonLeft, PersonErased],
  async (trx, event) => {
    const { organizationId, data } = event
    if (!organizationId) return
    const { personId, roleProfile, state } = data
    await lockPerson(trx, personId)
    await savePerson(trx, { person_id: personId, organization_id: organizationId, role_profile: roleProfile, state })
    if (state === 'erased') await erase(trx, { organizationId, personId })
  },
  { projection: ['people'] },
)
