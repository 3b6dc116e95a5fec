import { ProtectedTimeSet } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import { isErased } from '../store/reads/people.ts'
import { saveProtectedTime } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'

export const onProtectedTime = defineConsumer<Tables, typeof ProtectedTimeSet>('progress', [ProtectedTimeSet], async (trx, event) => {
  const { personId, minutesPerWeek } = event.data
  if (!event.organizationId || (await isErased(trx, personId))) return
  await saveProtectedTime(trx, { person_id: personId, organization_id: event.organizationId, minutes_per_week: minutesPerWeek })
})
