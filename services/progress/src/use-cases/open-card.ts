import { Refusal } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import { dayIn } from '../domain/day.ts'
import { refuseWhoIsGone } from '../domain/person.ts'
import { saveOpening } from '../store/writes/card-openings.ts'
import { lockPerson } from '../store/writes/lock-learning.ts'
import type { Tables } from '../tables.ts'

type OpenCard = { organizationId: string; personId: string; courseId: string; cardId: string }

/** Notes on which days a card was opened: twice, and not done, is a sign of being stuck. */
export const openCard = async (trx: Transaction<Tables>, command: OpenCard, now: Date): Promise<void> => {
  const learner = await lockPerson(trx, command.personId)
  refuseWhoIsGone(learner)
  const isKnown = await saveOpening(trx, command, dayIn(now, learner.timeZone))
  if (!isKnown) throw new Refusal('card-not-in-course')
}
