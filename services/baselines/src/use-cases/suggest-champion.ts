import { ChampionSuggested } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { CHAMPION_PROFILE, showsOthersOftenEnough } from '../domain/champion.ts'
import type { Answers } from '../domain/current-level.ts'
import { currentFloor } from '../store/reads/floors.ts'
import { saveFirstSuggestion } from '../store/writes/champion-suggestions.ts'
import type { Tables } from '../tables.ts'

type SuggestChampion = { organizationId: string; personId: string; answers: Answers }

/** Suggests somebody as a digital champion, once in their life here, when their answers say so. */
export const suggestChampion = async (trx: Transaction<Tables>, { organizationId, personId, answers }: SuggestChampion, now: Date): Promise<void> => {
  const floor = await currentFloor(trx, CHAMPION_PROFILE)
  if (!floor || !showsOthersOftenEnough(floor, answers)) return
  const isFirst = await saveFirstSuggestion(trx, { person_id: personId, organization_id: organizationId, suggested_at: now })
  if (!isFirst) return
  await appendEvent(trx, ChampionSuggested, {
    organizationId,
    aggregateId: personId,
    version: 1,
    time: now,
    data: { personId, suggestedAt: now.toISOString() },
  })
}
