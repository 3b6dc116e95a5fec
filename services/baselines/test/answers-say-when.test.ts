import { connect, migrate } from '@handrail/postgres'
import { openStage, type Stage } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrations } from '../migrations/index.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

it('answers from before keep what was said, and take the date of their self-assessment', async () => {
  const env = await stage.environmentFor('baselines')
  const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0007'))
  await migrate(env.OWNER_DATABASE_URL ?? '', before)

  const { sql, close } = connect(env.APP_DATABASE_URL ?? '', { name: 'test' })
  const [organizationId, personId, frameworkId, floorId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()]
  type Transaction = Parameters<Parameters<typeof sql.begin>[1]>[0]
  const inOrganization = (work: (trx: Transaction) => Promise<unknown>) =>
    sql.begin(async (trx) => {
      await trx`select set_config('app.organization', ${organizationId}, true)`
      return work(trx)
    })
  await inOrganization(async (trx) => {
    await trx`insert into frameworks values (${frameworkId}, ${organizationId}, 1, '{"competencies": []}', now())`
    await trx`insert into floors values (${floorId}, ${organizationId}, 'settlement-worker', 1, '{}', '[]', now())`
    for (const [state, submittedAt, answers] of [
      ['submitted', '2026-11-02T14:00:00Z', { 'meeting-online': 3, 'keeping-records': 'unknown' }],
      ['draft', null, {}],
    ] as const) {
      await trx`
        insert into self_assessments (self_assessment_id, organization_id, person_id, framework_id, floor_id, version, state, answers, started_at, submitted_at)
        values (${uuidv7()}, ${organizationId}, ${personId}, ${frameworkId}, ${floorId}, 1, ${state}, ${trx.json(answers)}, '2026-11-01T14:00:00Z', ${submittedAt})`
    }
  })

  await migrate(env.OWNER_DATABASE_URL ?? '', migrations)
  const rows = await inOrganization((trx) => trx`select state, answers, measured, checks from self_assessments order by state`)
  const at = '2026-11-02T14:00:00.000Z'
  expect(rows).toEqual([
    { state: 'draft', answers: {}, measured: null, checks: {} },
    {
      state: 'submitted',
      answers: { 'meeting-online': { level: 3, sureness: null, at }, 'keeping-records': { level: 'unknown', sureness: null, at } },
      measured: { 'meeting-online': 3, 'keeping-records': 'unknown' },
      checks: {},
    },
  ])
  await close()
})
