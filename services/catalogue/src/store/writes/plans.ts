import type { Transaction } from 'kysely'
import type { Plan } from '../../domain/plan.ts'
import type { Tables } from '../../tables.ts'

type PlanToSave = {
  organizationId: string
  personId: string
  planId: string
  version: number
  selfAssessmentId: string
  baselineVersion: number
  libraryVersion: number
  plan: Plan
}

export const savePlan = (trx: Transaction<Tables>, { plan, ...made }: PlanToSave, now: Date) => {
  const content = {
    version: made.version,
    self_assessment_id: made.selfAssessmentId,
    baseline_version: made.baselineVersion,
    library_version: made.libraryVersion,
    planned_at: now,
    steps: JSON.stringify(plan.steps),
    skipped: JSON.stringify(plan.skipped),
    not_yet: JSON.stringify(plan.notYet),
  }
  return trx
    .insertInto('plans')
    .values({ person_id: made.personId, organization_id: made.organizationId, plan_id: made.planId, ...content })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(content))
    .execute()
}
