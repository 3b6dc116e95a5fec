import type { Kysely } from 'kysely'
import type { Assignment } from '../../domain/assignment.ts'
import type { Tables } from '../../tables.ts'
import { toAssignment } from '../rows.ts'

export const activeAssignments = async (db: Kysely<Tables>, personId: string): Promise<Assignment[]> => {
  const rows = await db
    .selectFrom('assignments')
    .selectAll()
    .where('person_id', '=', personId)
    .where('state', '=', 'active')
    .orderBy('created_at')
    .orderBy('assignment_id')
    .execute()
  return rows.map(toAssignment)
}

export const assignmentOfPlan = async (db: Kysely<Tables>, planId: string): Promise<Assignment | null> => {
  const row = await db.selectFrom('assignments').selectAll().where('plan_id', '=', planId).executeTakeFirst()
  return row ? toAssignment(row) : null
}

export const assignmentsOfBatch = async (db: Kysely<Tables>, batchId: string): Promise<Assignment[]> => {
  const rows = await db.selectFrom('assignments').selectAll().where('batch_id', '=', batchId).where('state', '=', 'active').execute()
  return rows.map(toAssignment)
}

/** The path of somebody's own choice, in whatever state. */
export const chosenAssignment = async (db: Kysely<Tables>, personId: string): Promise<Assignment | null> => {
  const row = await db.selectFrom('assignments').selectAll().where('person_id', '=', personId).where('reason', '=', 'chosen').executeTakeFirst()
  return row ? toAssignment(row) : null
}

/** Minutes left over all active assignments, or over those that others gave; people with none are not in the map. */
export const minutesLeftOf = async (db: Kysely<Tables>, personIds: readonly string[], which: 'all' | 'given' = 'all'): Promise<Map<string, number>> => {
  const query = which === 'given' ? db.selectFrom('assignments').where('reason', '<>', 'chosen') : db.selectFrom('assignments')
  const rows = await query
    .select(({ fn }) => ['person_id', fn.sum<string>('minutes_left').as('minutes')])
    .where('person_id', 'in', personIds)
    .where('state', '=', 'active')
    .groupBy('person_id')
    .execute()
  return new Map(rows.map((row) => [row.person_id, Number(row.minutes)]))
}

/** Of these people, who has the path to do. */
export const peopleWithPath = async (db: Kysely<Tables>, pathId: string, personIds: readonly string[]): Promise<Set<string>> => {
  const query = db.selectFrom('assignments').select('person_id').where('path_id', '=', pathId).where('state', '=', 'active')
  const rows = await query.where('person_id', 'in', personIds).execute()
  return new Set(rows.map((row) => row.person_id))
}
