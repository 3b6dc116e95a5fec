import { Refusal } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { refuseWhoIsGone } from '../domain/person.ts'
import { type CheckAnswer, isShown } from '../domain/test-out.ts'
import { courseVersion as courseVersionOf, finishedCourses } from '../store/reads/courses.ts'
import { scenarioCheckOf } from '../store/reads/scenario-checks.ts'
import { lockPerson } from '../store/writes/lock-learning.ts'
import { finishByTestOut } from '../store/writes/test-out.ts'
import type { Tables } from '../tables.ts'
import { recordCompletion } from './record-completion.ts'

type TestOut = {
  organizationId: string
  personId: string
  courseId: string
  courseVersion: number
  checkVersion: number
  answers: readonly CheckAnswer[]
}

/**
 * Somebody shows that they can do already what a course leads to: then it is finished, with its check passed. Otherwise
 * nothing is written anywhere, not even that they tried. A course finished before stays as it was.
 */
export const testOut = async (trx: Transaction<Tables>, command: TestOut, now: Date): Promise<{ passed: boolean }> => {
  const { organizationId, personId, courseId, courseVersion, answers } = command
  refuseWhoIsGone(await lockPerson(trx, personId))
  const course = await courseVersionOf(trx, courseId, courseVersion)
  if (!course) throw new Refusal('course-version-unknown')
  const { version, items } = await scenarioCheckOf(trx, course.competency_id)
  if (version !== command.checkVersion) throw new Refusal('check-changed')
  if (!isShown({ checks: course.checks, toLevel: course.to_level }, items, answers)) return { passed: false }

  const finished = await finishedCourses(trx, [personId], [courseId])
  if (finished.get(personId)?.has(courseId)) return { passed: true }
  const completionId = uuidv7()
  const checkIds = Object.keys(course.checks)
  await finishByTestOut(trx, { organizationId, personId, courseId, courseVersion, cardIds: course.card_ids, checkIds, completionId }, now)
  await recordCompletion(trx, { organizationId, personId, courseId, courseVersion, completionId, isPassed: () => true }, now)
  return { passed: true }
}
