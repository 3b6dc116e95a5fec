import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { openStage, type Stage } from '@handrail/testing'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect, isOutage } from '../src/index.ts'

let stage: Stage
let env: Record<string, string>
beforeAll(async () => {
  stage = await openStage()
  env = await stage.environmentFor('progress')
})
afterAll(() => stage.close())

const endBackends = async () => {
  const admin = postgres(stage.adminUrl, { max: 1 })
  await admin`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lost'`
  await admin.end()
}

it('no timer closes a connection, since whoever reserves it at that moment would wait for ever', async () => {
  const database = connect(env.APP_DATABASE_URL ?? '', { name: 'resting', max: 1 })
  await database.sql`select 1`
  expect(database.sql.options).toMatchObject({ idle_timeout: 0, max_lifetime: null })
  await database.close()
})

it('a connection that is lost between two statements is an outage, and the next one is a new one', async () => {
  const database = connect(env.APP_DATABASE_URL ?? '', { name: 'lost', max: 1 })
  const reserved = await database.sql.reserve()
  await reserved`select 1`
  await endBackends()
  await new Promise((resolve) => setTimeout(resolve, 100))
  const lost = await reserved`select 1`.then(
    () => null,
    (error: unknown) => error,
  )
  expect(isOutage(lost)).toBe(true)
  reserved.release()
  const again = connect(env.APP_DATABASE_URL ?? '', { name: 'again', max: 1 })
  expect(await again.sql`select 1 as one`).toMatchObject([{ one: 1 }])
  await again.close()
  await database.close()
})

it('a connection that copied a table to a slow reader goes on with the next statement', async () => {
  const database = connect(env.APP_DATABASE_URL ?? '', { name: 'copying', max: 1 })
  const slow = new Writable({ highWaterMark: 1, write: (_chunk, _encoding, done) => void setTimeout(done, 1) })
  await pipeline(await database.sql`copy (select repeat('x', 1000) from generate_series(1, 400)) to stdout`.readable(), slow)
  expect(await database.sql`select 1 as one`).toMatchObject([{ one: 1 }])
  await database.close()
})
