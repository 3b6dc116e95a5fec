import { OrganizationCreated } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { normalizedName } from '../domain/name.ts'
import { insertOrganization } from '../store/writes/organizations.ts'
import type { Tables } from '../tables.ts'

/** `organizationId` is also the scope of the transaction: whoever opens it makes the id. */
type CreateOrganization = { organizationId: string; name: string; province: string; timeZone: string }

/** An organization joins Handrail. Creating one that exists changes nothing. */
export const createOrganization = async (trx: Transaction<Tables>, command: CreateOrganization, now: Date): Promise<void> => {
  const { organizationId, province, timeZone } = command
  const name = normalizedName(command.name)
  const isNew = await insertOrganization(trx, { organization_id: organizationId, name, province, time_zone: timeZone, version: 1 })
  if (!isNew) return
  const data = { organizationId, province, timeZone }
  await appendEvent(trx, OrganizationCreated, { organizationId, aggregateId: organizationId, version: 1, time: now, data })
}
