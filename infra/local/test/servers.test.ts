import postgres from 'postgres'
import { expect, test } from 'vitest'
import { startInbox } from '../src/inbox.ts'
import { hasJetStream, startNats } from '../src/nats.ts'
import { startPostgres } from '../src/postgres.ts'
import { isAlive, temporaryFolder } from './folder.ts'

test('PostgreSQL, NATS and the inbox answer, and leave no process when stopped', async () => {
  const dataFolder = temporaryFolder()
  const database = await startPostgres({ dataFolder })
  const nats = await startNats({ dataFolder })
  const inbox = await startInbox({ dataFolder })

  const sql = postgres(database.url)
  expect(await sql`select current_setting('server_encoding') as encoding`).toMatchObject([{ encoding: 'UTF8' }])
  await sql.end()
  expect(await hasJetStream(nats.urlOf('people'))).toBe(true)
  expect(await (await fetch(inbox.url, { headers: { accept: 'text/html' } })).text()).toContain('<title>MailDev</title>')

  const pids = [database, nats, inbox].map((server) => server.process.pid)
  await Promise.all([database.stop(), nats.stop(), inbox.stop()])
  expect(pids.map(isAlive)).toEqual([false, false, false])
})

test('what was written is there after a stop and a start', async () => {
  const dataFolder = temporaryFolder()
  const first = await startPostgres({ dataFolder })
  const before = postgres(first.url)
  await before`create table kept (word text)`
  await before`insert into kept values ('épinette')`
  await before.end()
  await first.stop()

  const second = await startPostgres({ dataFolder })
  const after = postgres(second.url)
  expect(await after`select word from kept`).toMatchObject([{ word: 'épinette' }])
  await after.end()
  await second.stop()
})

test('only who knows the password gets in', async () => {
  const dataFolder = temporaryFolder()
  const database = await startPostgres({ dataFolder })
  const nats = await startNats({ dataFolder })
  const wrong = new URL(database.url)
  wrong.password = 'guess'
  const sql = postgres(wrong.toString())
  await expect(sql`select 1`).rejects.toThrow(/password/)
  await sql.end()
  expect(await hasJetStream(nats.urlOf('people').replace(/:[^:@]+@/, ':guess@'))).toBe(false)
  await Promise.all([database.stop(), nats.stop()])
})
