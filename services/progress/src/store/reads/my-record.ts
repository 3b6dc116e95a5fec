import type { LocalizedText, MyRecord } from '@handrail/contracts'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../tables.ts'

type CourseRow = { course_id: string; competency_id: string; title: LocalizedText; can_do: LocalizedText; minutes: number; finished_at: Date }
type PathRow = { assignment_id: string; title: LocalizedText | null; finished_at: Date }

/** What one person has finished: a course once, as it was when they first did. */
export const myRecord = async (db: Kysely<Tables>, personId: string): Promise<MyRecord> => {
  const finished = sql<CourseRow>`
    select * from (
      select distinct on (p.course_id) p.course_id, c.competency_id, c.title, c.can_do, c.minutes, p.finished_at
      from course_progress p join courses c using (course_id, course_version)
      where p.person_id = ${personId} and p.finished_at is not null
      order by p.course_id, p.finished_at) as first_time
    order by finished_at, course_id`
  // What was climbed before this was written down is still known from its path.
  const climbed = sql<PathRow>`
    select assignment_id, title, finished_at from climbed_paths where person_id = ${personId}
    union all
    select assignment_id, title, completed_at from assignments a
    where person_id = ${personId} and state = 'completed' and reason <> 'chosen'
      and not exists (select 1 from climbed_paths c where c.assignment_id = a.assignment_id)
    order by finished_at, assignment_id`
  const [courses, paths] = await Promise.all([finished.execute(db), climbed.execute(db)])
  return {
    courses: courses.rows.map((row) => ({
      courseId: row.course_id,
      competencyId: row.competency_id,
      title: row.title,
      canDo: row.can_do,
      minutes: row.minutes,
      finishedAt: row.finished_at.toISOString(),
    })),
    paths: paths.rows.map((row) => ({ assignmentId: row.assignment_id, title: row.title, finishedAt: row.finished_at.toISOString() })),
  }
}
