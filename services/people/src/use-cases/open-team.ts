import { Refusal, TeamChanged } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { normalizedName } from '../domain/name.ts'
import { inOneSpelling } from '../domain/team.ts'
import { siteExists } from '../store/reads/organization.ts'
import { insertTeam, saveTeam } from '../store/writes/teams.ts'
import type { Tables } from '../tables.ts'
import { holdTeamPeople } from './hold-team-people.ts'

type OpenTeam = { organizationId: string; teamId?: string; siteId: string; name: string; managerIds: string[]; memberIds: string[] }

/** Opens a team at a site, with people who are active. Opening an id that is known changes nothing. */
export const openTeam = async (trx: Transaction<Tables>, command: OpenTeam, now: Date): Promise<{ teamId: string }> => {
  const { organizationId, siteId } = command
  const name = normalizedName(command.name)
  const teamId = command.teamId ?? uuidv7()
  const team = inOneSpelling({ teamId, managerIds: command.managerIds, memberIds: command.memberIds, state: 'active' })
  if (!(await siteExists(trx, siteId))) throw new Refusal('not-found')
  await holdTeamPeople(trx, team)
  const isNew = await insertTeam(trx, { team_id: teamId, organization_id: organizationId, site_id: siteId, name, state: 'active', version: 1 })
  if (!isNew) return { teamId }
  await saveTeam(trx, { team, name, organizationId, version: 1 })
  await appendEvent(trx, TeamChanged, { organizationId, aggregateId: teamId, version: 1, time: now, data: team })
  return { teamId }
}
