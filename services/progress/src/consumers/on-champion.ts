import { ChampionSuggested } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import type { Tables } from '../tables.ts'
import { inviteChampion } from '../use-cases/invite-champion.ts'

export const onChampion = defineConsumer<Tables, typeof ChampionSuggested>(
  'progress',
  [ChampionSuggested],
  async (trx, event) => {
    if (!event.organizationId) return
    await inviteChampion(trx, { organizationId: event.organizationId, personId: event.data.personId }, event.time)
  },
  { acts: 'it invites champions' },
)
