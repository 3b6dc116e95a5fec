import type { Floor, Framework, ScenarioCheck } from '@handrail/contracts'
import { sql, type Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Tables } from '../../tables.ts'

/** Replicas that start together publish one after the other. */
export const lockLibrary = (trx: Transaction<Tables>) => sql`select pg_advisory_xact_lock(hashtext('library'), 0)`.execute(trx)

export const insertSharedFramework = (trx: Transaction<Tables>, framework: Framework, now: Date) =>
  trx
    .insertInto('frameworks')
    .values({ framework_id: uuidv7(), organization_id: null, version: framework.version, framework: JSON.stringify(framework), published_at: now })
    .execute()

export const insertSharedFloor = (trx: Transaction<Tables>, { roleProfile, version, name, levels }: Floor, now: Date) =>
  trx
    .insertInto('floors')
    .values({
      floor_id: uuidv7(),
      organization_id: null,
      role_profile: roleProfile,
      version,
      name: JSON.stringify(name),
      levels: JSON.stringify(levels),
      published_at: now,
    })
    .execute()

export const insertSharedCheck = (trx: Transaction<Tables>, { competencyId, items }: ScenarioCheck, version: number, now: Date) =>
  trx
    .insertInto('scenario_checks')
    .values({ organization_id: null, competency_id: competencyId, version, items: JSON.stringify(items), published_at: now })
    .execute()
