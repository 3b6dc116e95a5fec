import { type Language, PersonJoined } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { normalizedName } from '../domain/name.ts'
import { normalizedAddress } from '../domain/person.ts'
import { insertPerson } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'
import { personEvent } from './person-event.ts'

type AddPerson = {
  organizationId: string
  personId?: string
  name: string
  address: string
  roleProfile: string
  language: Language
  timeZone: string
  minutesPerWeek?: number | null
}

/** Somebody joins an organization, as a learner. Adding an id that is known changes nothing. */
export const addPerson = async (trx: Transaction<Tables>, command: AddPerson, now: Date): Promise<{ personId: string }> => {
  const personId = command.personId ?? uuidv7()
  const person = {
    person_id: personId,
    organization_id: command.organizationId,
    name: normalizedName(command.name),
    address: normalizedAddress(command.address),
    role_profile: command.roleProfile,
    language: command.language,
    time_zone: command.timeZone,
    minutes_per_week: command.minutesPerWeek ?? null,
    state: 'active' as const,
    version: 1,
    joined_at: now,
    changed_at: now,
  }
  if (await insertPerson(trx, person)) await appendEvent(trx, PersonJoined, personEvent(person, now))
  return { personId }
}
