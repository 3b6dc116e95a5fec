import type { MyLearning } from '@handrail/contracts'
import type { Kysely } from 'kysely'
import { followUpDue, followUpWindow } from '../../domain/follow-up.ts'
import type { Tables } from '../../tables.ts'

/** The course to ask about now, if any. */
export const dueFollowUp = async (db: Kysely<Tables>, personId: string, now: Date): Promise<MyLearning['followUp']> => {
  const { from, to } = followUpWindow(now)
  const finished = db
    .selectFrom('course_progress as done')
    .leftJoin('courses as course', (join) => join.onRef('course.course_id', '=', 'done.course_id').onRef('course.course_version', '=', 'done.course_version'))
    .select(['done.course_id', 'done.finished_at', 'done.tested_out', 'course.title', 'course.can_do'])
    .where('done.person_id', '=', personId)
    .where('done.finished_at', '>=', from)
    .where('done.finished_at', '<=', to)
  const asked = db.selectFrom('follow_ups').select(['course_id', 'answered_at', 'put_away_at']).where('person_id', '=', personId)
  const [rows, followed] = await Promise.all([finished.execute(), asked.execute()])
  const due = followUpDue(
    rows.flatMap((row) =>
      row.finished_at ? [{ courseId: row.course_id, finishedAt: row.finished_at, testedOut: row.tested_out, title: row.title, canDo: row.can_do }] : [],
    ),
    followed.map((row) => ({ courseId: row.course_id, answeredAt: row.answered_at, putAwayAt: row.put_away_at })),
    now,
  )
  return due && { courseId: due.courseId, title: due.title, canDo: due.canDo, finishedAt: due.finishedAt.toISOString() }
}

export const followUpOf = (db: Kysely<Tables>, personId: string, courseId: string) =>
  db.selectFrom('follow_ups').selectAll().where('person_id', '=', personId).where('course_id', '=', courseId).executeTakeFirst()
