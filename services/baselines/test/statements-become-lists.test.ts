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

it('a framework from before has lists of statements, its competencies in their order, and nobody else sees it', async () => {
  const env = await stage.environmentFor('baselines')
  await migrate(env.OWNER_DATABASE_URL ?? '', Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0006')))
  const { sql, close } = connect(env.APP_DATABASE_URL ?? '', { name: 'test' })
  const organizationId = uuidv7()
  const text = (words: string) => ({ en: words, fr: words })
  const before = {
    competencies: [
      { competencyId: 'b', statements: { 1: text('one'), 2: text('two') } },
      { competencyId: 'a', statements: { 1: text('eins') } },
    ],
  }
  await sql.begin(async (trx) => {
    await trx`select set_config('app.organization', ${organizationId}, true)`
    await trx`insert into frameworks values (${uuidv7()}, ${organizationId}, 1, ${trx.json(before)}, now())`
  })

  await migrate(env.OWNER_DATABASE_URL ?? '', migrations)
  const [row] = await sql.begin(async (trx) => {
    await trx`select set_config('app.organization', ${organizationId}, true)`
    return trx`select framework from frameworks`
  })
  expect(row?.framework).toEqual({
    competencies: [
      { competencyId: 'b', statements: { 1: [text('one')], 2: [text('two')] } },
      { competencyId: 'a', statements: { 1: [text('eins')] } },
    ],
  })
  expect(await sql`select 1 from frameworks`).toEqual([])
  await close()
})
