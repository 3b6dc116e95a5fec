import { RoleGranted, RoleRevoked } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import { lockPerson, saveRoles } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'

export const onRole = defineConsumer<Tables, typeof RoleGranted>(
  'notifications',
  [RoleGranted, RoleRevoked],
  async (trx, { organizationId, data }) => {
    if (!organizationId || (await lockPerson(trx, data.personId)) === 'erased') return
    await saveRoles(trx, { person_id: data.personId, organization_id: organizationId, roles: data.roles })
  },
  { projection: ['person_roles'] },
)
