import { type Insertable, sql, type Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

export const saveAssignment = (trx: Transaction<Tables>, { assignment_id, ...assignment }: Insertable<Tables['assignments']>) =>
  trx
    .insertInto('assignments')
    .values({ assignment_id, ...assignment })
    .onConflict((conflict) => conflict.column('assignment_id').doUpdateSet(assignment))
    .execute()

/** A course may be finished in several versions; the newest time stays, in whatever order they are heard. */
export const saveFinishedCourse = (trx: Transaction<Tables>, course: Insertable<Tables['finished_courses']>) =>
  trx
    .insertInto('finished_courses')
    .values(course)
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'course_id']).doUpdateSet({ completed_at: sql<Date>`greatest(finished_courses.completed_at, excluded.completed_at)` }),
    )
    .execute()

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
