import type { Insertable, Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

export const saveCourse = (trx: Transaction<Tables>, course: Insertable<Tables['courses']>) =>
  trx
    .insertInto('courses')
    .values(course)
    .onConflict((conflict) => conflict.columns(['course_id', 'course_version']).doUpdateSet(course))
    .execute()

export const saveScenarioCheck = (trx: Transaction<Tables>, check: Insertable<Tables['scenario_checks']>) =>
  trx
    .insertInto('scenario_checks')
    .values(check)
    .onConflict((conflict) => conflict.column('competency_id').doUpdateSet(check))
    .execute()

/** A version that was overtaken by a newer one: kept where it is not known yet. */
export const addCourseVersion = (trx: Transaction<Tables>, course: Insertable<Tables['courses']>) =>
  trx
    .insertInto('courses')
    .values(course)
    .onConflict((conflict) => conflict.doNothing())
    .execute()

export const savePath = (trx: Transaction<Tables>, path: Insertable<Tables['learning_paths']>) =>
  trx
    .insertInto('learning_paths')
    .values(path)
    .onConflict((conflict) => conflict.column('path_id').doUpdateSet(path))
    .execute()
