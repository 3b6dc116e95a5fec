import type { Transaction } from 'kysely'
import type { Assignment } from '../../domain/assignment.ts'
import type { Tables } from '../../tables.ts'
import { fromAssignment } from '../rows.ts'

/** New or changed; what an assignment is about never changes, only how far it is. */
export const saveAssignments = (trx: Transaction<Tables>, assignments: readonly Assignment[]) =>
  trx
    .insertInto('assignments')
    .values(assignments.map(fromAssignment))
    .onConflict((conflict) =>
      conflict.column('assignment_id').doUpdateSet(({ ref }) => ({
        version: ref('excluded.version'),
        state: ref('excluded.state'),
        steps: ref('excluded.steps'),
        steps_total: ref('excluded.steps_total'),
        steps_done: ref('excluded.steps_done'),
        minutes_left: ref('excluded.minutes_left'),
        completed_at: ref('excluded.completed_at'),
      })),
    )
    .execute()

export const saveArrival = (trx: Transaction<Tables>, arrival: Tables['arrivals']) =>
  trx
    .insertInto('arrivals')
    .values(arrival)
    .onConflict((conflict) => conflict.column('self_assessment_id').doUpdateSet({ assignment_id: arrival.assignment_id }))
    .execute()

/** The first time counts: what is climbed again later was climbed already. */
export const saveClimbedPaths = async (trx: Transaction<Tables>, assignments: readonly Assignment[]): Promise<void> => {
  const climbed = assignments.flatMap(({ assignmentId, organizationId, personId, title, completedAt }) =>
    completedAt === null
      ? []
      : [
          {
            assignment_id: assignmentId,
            organization_id: organizationId,
            person_id: personId,
            title: title && JSON.stringify(title),
            finished_at: completedAt,
          },
        ],
  )
  if (climbed.length === 0) return
  await trx
    .insertInto('climbed_paths')
    .values(climbed)
    .onConflict((conflict) => conflict.column('assignment_id').doNothing())
    .execute()
}
