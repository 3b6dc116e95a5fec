import { TeamChanged } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import { saveTeam } from '../store/writes/teams.ts'
import type { Tables } from '../tables.ts'

export const onTeam = defineConsumer<Tables, typeof TeamChanged>(
  'baselines',
  [TeamChanged],
  async (trx, { organizationId, data }) => {
    if (!organizationId) return
    const { teamId, managerIds, memberIds, state } = data
    await saveTeam(trx, {
      team_id: teamId,
      organization_id: organizationId,
      manager_ids: JSON.stringify(managerIds),
      member_ids: JSON.stringify(memberIds),
      state,
    })
  },
  { projection: ['teams'] },
)
