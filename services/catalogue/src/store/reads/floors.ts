import type { Kysely } from 'kysely'
import type { Tables } from '../../tables.ts'

/** Organizations in which a floor has changed, for whoever is in scope `SHARED`. */
export const organizationsWithChangedFloors = async (db: Kysely<Tables>, limit: number): Promise<string[]> => {
  const rows = await db
    .selectFrom('organizations')
    .select('organization_id')
    .where('floors_changed', '=', true)
    .orderBy('organization_id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.organization_id)
}

/** People whose plan was made from an older library, or against an older floor than the one that holds now: the organization's own, else the sector's. */
export const peopleWithOlderPlan = async (db: Kysely<Tables>, organizationId: string, limit: number): Promise<string[]> => {
  const rows = await db
    .selectFrom('self_assessments as answers')
    .innerJoin('plans as plan', 'plan.person_id', 'answers.person_id')
    .innerJoin('people as person', 'person.person_id', 'answers.person_id')
    .leftJoinLateral(
      (db) =>
        db
          .selectFrom('baselines')
          .select('baseline_version')
          .whereRef('baselines.role_profile', '=', 'answers.role_profile')
          .orderBy('baselines.organization_id', (order) => order.asc().nullsLast())
          .limit(1)
          .as('known'),
      (join) => join.onTrue(),
    )
    .select('answers.person_id')
    .where('answers.organization_id', '=', organizationId)
    .where('person.state', '=', 'active')
    .where((where) =>
      where.or([
        where('plan.baseline_version', '<', where.ref('known.baseline_version')),
        where(
          'plan.library_version',
          '<',
          where.selectFrom('library_versions').select((count) => count.fn.max('version').as('version')),
        ),
      ]),
    )
    .limit(limit)
    .execute()
  return rows.map((row) => row.person_id)
}
