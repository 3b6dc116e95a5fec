import type { Level, LocalizedText, Plan } from '@handrail/contracts'
import type { Kysely } from 'kysely'
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres'
import { withoutShown } from '../../domain/plan.ts'
import type { Tables } from '../../tables.ts'
import { courseTitles } from './courses.ts'

/** One person's plan as they read it. */
export const planOf = async (db: Kysely<Tables>, personId: string): Promise<Plan | undefined> => {
  const plan = await db.selectFrom('plans').selectAll().where('person_id', '=', personId).executeTakeFirst()
  if (!plan) return undefined
  const shown = await db
    .selectFrom('completions')
    .select(['course_id as courseId', 'to_level as toLevel'])
    .where('person_id', '=', personId)
    .where('check_passed', '=', true)
    .execute()
  const { steps, skipped } = withoutShown(plan, shown)
  const titles = await courseTitles(
    db,
    [...steps, ...skipped].map(({ courseId }) => courseId),
  )
  const titled = <Row extends { courseId: string }>(rows: Row[]): (Row & { title: LocalizedText; toLevel: Level })[] =>
    rows.flatMap((row) => {
      const known = titles.get(row.courseId)
      return known ? [{ ...row, ...known }] : []
    })
  return {
    planId: plan.plan_id,
    planVersion: plan.version,
    selfAssessmentId: plan.self_assessment_id,
    plannedAt: plan.planned_at.toISOString(),
    steps: titled(steps),
    skipped: titled(skipped),
    notYet: plan.not_yet,
  }
}

/** Everything about one person that planning needs: the newest answers, the floor, what was completed, the plan so far. */
export const planningBasis = async (db: Kysely<Tables>, personId: string) => {
  const row = await db
    .selectFrom('self_assessments as answers')
    .leftJoin('plans as plan', 'plan.person_id', 'answers.person_id')
    .where('answers.person_id', '=', personId)
    .select(['answers.self_assessment_id', 'answers.baseline_version', 'answers.submitted_at', 'answers.competencies'])
    .select([
      'plan.plan_id',
      'plan.version',
      'plan.self_assessment_id as planned_from',
      'plan.baseline_version as planned_against',
      'plan.library_version as planned_with',
      'plan.steps',
    ])
    .select((db) =>
      db
        .selectFrom('library_versions')
        .select((count) => count.fn.max('version').as('version'))
        .as('library_version'),
    )
    .select((db) => [
      jsonObjectFrom(
        db
          .selectFrom('baselines as known')
          .select(['known.baseline_version as baselineVersion', 'known.floors'])
          .whereRef('known.role_profile', '=', 'answers.role_profile')
          .orderBy('known.organization_id', (order) => order.asc().nullsLast())
          .limit(1),
      ).as('known'),
      jsonArrayFrom(
        db
          .selectFrom('completions as done')
          .select(['done.course_id as courseId', 'done.competency_id as competencyId', 'done.to_level as toLevel'])
          .select(['done.check_passed as checkPassed', 'done.completed_at as completedAt'])
          .whereRef('done.person_id', '=', 'answers.person_id'),
      ).as('completions'),
    ])
    .executeTakeFirst()
  if (!row) return undefined
  return {
    libraryVersion: row.library_version ?? 0,
    selfAssessmentId: row.self_assessment_id,
    answers: { baselineVersion: row.baseline_version, submittedAt: row.submitted_at, competencies: row.competencies },
    known: row.known ?? undefined,
    completions: row.completions.map((done) => ({ ...done, completedAt: new Date(done.completedAt) })),
    before:
      row.plan_id && row.version && row.planned_from && row.planned_against
        ? {
            planId: row.plan_id,
            version: row.version,
            selfAssessmentId: row.planned_from,
            baselineVersion: row.planned_against,
            libraryVersion: row.planned_with ?? 0,
            steps: row.steps ?? [],
          }
        : undefined,
  }
}
