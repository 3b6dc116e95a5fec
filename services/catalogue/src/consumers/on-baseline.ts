import { BaselinePublished } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import { saveFloor } from '../store/writes/floors.ts'
import type { Tables } from '../tables.ts'

/** Only keeps the floor and marks who must look: planning again is many people's work, and the tick's. */
export const onBaseline = defineConsumer<Tables, typeof BaselinePublished>(
  'catalogue',
  [BaselinePublished],
  async (trx, event) => {
    const { roleProfile, baselineVersion, floors } = event.data
    await saveFloor(trx, {
      organization_id: event.organizationId,
      role_profile: roleProfile,
      baseline_version: baselineVersion,
      floors: JSON.stringify(floors),
    })
  },
  { projection: ['baselines'] },
)
