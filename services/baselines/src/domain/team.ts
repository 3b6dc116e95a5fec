import { Refusal, type Role } from '@handrail/contracts'

export type Team = { manager_ids: readonly string[]; state: 'active' | 'closed' }

/** A team's picture is for its managers and for the organization's leads; to anybody else it is not there. */
export const refuseStrangers = (team: Team | undefined, { personId, roles }: { personId: string; roles: readonly Role[] }): void => {
  const isTheirs = roles.includes('lead') || (roles.includes('manager') && team?.manager_ids.includes(personId))
  if (team?.state !== 'active' || !isTheirs) throw new Refusal('not-found')
}

/** What somebody shares with their manager is for those who manage this team, and for no lead. */
export const refuseOthersThanManagers = (team: Team | undefined, { personId, roles }: { personId: string; roles: readonly Role[] }): void => {
  if (team?.state !== 'active' || !roles.includes('manager') || !team.manager_ids.includes(personId)) throw new Refusal('not-found')
}
