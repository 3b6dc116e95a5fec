import { type Insertable, type Selectable, sql, type Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

type Assignment = Omit<Selectable<Tables['assignments']>, 'due_on' | 'finish_on'> & { due_on: string | null; finish_on: string | null }

const assignmentColumns = [
  ...['organization_id', 'person_id', 'path_id', 'chosen', 'title', 'steps_total', 'steps_done', 'minutes_left'],
  ...['next_course', 'due_on', 'finish_on', 'state', 'created_at', 'completed_at', 'changed_at'],
]

/** Each assignment at most once. They travel as one JSON text, so that the statement is the same for any number. */
export const saveAssignments = (trx: Transaction<Tables>, assignments: readonly Assignment[]) => {
  const columns = sql.join(assignmentColumns.map((column) => sql.ref(column)))
  const changes = sql.join(assignmentColumns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`))
  return sql`
    insert into assignments (assignment_id, ${columns})
    select assignment_id, ${columns} from json_populate_recordset(null::assignments, ${JSON.stringify(assignments)}::text::json) order by assignment_id
    on conflict (assignment_id) do update set ${changes}`.execute(trx)
}

/** A course may be finished in several versions; the newest time stays, in whatever order they are heard. */
export const saveFinishedCourses = (trx: Transaction<Tables>, courses: readonly Selectable<Tables['finished_courses']>[]) =>
  sql`
    insert into finished_courses (person_id, course_id, organization_id, completed_at)
    select person_id, course_id, organization_id, max(completed_at)
    from json_populate_recordset(null::finished_courses, ${JSON.stringify(courses)}::text::json)
    group by person_id, course_id, organization_id order by person_id, course_id
    on conflict (person_id, course_id) do update set completed_at = greatest(finished_courses.completed_at, excluded.completed_at)`.execute(trx)

export const saveHelpRequest = (trx: Transaction<Tables>, { help_request_id, ...request }: Insertable<Tables['help_requests']>) =>
  trx
    .insertInto('help_requests')
    .values({ help_request_id, ...request })
    .onConflict((conflict) => conflict.column('help_request_id').doUpdateSet(request))
    .execute()

export const saveCohort = (trx: Transaction<Tables>, { cohort_id, ...cohort }: Insertable<Tables['cohorts']>) =>
  trx
    .insertInto('cohorts')
    .values({ cohort_id, ...cohort })
    .onConflict((conflict) => conflict.column('cohort_id').doUpdateSet(cohort))
    .execute()
