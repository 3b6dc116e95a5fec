import { RoleGranted, RoleRevoked } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import { isErased } from '../store/reads/people.ts'
import { saveRoles } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'

export const onRole = defineConsumer<Tables, typeof RoleGranted>('progress', [RoleGranted, RoleRevoked], async (trx, event) => {
  const { personId, roles } = event.data
  if (!event.organizationId || (await isErased(trx, personId))) return
  await saveRoles(trx, { person_id: personId, organization_id: event.organizationId, roles })
})
