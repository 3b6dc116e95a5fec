import { Refusal } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import { EVERYBODY, leavesALead } from '../domain/roles.ts'
import { countOtherLeads, personOf } from '../store/reads/people.ts'
import { leaveFarewell } from '../store/writes/farewells.ts'
import { lockOrganization } from '../store/writes/organizations.ts'
import type { Tables } from '../tables.ts'
import { erasePerson } from './erase-person.ts'

type EraseMyself = { organizationId: string; personId: string }

/** Somebody asks to be erased. The only lead of an agency finds another one first. Answers the address, for the last time. */
export const eraseMyself = async (trx: Transaction<Tables>, command: EraseMyself, now: Date): Promise<{ address: string }> => {
  // Of two leads who go at once, the second sees that the first has gone.
  await lockOrganization(trx, command.organizationId)
  const person = await personOf(trx, command.personId)
  if (!person) throw new Refusal('sign-in-needed')
  if (!leavesALead(person.roles ?? EVERYBODY, await countOtherLeads(trx, command.personId))) throw new Refusal('only-lead')
  await erasePerson(trx, command, now)
  await leaveFarewell(trx, person, now)
  return { address: person.address }
}
