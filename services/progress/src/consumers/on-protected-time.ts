import { ProtectedTimeSet } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import { lockPerson } from '../store/writes/lock-learning.ts'
import { saveProtectedTime } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'

/** An aggregate of its own: it may be heard after its person was erased. */
export const onProtectedTime = defineConsumer<Tables, typeof ProtectedTimeSet>(
  'progress',
  [ProtectedTimeSet],
  async (trx, event) => {
    const { personId, minutesPerWeek } = event.data
    if (!event.organizationId || (await lockPerson(trx, personId)).state === 'erased') return
    await saveProtectedTime(trx, { person_id: personId, organization_id: event.organizationId, minutes_per_week: minutesPerWeek })
  },
  { projection: ['protected_times'] },
)
