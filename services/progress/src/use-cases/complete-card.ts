import { type CardCompleted, MicroCourseCompletionRecorded, Refusal } from '@handrail/contracts'
import { appendEvent, type Database, inOrganization } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { finishCourse, withSteps } from '../domain/assignment.ts'
import { isCheckPassed } from '../domain/complete-card.ts'
import { activeAssignments } from '../store/reads/assignments.ts'
import { courseVersion } from '../store/reads/courses.ts'
import { type CardOutcome, type CardToComplete, completeAnyCard, completeEarlierCard } from '../store/writes/complete-card.ts'
import { lockLearning } from '../store/writes/lock-learning.ts'
import type { Tables } from '../tables.ts'
import { recordAssignments } from './record-assignments.ts'

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
  if (outcome.outcome === 'just-finished') await rollUp(trx, command, completionId, outcome.checksPassed, now)
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

const rollUp = async (
  trx: Transaction<Tables>,
  { organizationId, personId, courseId, courseVersion: version }: CardToComplete,
  completionId: string,
  checksPassed: readonly string[],
  now: Date,
) => {
  const course = await courseVersion(trx, courseId, version)
  if (!course) throw new Refusal('course-version-unknown')
  await appendEvent(trx, MicroCourseCompletionRecorded, {
    organizationId,
    aggregateId: completionId,
    version: 1,
    time: now,
    data: {
      completionId,
      personId,
      courseId,
      courseVersion: version,
      competencyId: course.competency_id,
      toLevel: course.to_level,
      checkPassed: isCheckPassed({ cardIds: course.card_ids, checks: course.checks }, checksPassed),
      title: course.title,
      completedAt: now.toISOString(),
    },
  })
  const assignments = await activeAssignments(trx, [personId])
  const moved = assignments.flatMap((assignment) => {
    const steps = finishCourse(assignment.steps, courseId)
    return steps ? [withSteps(assignment, steps, now)] : []
  })
  await recordAssignments(trx, moved, now)
}
