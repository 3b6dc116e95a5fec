import { platform } from '@handrail/postgres'
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

/** Empties what the outbox says of a person's aggregates; envelopes and versions stay, so that nothing loses count. */
export const emptyOutboxOf = (trx: Transaction<Tables>, { organizationId, personId }: { organizationId: string; personId: string }) =>
  sql`
    update outbox set data = null
    from (
      select 'assignment' as aggregate, assignment_id::text as id from assignments where person_id = ${personId}
      union all select 'micro-course-completion', completion_id::text from course_progress where person_id = ${personId} and completion_id is not null
      union all select 'help-request', help_request_id::text from help_requests where person_id = ${personId}
      union all select 'champion-invitation', invitation_id::text from champion_invitations where person_id = ${personId}
      union all select 'practice', practice_id::text from follow_ups where person_id = ${personId}
      union all select 'cohort', cohort_id::text from cohorts where champion_id = ${personId}
      union all select 'cohort', cohort_id::text from cohort_people where person_id = ${personId}
    ) as theirs
    where outbox.organization_id = ${organizationId} and outbox.aggregate = theirs.aggregate and outbox.aggregate_id = theirs.id`.execute(trx)

/** Everything that only serves one person. What others have to do stays, without the name of who gave it. */
export const deletePersonRows = async (trx: Transaction<Tables>, personId: string): Promise<void> => {
  const theirCohorts = trx.selectFrom('cohorts').select('cohort_id').where('champion_id', '=', personId)
  await trx.deleteFrom('cohort_people').where('cohort_id', 'in', theirCohorts).execute()
  await trx.deleteFrom('cohorts').where('champion_id', '=', personId).execute()
  await trx.updateTable('assignments').set({ assigned_by: null }).where('assigned_by', '=', personId).execute()
  await trx.updateTable('help_requests').set({ champion_id: null }).where('champion_id', '=', personId).execute()
  await trx.updateTable('talking_points').set({ champion_id: null }).where('champion_id', '=', personId).execute()
  await trx.deleteFrom('assignment_batches').where('assigned_by', '=', personId).execute()
  for (const table of [
    'cohort_people',
    'assignments',
    'climbed_paths',
    'arrivals',
    'course_progress',
    'card_openings',
    'champion_invitations',
    'help_requests',
    'talking_points',
    'follow_ups',
    'person_roles',
    'protected_times',
  ] as const) {
    await trx.deleteFrom(table).where('person_id', '=', personId).execute()
  }
  await platform(trx).deleteFrom('idempotency_keys').where(sql<boolean>`(person_id = ${personId} or answer -> 'body' ->> 'championId' = ${personId})`).execute()
}
