import { PersonChanged, Refusal } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { applyChange, type PersonChange } from '../domain/person.ts'
import { lockPerson, savePerson } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'
import { personEvent } from './person-event.ts'

type ChangePerson = { organizationId: string; personId: string } & PersonChange

/** Changes what is given, of somebody who is active. Changing to what already holds is not heard. */
export const changePerson = async (trx: Transaction<Tables>, { personId, organizationId: _, ...change }: ChangePerson, now: Date): Promise<void> => {
  const row = await lockPerson(trx, personId)
  if (row?.state !== 'active' || row.name === null || row.address === null) throw new Refusal('not-found')
  const before = {
    name: row.name,
    address: row.address,
    roleProfile: row.role_profile,
    language: row.language,
    timeZone: row.time_zone,
    minutesPerWeek: row.minutes_per_week,
  }
  const { after, isHeard } = applyChange(before, change)
  const saved = {
    name: after.name,
    address: after.address,
    role_profile: after.roleProfile,
    language: after.language,
    time_zone: after.timeZone,
    minutes_per_week: after.minutesPerWeek,
    version: isHeard ? row.version + 1 : row.version,
    changed_at: now,
  }
  await savePerson(trx, personId, saved)
  if (isHeard) await appendEvent(trx, PersonChanged, personEvent({ ...row, ...saved }, now))
}
