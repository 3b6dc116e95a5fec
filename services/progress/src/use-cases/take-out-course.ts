import type { Transaction } from 'kysely'
import { takeOutChoice } from '../domain/own-choice.ts'
import { refuseWhoIsGone } from '../domain/person.ts'
import { chosenAssignment } from '../store/reads/assignments.ts'
import { lockPerson } from '../store/writes/lock-learning.ts'
import type { Tables } from '../tables.ts'
import type { OwnChoice } from './choose-course.ts'
import { recordAssignments } from './record-assignments.ts'

/** Takes a course out of the path of one's own again. Cards that were done stay done, and other paths stay as they are. */
export const takeOutCourse = async (trx: Transaction<Tables>, { personId, courseId }: Omit<OwnChoice, 'organizationId'>, now: Date): Promise<void> => {
  refuseWhoIsGone(await lockPerson(trx, personId))
  const changed = takeOutChoice(await chosenAssignment(trx, personId), courseId, now)
  if (changed) await recordAssignments(trx, [changed], now)
}
