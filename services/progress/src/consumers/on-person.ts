import { PersonChanged, PersonErased, PersonJoined, PersonLeft } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import { lockLearning } from '../store/writes/lock-learning.ts'
import { savePerson } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'
import { erasePerson } from '../use-cases/erase-person.ts'
import { withdrawLearning } from '../use-cases/withdraw-learning.ts'

export const onPerson = defineConsumer<Tables, typeof PersonJoined>(
  'progress',
  [PersonJoined, PersonChanged, PersonLeft, PersonErased],
  async (trx, event) => {
    if (!event.organizationId) return
    const { personId, timeZone, minutesPerWeek, state } = event.data
    const person = { organizationId: event.organizationId, personId }
    await lockLearning(trx, [personId])
    await savePerson(trx, { person_id: personId, organization_id: event.organizationId, time_zone: timeZone, minutes_per_week: minutesPerWeek, state })
    if (state === 'left') await withdrawLearning(trx, person, event.time)
    if (state === 'erased') await erasePerson(trx, person, event.time)
  },
  { acts: 'it withdraws the learning of who has left' },
)
