import { platform } from '@handrail/postgres'
import { type Insertable, sql, type Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

type Person = { organizationId: string; personId: string }
type State = Tables['people']['state']

/** Locks whatever is known of a person for this transaction, and answers their state; who was not heard of yet is active. */
export const lockPerson = async (trx: Transaction<Tables>, { organizationId, personId }: Person): Promise<State> => {
  const { state } = await trx
    .insertInto('people')
    .values({ person_id: personId, organization_id: organizationId, state: 'active' })
    // Changes nothing, but locks the row that is there and returns it in the same round trip.
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet((next) => ({ person_id: next.ref('excluded.person_id') })))
    .returning('state')
    .executeTakeFirstOrThrow()
  return state
}

export const savePerson = (trx: Transaction<Tables>, { organizationId, personId }: Person, state: State) =>
  trx
    .insertInto('people')
    .values({ person_id: personId, organization_id: organizationId, state })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ state }))
    .execute()

/** Saves answers unless newer ones are known. Answers whether they are the newest. */
export const saveAnswers = async (trx: Transaction<Tables>, answers: Insertable<Tables['self_assessments']>): Promise<boolean> => {
  const saved = await trx
    .insertInto('self_assessments')
    .values(answers)
    .onConflict((conflict) =>
      conflict
        .column('person_id')
        .doUpdateSet({
          self_assessment_id: answers.self_assessment_id,
          role_profile: answers.role_profile,
          baseline_version: answers.baseline_version,
          submitted_at: answers.submitted_at,
          competencies: answers.competencies,
        })
        .where(sql<boolean>`(self_assessments.submitted_at, self_assessments.self_assessment_id) < (excluded.submitted_at, excluded.self_assessment_id)`),
    )
    .returning('person_id')
    .executeTakeFirst()
  return saved !== undefined
}

export const saveCompletion = (trx: Transaction<Tables>, completion: Insertable<Tables['completions']>) =>
  trx
    .insertInto('completions')
    .values(completion)
    .onConflict((conflict) => conflict.doNothing())
    .execute()

/** Removes all that was kept for a person, and what the log of their plan's events said. */
export const erasePerson = async (trx: Transaction<Tables>, { organizationId, personId }: Person): Promise<void> => {
  await trx.deleteFrom('self_assessments').where('person_id', '=', personId).execute()
  await trx.deleteFrom('completions').where('person_id', '=', personId).execute()
  const plan = await trx.deleteFrom('plans').where('person_id', '=', personId).returning('plan_id').executeTakeFirst()
  if (!plan) return
  await platform(trx)
    .updateTable('outbox')
    .set({ data: null as never })
    .where('organization_id', '=', organizationId)
    .where('aggregate', '=', 'plan')
    .where('aggregate_id', '=', plan.plan_id)
    .execute()
}
