import { Refusal } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import { refuseWhoIsGone } from '../domain/person.ts'
import { championFor } from '../store/reads/champions.ts'
import { cardsEver } from '../store/reads/courses.ts'
import { lockPerson } from '../store/writes/lock-learning.ts'
import { saveTalkingPoint } from '../store/writes/talking-points.ts'
import type { Tables } from '../tables.ts'

type BringToChampion = { organizationId: string; personId: string; courseId: string; cardId: string }

/** Marks a card to talk about with the person's champion, or with whoever becomes one. Again changes nothing. */
export const bringToChampion = async (trx: Transaction<Tables>, command: BringToChampion, now: Date): Promise<void> => {
  const { organizationId, personId, courseId, cardId } = command
  refuseWhoIsGone(await lockPerson(trx, personId))
  const cards = await cardsEver(trx, courseId)
  if (!cards) throw new Refusal('not-found')
  if (!cards.has(cardId)) throw new Refusal('card-not-in-course')
  await saveTalkingPoint(trx, {
    person_id: personId,
    course_id: courseId,
    card_id: cardId,
    organization_id: organizationId,
    champion_id: await championFor(trx, personId),
    marked_at: now,
  })
}
