import type { Transaction } from 'kysely'
import { isTimeZone } from '../domain/period.ts'
import { eraseRows, lockPerson, saveOrganization, savePerson } from '../store/writes/people.ts'
import { addRecipient } from '../store/writes/recipients.ts'
import type { Tables } from '../tables.ts'

type HearPerson = { organizationId: string; personId: string; language: 'en' | 'fr'; timeZone: string; state: 'active' | 'left' | 'erased' }

/** Keeps what a digest needs of a person; of an erased one only the id, so that nothing heard late brings them back. */
export const hearPerson = async (trx: Transaction<Tables>, { organizationId, personId, language, timeZone, state }: HearPerson): Promise<void> => {
  await lockPerson(trx, personId)
  await saveOrganization(trx, organizationId)
  const row = { person_id: personId, organization_id: organizationId }
  if (state === 'erased') {
    await savePerson(trx, { ...row, language: 'en', time_zone: 'UTC', state })
    await eraseRows(trx, { organizationId, personId })
    return
  }
  await savePerson(trx, { ...row, language, time_zone: isTimeZone(timeZone) ? timeZone : 'UTC', state })
  await addRecipient(trx, { organizationId, personId })
}
