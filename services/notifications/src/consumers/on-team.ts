import { TeamChanged } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import { saveTeam } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'

export const onTeam = defineConsumer<Tables, typeof TeamChanged>(
  'notifications',
  [TeamChanged],
  async (trx, { organizationId, data }) => {
    if (!organizationId) return
    const { teamId, managerIds, memberIds, state } = data
    await saveTeam(trx, { team_id: teamId, organization_id: organizationId, manager_ids: managerIds, member_ids: memberIds, state })
  },
  { projection: ['teams'] },
)
