import { PersonErased, Refusal } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { erasedPerson } from '../domain/person.ts'
import { forgetPerson, lockPerson, savePerson } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'
import { leaveTeams } from './leave-teams.ts'
import { personEvent } from './person-event.ts'

type ErasePerson = { organizationId: string; personId: string }

/** Removes all that says something about a person, here and in every event told so far. It cannot be taken back. */
export const erasePerson = async (trx: Transaction<Tables>, { organizationId, personId }: ErasePerson, now: Date): Promise<void> => {
  const row = await lockPerson(trx, personId)
  if (!row) throw new Refusal('not-found')
  if (row.state === 'erased') return
  await leaveTeams(trx, personId, now)
  await forgetPerson(trx, organizationId, personId)
  const saved = {
    name: null,
    address: null,
    role_profile: erasedPerson.roleProfile,
    language: erasedPerson.language,
    time_zone: erasedPerson.timeZone,
    minutes_per_week: erasedPerson.minutesPerWeek,
    state: 'erased' as const,
    version: row.version + 1,
    changed_at: now,
  }
  await savePerson(trx, personId, saved)
  await appendEvent(trx, PersonErased, personEvent({ ...row, ...saved }, now))
}
