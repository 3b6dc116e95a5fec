import type { DataOf, TeamChanged } from '@handrail/contracts'

export type Team = DataOf<typeof TeamChanged>

const each = (ids: readonly string[]) => [...new Set(ids)].sort()

/** A team in its one spelling: nobody twice, and always in the same order. */
export const inOneSpelling = (team: Team): Team => ({ ...team, managerIds: each(team.managerIds), memberIds: each(team.memberIds) })

export const withoutPerson = (team: Team, personId: string): Team => ({
  ...team,
  managerIds: team.managerIds.filter((id) => id !== personId),
  memberIds: team.memberIds.filter((id) => id !== personId),
})
