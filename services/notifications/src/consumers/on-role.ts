import { RoleGranted, RoleRevoked } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import { saveRoles } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'
import { isErased } from '../use-cases/hear-person.ts'

export const onRole = defineConsumer<Tables, typeof RoleGranted>('notifications', [RoleGranted, RoleRevoked], async (trx, { organizationId, data }) => {
  if (!organizationId || (await isErased(trx, data.personId))) return
  await saveRoles(trx, { person_id: data.personId, organization_id: organizationId, roles: data.roles })
})
