import { type CardCompleted, Refusal } from '@handrail/contracts'
import { type Database, inOrganization } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { type CourseCards, isCheckPassed } from '../domain/complete-card.ts'
import { type CardOutcome, type CardToComplete, completeAnyCard, completeEarlierCard } from '../store/writes/complete-card.ts'
import { lockLearning } from '../store/writes/lock-learning.ts'
import type { Tables } from '../tables.ts'
import { recordCompletion } from './record-completion.ts'

const answerOf = ({ outcome, cardsDone, cardsTotal, finished }: CardOutcome): CardCompleted => {
  if (outcome === 'person-gone') throw new Refusal('not-found')
  if (outcome === 'course-version-unknown' || outcome === 'card-not-in-course') throw new Refusal(outcome)
  return { cardsDone: [...cardsDone], cardsTotal, courseFinished: finished }
}

/**
 * A person completes a card. Again changes nothing. The last card records the completion and takes every active
 * assignment with this course one step on. Choices are judged and forgotten.
 */
export const completeCard = async (trx: Transaction<Tables>, command: CardToComplete, now: Date): Promise<CardCompleted> => {
  await lockLearning(trx, [command.personId])
  const completionId = uuidv7()
  const outcome = await completeAnyCard(trx, command, completionId, now)
  if (outcome.outcome === 'just-finished') {
    const isPassed = (course: CourseCards) => isCheckPassed(course, outcome.checksPassed)
    await recordCompletion(trx, { ...command, completionId, isPassed }, now)
  }
  return answerOf(outcome)
}

/**
 * The hot path: the same for a card that is not the last one, in a single round trip without the people's lock. Only a
 * last card pays for a transaction, and is decided there anew.
 */
export const completeCardFast = async (database: Database<Tables>, command: CardToComplete, now: Date): Promise<CardCompleted> => {
  const outcome = await completeEarlierCard(database, command, now)
  if (outcome.outcome !== 'last-card') return answerOf(outcome)
  return inOrganization(database, command.organizationId, (trx) => completeCard(trx, command, now))
}
