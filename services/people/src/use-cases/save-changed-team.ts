import { TeamChanged } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { type LockedTeam, saveTeam } from '../store/writes/teams.ts'
import type { Tables } from '../tables.ts'

/** The next version of a team that is locked, saved and told. */
export const saveChangedTeam = async (trx: Transaction<Tables>, locked: LockedTeam, now: Date): Promise<void> => {
  const version = locked.version + 1
  await saveTeam(trx, { ...locked, version })
  await appendEvent(trx, TeamChanged, { organizationId: locked.organizationId, aggregateId: locked.team.teamId, version, time: now, data: locked.team })
}
