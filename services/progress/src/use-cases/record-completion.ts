import { MicroCourseCompletionRecorded, Refusal } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { finishCourse, withSteps } from '../domain/assignment.ts'
import type { CourseCards } from '../domain/complete-card.ts'
import { activeAssignments } from '../store/reads/assignments.ts'
import { courseVersion } from '../store/reads/courses.ts'
import type { Tables } from '../tables.ts'
import { recordAssignments } from './record-assignments.ts'

type RecordCompletion = {
  organizationId: string
  personId: string
  courseId: string
  courseVersion: number
  completionId: string
  isPassed: (course: CourseCards) => boolean
}

/** Tells that somebody has just finished a course, and takes their assignments with it one step on. The caller holds their lock. */
export const recordCompletion = async (trx: Transaction<Tables>, command: RecordCompletion, now: Date): Promise<void> => {
  const { organizationId, personId, courseId, completionId, isPassed } = command
  const course = await courseVersion(trx, courseId, command.courseVersion)
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
      courseVersion: command.courseVersion,
      competencyId: course.competency_id,
      toLevel: course.to_level,
      checkPassed: isPassed({ cardIds: course.card_ids, checks: course.checks }),
      title: course.title,
      completedAt: now.toISOString(),
    },
  })
  const assignments = await activeAssignments(trx, personId)
  const moved = assignments.flatMap((assignment) => {
    const steps = finishCourse(assignment.steps, courseId)
    return steps ? [withSteps(assignment, steps, now)] : []
  })
  await recordAssignments(trx, moved, now)
}
