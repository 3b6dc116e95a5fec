import type { Transaction } from 'kysely'
import { withoutPerson } from '../domain/team.ts'
import { lockTeam, teamsOf } from '../store/writes/teams.ts'
import type { Tables } from '../tables.ts'
import { saveChangedTeam } from './save-changed-team.ts'

/** Takes a person out of every team. Lock the person before, and teams after, in the order of their ids. */
export const leaveTeams = async (trx: Transaction<Tables>, personId: string, now: Date): Promise<void> => {
  for (const teamId of await teamsOf(trx, personId)) {
    const locked = await lockTeam(trx, teamId)
    if (locked) await saveChangedTeam(trx, { ...locked, team: withoutPerson(locked.team, personId) }, now)
  }
}
