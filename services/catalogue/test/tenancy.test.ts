import { SelfAssessmentSubmitted } from '@handrail/contracts'
import { connect, type Database, inOrganization, SHARED } from '@handrail/postgres'
import { openStage, type Stage, type StagedService, until } from '@handrail/testing'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import type { Tables } from '../src/tables.ts'
import { submission } from './scenes.ts'

let stage: Stage
let catalogue: StagedService
let database: Database<Tables>
const amal = { personId: uuidv7(), organizationId: uuidv7() }
beforeAll(async () => {
  stage = await openStage()
  catalogue = await stage.run('catalogue', start)
  database = connect(catalogue.env.APP_DATABASE_URL ?? '', { name: 'test' })
  await stage.publish(SelfAssessmentSubmitted, submission(amal))
  await until(async () => (await catalogue.as(amal)('GET', '/api/v1/plans/mine')).status === 200)
})
afterAll(async () => {
  await database.close()
  await stage.close()
})

const ofPeople = ['people', 'self_assessments', 'plans'] as const
const ofTheSector = ['micro_courses', 'micro_course_versions', 'learning_paths'] as const
const countIn = async (scope: string, table: keyof Tables) => {
  const { rows } = await inOrganization(database, scope, (trx) => sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`.execute(trx))
  return rows[0]?.count
}

it.each(ofPeople)('%s show in their organization, and neither in another nor to the sector', async (table) => {
  expect(await countIn(amal.organizationId, table)).toBe(1)
  expect(await countIn(uuidv7(), table)).toBe(0)
  expect(await countIn(SHARED, table)).toBe(0)
})
it.each([...ofPeople, ...ofTheSector])('%s show nothing where no organization is set', async (table) => {
  expect(await countIn('', table)).toBe(0)
})
it('an organization reads the sector’s library and cannot change it', async () => {
  expect(await countIn(amal.organizationId, 'micro_courses')).toBeGreaterThan(0)
  const changed = await inOrganization(database, amal.organizationId, (trx) => trx.updateTable('micro_courses').set({ minutes: 99 }).executeTakeFirst())
  expect(changed.numUpdatedRows).toBe(0n)
})
