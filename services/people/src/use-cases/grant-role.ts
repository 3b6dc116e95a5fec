import { Refusal, type Role, RoleGranted } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { grant } from '../domain/roles.ts'
import { holdActivePeople } from '../store/writes/people.ts'
import { lockRoles, saveRoles } from '../store/writes/roles.ts'
import type { Tables } from '../tables.ts'

type GrantRole = { organizationId: string; personId: string; role: Role }

/** Gives a role to somebody who is active. Granting what is held changes nothing. */
export const grantRole = async (trx: Transaction<Tables>, { organizationId, personId, role }: GrantRole, now: Date): Promise<void> => {
  const [active] = await holdActivePeople(trx, [personId])
  if (!active) throw new Refusal('not-found')
  const held = await lockRoles(trx, { organizationId, personId })
  if (held.roles.includes(role)) return
  const roles = grant(held.roles, role)
  const version = held.version + 1
  await saveRoles(trx, personId, roles, version)
  await appendEvent(trx, RoleGranted, { organizationId, aggregateId: personId, version, time: now, data: { personId, roles } })
}
