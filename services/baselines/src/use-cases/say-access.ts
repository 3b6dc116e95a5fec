import type { AccessAnswers } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import { refuseWhoIsGone } from '../domain/person.ts'
import { saveAccess } from '../store/writes/access-answers.ts'
import { lockPerson } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'

type SayAccess = AccessAnswers & { organizationId: string; personId: string }

/** A person says how they get online, or leaves it open. Either way they have been asked; saying it again replaces it. */
export const sayAccess = async (trx: Transaction<Tables>, { organizationId, personId, phone, dataPlan, timeOfDay }: SayAccess, now: Date): Promise<void> => {
  refuseWhoIsGone(await lockPerson(trx, personId))
  await saveAccess(trx, { person_id: personId, organization_id: organizationId, phone, data_plan: dataPlan, time_of_day: timeOfDay, asked_at: now })
}
