import { Refusal } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import { normalizedName } from '../domain/name.ts'
import { inOneSpelling } from '../domain/team.ts'
import { lockTeam } from '../store/writes/teams.ts'
import type { Tables } from '../tables.ts'
import { holdTeamPeople } from './hold-team-people.ts'
import { saveChangedTeam } from './save-changed-team.ts'

type ChangeTeam = { organizationId: string; teamId: string; name: string; managerIds: string[]; memberIds: string[]; state: 'active' | 'closed' }

/** The team as it is from now on. Saying what already holds changes nothing. */
export const changeTeam = async (trx: Transaction<Tables>, command: ChangeTeam, now: Date): Promise<void> => {
  const { teamId, state } = command
  const name = normalizedName(command.name)
  const team = inOneSpelling({ teamId, managerIds: command.managerIds, memberIds: command.memberIds, state })
  await holdTeamPeople(trx, team)
  const locked = await lockTeam(trx, teamId)
  if (!locked) throw new Refusal('not-found')
  const isSame = locked.name === name && JSON.stringify(inOneSpelling(locked.team)) === JSON.stringify(team)
  if (!isSame) await saveChangedTeam(trx, { ...locked, name, team }, now)
}
