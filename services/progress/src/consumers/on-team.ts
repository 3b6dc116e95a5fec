import { TeamChanged } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import { saveTeam } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'

export const onTeam = defineConsumer<Tables, typeof TeamChanged>(
  'progress',
  [TeamChanged],
  async (trx, event) => {
    if (!event.organizationId) return
    const { teamId, managerIds, memberIds, state } = event.data
    await saveTeam(trx, { team_id: teamId, organization_id: event.organizationId, manager_ids: managerIds, member_ids: memberIds, state })
  },
  { projection: ['teams'] },
)
