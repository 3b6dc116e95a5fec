import { OrganizationChanged, Refusal } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { normalizedName } from '../domain/name.ts'
import { lockOrganization, saveOrganization } from '../store/writes/organizations.ts'
import type { Tables } from '../tables.ts'

type ChangeOrganization = { organizationId: string; name: string; province: string; timeZone: string }

/** The name stays here; where and when the organization works is heard. */
export const changeOrganization = async (trx: Transaction<Tables>, command: ChangeOrganization, now: Date): Promise<void> => {
  const { organizationId, province, timeZone } = command
  const name = normalizedName(command.name)
  const before = await lockOrganization(trx, organizationId)
  if (!before) throw new Refusal('not-found')
  const isHeard = before.province !== province || before.time_zone !== timeZone
  const version = isHeard ? before.version + 1 : before.version
  await saveOrganization(trx, { organization_id: organizationId, name, province, time_zone: timeZone, version })
  if (!isHeard) return
  const data = { organizationId, province, timeZone }
  await appendEvent(trx, OrganizationChanged, { organizationId, aggregateId: organizationId, version, time: now, data })
}
