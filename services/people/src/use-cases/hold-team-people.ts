import { Refusal } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import type { Team } from '../domain/team.ts'
import { holdActivePeople } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'

/** Refuses a team with somebody who is not active here, and keeps all of them from leaving meanwhile. */
export const holdTeamPeople = async (trx: Transaction<Tables>, team: Team): Promise<void> => {
  const wanted = new Set([...team.managerIds, ...team.memberIds])
  const held = await holdActivePeople(trx, [...wanted])
  if (held.length < wanted.size) throw new Refusal('not-found')
}
