import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '@handrail/local/postgres'
import { connect, type Database, provision } from '@handrail/postgres'
import { openStage, type Stage, until } from '@handrail/testing'
import getPort from 'get-port'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { RunningService } from '../src/index.ts'
import { startTeller, tell } from './two-services.ts'

describe('a service whose PostgreSQL comes late, and is killed', () => {
  let stage: Stage
  let dataFolder: string
  let port: number
  let env: Record<string, string>
  let postgres: Awaited<ReturnType<typeof startPostgres>>
  let service: RunningService
  let database: Database<any>

  beforeAll(async () => {
    stage = await openStage()
    dataFolder = mkdtempSync(join(tmpdir(), 'handrail-outage-'))
    port = await getPort({ host: '127.0.0.1' })
    postgres = await startPostgres({ dataFolder, port })
    const urls = await provision(postgres.url, { service: 'notifications', passwordSecret: 'for tests only' })
    await postgres.stop()
    const onStage = await stage.environmentFor('notifications')
    env = { ...onStage, OWNER_DATABASE_URL: urls.owner, APP_DATABASE_URL: urls.app, RELAY_DATABASE_URL: urls.relay }
  }, 120_000)
  afterAll(async () => {
    await database.close()
    await service.stop()
    await postgres.stop()
    await stage.close()
    rmSync(dataFolder, { recursive: true, force: true })
  }, 60_000)

  it('listens at once, and says what it waits for', async () => {
    service = await startTeller(env)
    const health = await fetch(`${service.url}/healthz`)
    const readiness = await fetch(`${service.url}/readyz`)
    expect(health.status).toBe(200)
    expect([readiness.status, (await readiness.json()).missing]).toEqual([503, expect.arrayContaining(['PostgreSQL'])])
  })

  it('is ready once PostgreSQL is there', async () => {
    postgres = await startPostgres({ dataFolder, port })
    await until(async () => (await service.ready()).ready, 30_000)
    database = connect(env.APP_DATABASE_URL ?? '', { name: 'test', max: 2 })
    await tell(database, uuidv7(), uuidv7())
  }, 60_000)

  it('is not ready while its clock is more than two seconds from the database’s', async () => {
    const { now } = Date
    for (const off of [-3_000, 3_000]) {
      const wrong = vi.spyOn(Date, 'now').mockImplementation(() => now() + off)
      const { missing } = await service.ready()
      wrong.mockRestore()
      expect({ off, missing }).toEqual({ off, missing: ['a clock that agrees with the database'] })
    }
    expect(await service.ready()).toMatchObject({ ready: true })
  })

  it('says that a database of a newer version is what it cannot work with, and goes on by itself once it can', async () => {
    const log = join(dataFolder, 'newer.log')
    const owner = connect<any>(env.OWNER_DATABASE_URL ?? '', { name: 'test', max: 1 })
    await owner.sql`insert into kysely_migration (name, timestamp) values ('9999_from_the_future', '2030')`
    const second = await startTeller({ ...env, LOG_LEVEL: 'warn', LOG_FILE: log })
    const line = await until(
      async () =>
        readFileSync(log, 'utf8')
          .split('\n')
          .find((each) => each.includes('9999_from_the_future')),
      20_000,
    )
    expect(JSON.parse(line)).toMatchObject({ level: 50, msg: 'PostgreSQL is there, but this cannot be done with it; trying again' })
    expect((await second.ready()).missing).toContain('migrations')
    await owner.sql`delete from kysely_migration where name = '9999_from_the_future'`
    await until(async () => (await second.ready()).ready, 20_000)
    await second.stop()
    await owner.close()
  }, 60_000)

  it('loses nothing when PostgreSQL is killed, and recovers by itself', async () => {
    const person = uuidv7()
    await tell(database, uuidv7(), person)
    process.kill(postgres.process.pid, 'SIGKILL')
    await until(async () => (await service.ready()).missing.includes('PostgreSQL'), 20_000)
    postgres = await startPostgres({ dataFolder, port })
    await until(async () => (await service.ready()).ready, 30_000)
    await until(() => tell(database, uuidv7(), uuidv7()).then(() => true), 20_000)
    const jsm = await stage.nats.jetstreamManager()
    const published = await until(async () => {
      const { state } = await jsm.streams.info('NOTIFICATIONS')
      return state.messages >= 3 && state.messages
    }, 20_000)
    expect(published).toBe(3)
  }, 90_000)
})
