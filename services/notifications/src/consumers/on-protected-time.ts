import { ProtectedTimeSet } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import { lockPerson, saveProtectedTime } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'

export const onProtectedTime = defineConsumer<Tables, typeof ProtectedTimeSet>(
  'notifications',
  [ProtectedTimeSet],
  async (trx, { organizationId, data }) => {
    if (!organizationId || (await lockPerson(trx, data.personId)) === 'erased') return
    await saveProtectedTime(trx, { person_id: data.personId, organization_id: organizationId, minutes_per_week: data.minutesPerWeek })
  },
  { projection: ['protected_times'] },
)
