import { OrganizationChanged, OrganizationCreated } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import { saveOrganization } from '../store/writes/organizations.ts'
import type { Tables } from '../tables.ts'

export const onOrganization = defineConsumer<Tables, typeof OrganizationCreated>(
  'baselines',
  [OrganizationCreated, OrganizationChanged],
  async (trx, event) => {
    const { organizationId, province, timeZone } = event.data
    await saveOrganization(trx, { organization_id: organizationId, province, time_zone: timeZone })
  },
  { projection: ['organizations'] },
)
