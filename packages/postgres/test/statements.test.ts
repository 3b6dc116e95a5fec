import { openStage, type Stage } from '@handrail/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect, createPlatformTables, type Database, migrate } from '../src/index.ts'

let stage: Stage
let database: Database<any>
beforeAll(async () => {
  stage = await openStage()
  const env = await stage.environmentFor('progress')
  await migrate(env.OWNER_DATABASE_URL ?? '', { '0001': { up: (db) => createPlatformTables(db, 'progress') } })
  database = connect(env.APP_DATABASE_URL ?? '', { name: 'test', max: 1 })
})
afterAll(async () => {
  await database.close()
  await stage.close()
})

const inbox = () => database.kysely.selectFrom('inbox').select('consumer').orderBy('consumer')
const names = (count: number) => Array.from({ length: count }, (_, n) => `consumer ${n}`)
/** On the only connection of this test. A pool has others, each with its own. */
const kept = async (): Promise<number> => {
  const { rows } = await sql<{ kept: number }>`select count(*)::integer as kept from pg_prepared_statements`.execute(database.kysely)
  return rows[0]?.kept ?? Number.NaN
}
const insert = (count: number, from: number) =>
  database.kysely
    .insertInto('inbox')
    .values(names(count).map((consumer) => ({ consumer, event_id: `01900000-0000-7000-8000-${String(from).padStart(12, '0')}` })))
    .execute()

it('a list finds what is in it, and what is not', async () => {
  await insert(5, 0)
  const some = ['consumer 1', 'consumer 3', 'a "quoted", {odd} \\ one']
  expect(await inbox().where('consumer', 'in', some).execute()).toEqual([{ consumer: 'consumer 1' }, { consumer: 'consumer 3' }])
  expect(await inbox().where('consumer', 'in', []).execute()).toEqual([])
  expect((await inbox().where('consumer', 'not in', some).execute()).map(({ consumer }) => consumer)).toEqual(['consumer 0', 'consumer 2', 'consumer 4'])
  expect(await inbox().where('event_id', 'in', ['01900000-0000-7000-8000-000000000000']).execute()).toHaveLength(5)
  expect(await inbox().where('event_id', 'in', ['01900000-0000-7000-8000-000000000001']).execute()).toHaveLength(0)
})

it('is kept once for lists of every length, and not at all for many rows at once', async () => {
  const find = (count: number) => inbox().where('consumer', 'in', names(count)).execute()
  await find(1)
  await kept()
  const before = await kept()
  for (let count = 2; count <= 60; count += 1) await find(count)
  for (let count = 31; count <= 60; count += 1) await insert(count, count)
  expect(await kept()).toBe(before)
})
