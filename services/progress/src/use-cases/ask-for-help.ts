import { HelpRequestAsked, Refusal } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { refuseWhoIsGone } from '../domain/person.ts'
import { championFor } from '../store/reads/champions.ts'
import { cardsEver } from '../store/reads/courses.ts'
import { insertHelpRequest } from '../store/writes/help-requests.ts'
import { lockPerson } from '../store/writes/lock-learning.ts'
import type { Tables } from '../tables.ts'

type AskForHelp = { organizationId: string; personId: string; courseId: string; cardId: string | null; question: string }

/** Goes to the champion of the person's cohort, else to one of the organization's, else to whoever becomes one. */
export const askForHelp = async (trx: Transaction<Tables>, command: AskForHelp, now: Date): Promise<{ helpRequestId: string; championId: string | null }> => {
  const { organizationId, personId, courseId, cardId } = command
  refuseWhoIsGone(await lockPerson(trx, personId))
  const cards = await cardsEver(trx, courseId)
  if (!cards) throw new Refusal('not-found')
  if (cardId !== null && !cards.has(cardId)) throw new Refusal('card-not-in-course')
  const helpRequestId = uuidv7()
  const championId = await championFor(trx, personId)
  await insertHelpRequest(trx, {
    help_request_id: helpRequestId,
    organization_id: organizationId,
    person_id: personId,
    champion_id: championId,
    version: 1,
    course_id: courseId,
    card_id: cardId,
    question: command.question,
    answer: null,
    state: 'open',
    asked_at: now,
    answered_at: null,
  })
  await appendEvent(trx, HelpRequestAsked, {
    organizationId,
    aggregateId: helpRequestId,
    version: 1,
    time: now,
    data: { helpRequestId, personId, championId, courseId, cardId, state: 'open', askedAt: now.toISOString(), answeredAt: null },
  })
  return { helpRequestId, championId }
}
