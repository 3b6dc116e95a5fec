import type { DataOf, PersonChanged } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import { erasePerson, savePerson } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'
import { planPath } from './plan-path.ts'

type Person = Pick<DataOf<typeof PersonChanged>, 'personId' | 'state'> & { organizationId: string }

/** Nothing is planned for who has left; who comes back gets what was missed meanwhile; an erased person leaves nothing. */
export const takeInPerson = async (trx: Transaction<Tables>, person: Person, now: Date): Promise<void> => {
  await savePerson(trx, person, person.state)
  if (person.state === 'erased') await erasePerson(trx, person)
  else await planPath(trx, person, now)
}
