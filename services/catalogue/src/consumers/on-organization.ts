import { OrganizationChanged, OrganizationCreated } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import { saveOrganization } from '../store/writes/floors.ts'
import type { Tables } from '../tables.ts'

export const onOrganization = defineConsumer<Tables, typeof OrganizationCreated>(
  'catalogue',
  [OrganizationCreated, OrganizationChanged],
  async (trx, event) => {
    await saveOrganization(trx, event.data.organizationId)
  },
  { acts: 'it marks whose plans are due' },
)
