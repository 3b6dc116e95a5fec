import { Refusal, type Role, RoleRevoked } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { revoke } from '../domain/roles.ts'
import { holdActivePeople } from '../store/writes/people.ts'
import { lockRoles, saveRoles } from '../store/writes/roles.ts'
import type { Tables } from '../tables.ts'

type RevokeRole = { organizationId: string; personId: string; role: Role }

/** Takes a role back. Revoking what is not held, or what everybody holds, changes nothing. */
export const revokeRole = async (trx: Transaction<Tables>, { organizationId, personId, role }: RevokeRole, now: Date): Promise<void> => {
  const [active] = await holdActivePeople(trx, [personId])
  if (!active) throw new Refusal('not-found')
  const held = await lockRoles(trx, { organizationId, personId })
  const roles = revoke(held.roles, role)
  if (roles.length === held.roles.length) return
  const version = held.version + 1
  await saveRoles(trx, personId, roles, version)
  await appendEvent(trx, RoleRevoked, { organizationId, aggregateId: personId, version, time: now, data: { personId, roles } })
}
