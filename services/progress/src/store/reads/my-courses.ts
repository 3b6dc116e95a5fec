import type { MyCourse } from '@handrail/contracts'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../tables.ts'

/** Every course that somebody began, finished or has to do in a path: two index lookups, however many people there are. */
export const myCourseStates = async (db: Kysely<Tables>, personId: string): Promise<MyCourse[]> => {
  const { rows } = await sql<MyCourse>`
    with begun as (
      select course_id, bool_or(finished_at is not null) as finished from course_progress where person_id = ${personId} group by course_id),
    to_do as (
      select step ->> 'courseId' as course_id, bool_or(reason = 'chosen') as chosen
      from assignments, jsonb_array_elements(steps) as step
      where person_id = ${personId} and state = 'active' and step ->> 'state' = 'to-do' group by 1)
    select course_id as "courseId", to_do.course_id is not null as "inPath", coalesce(chosen, false) as chosen,
      case when finished then 'done' when finished = false then 'started' else 'to-do' end as state
    from begun full join to_do using (course_id)
    order by course_id`.execute(db)
  return rows
}
