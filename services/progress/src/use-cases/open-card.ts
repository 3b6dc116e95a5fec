import { Refusal } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import { dayIn } from '../domain/day.ts'
import { learnerOf } from '../store/reads/learners.ts'
import { saveOpening } from '../store/writes/card-openings.ts'
import type { Tables } from '../tables.ts'

type OpenCard = { organizationId: string; personId: string; courseId: string; cardId: string }

/** Notes on which days a card was opened: twice, and not done, is a sign of being stuck. */
export const openCard = async (trx: Transaction<Tables>, command: OpenCard, now: Date): Promise<void> => {
  const { timeZone } = await learnerOf(trx, command.personId)
  const isKnown = await saveOpening(trx, command, dayIn(now, timeZone))
  if (!isKnown) throw new Refusal('card-not-in-course')
}
