import { RoleGranted, RoleRevoked } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import { lockPerson } from '../store/writes/lock-learning.ts'
import { saveRoles } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'

/** An aggregate of its own: it may be heard after its person was erased. */
export const onRole = defineConsumer<Tables, typeof RoleGranted>(
  'progress',
  [RoleGranted, RoleRevoked],
  async (trx, event) => {
    const { personId, roles } = event.data
    if (!event.organizationId || (await lockPerson(trx, personId)).state === 'erased') return
    await saveRoles(trx, { person_id: personId, organization_id: event.organizationId, roles })
  },
  { projection: ['person_roles'] },
)
