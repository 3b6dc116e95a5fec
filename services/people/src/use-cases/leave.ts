import { PersonLeft, Refusal } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { lockPerson, savePerson } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'
import { leaveTeams } from './leave-teams.ts'
import { personEvent } from './person-event.ts'

type Leave = { organizationId: string; personId: string }

/** Somebody leaves the organization: out of every team, and signed out at the next token. Leaving twice is leaving once. */
export const leave = async (trx: Transaction<Tables>, { personId }: Leave, now: Date): Promise<void> => {
  const row = await lockPerson(trx, personId)
  if (!row) throw new Refusal('not-found')
  if (row.state !== 'active') return
  const saved = { state: 'left' as const, version: row.version + 1, changed_at: now }
  await savePerson(trx, personId, saved)
  await appendEvent(trx, PersonLeft, personEvent({ ...row, ...saved }, now))
  await leaveTeams(trx, personId, now)
}
