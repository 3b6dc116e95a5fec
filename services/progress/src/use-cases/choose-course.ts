import { Refusal } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { addChoice, isInPath } from '../domain/own-choice.ts'
import { refuseWhoIsGone } from '../domain/person.ts'
import { activeAssignments, chosenAssignment } from '../store/reads/assignments.ts'
import { finishedCourses, newestCourse } from '../store/reads/courses.ts'
import { lockPerson } from '../store/writes/lock-learning.ts'
import type { Tables } from '../tables.ts'
import { recordAssignments } from './record-assignments.ts'

export type OwnChoice = { organizationId: string; personId: string; courseId: string }

/** Adds a course to the path of one's own. Where it is in some path already, or finished, nothing changes. */
export const chooseCourse = async (trx: Transaction<Tables>, { organizationId, personId, courseId }: OwnChoice, now: Date): Promise<void> => {
  refuseWhoIsGone(await lockPerson(trx, personId))
  const course = await newestCourse(trx, courseId)
  if (!course) throw new Refusal('course-version-unknown')
  if (course.state === 'retired') throw new Refusal('not-found')
  if (isInPath(await activeAssignments(trx, personId), courseId)) return
  if ((await finishedCourses(trx, [personId], [courseId])).size > 0) return
  const step = { courseId, courseVersion: course.course_version, minutes: course.minutes }
  const changed = addChoice(await chosenAssignment(trx, personId), step, { assignmentId: uuidv7(), organizationId, personId }, now)
  if (changed) await recordAssignments(trx, [changed], now)
}
