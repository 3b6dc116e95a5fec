import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Envelope, natsSubject, PreferencesChanged } from '@handrail/contracts'
import { startNats } from '@handrail/local/nats'
import { connect, continueTrace, type Database, migrate, withTrace } from '@handrail/postgres'
import { envelopeOf, openStage, type Stage, type StagedService, until } from '@handrail/testing'
import getPort from 'get-port'
import postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startListener, startTeller, tell, teller } from './two-services.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const organizationId = uuidv7()
const open = (url = '') => connect<any>(url, { name: 'test', max: 4 })
const heardBy = (service: StagedService, personIds: string[]) =>
  service.admin<{ person_id: string; version: number; times: number }[]>`select person_id, version, times from heard where person_id = any(${personIds})`
const unpublished = async (service: { admin: postgres.Sql }) => (await service.admin`select 1 from outbox where published_at is null`).length

describe('on a good day', () => {
  let tellerService: StagedService
  let listenerService: StagedService
  let database: Database<any>
  beforeAll(async () => {
    tellerService = await stage.run('notifications', startTeller)
    listenerService = await stage.run('progress', startListener)
    database = open(tellerService.env.APP_DATABASE_URL)
  })
  afterAll(async () => {
    await database.close()
    await tellerService.stop()
    await listenerService.stop()
  })

  it('an event arrives once', async () => {
    const person = uuidv7()
    await tell(database, organizationId, person)
    await until(async () => (await heardBy(listenerService, [person]))[0])
    expect(await heardBy(listenerService, [person])).toMatchObject([{ version: 1, times: 1 }])
  })

  it('what is unreadable, and what is refused eight times, is a dead letter once, and holds nobody up', async () => {
    const person = uuidv7()
    const refused = envelopeOf(PreferencesChanged, { organizationId, aggregateId: person, version: 13, data: { personId: person, digest: true } })
    const subject = natsSubject(PreferencesChanged, organizationId, person)
    const js = stage.nats.jetstream()
    for (const poison of ['not json', '{"specversion":"1.0"}', JSON.stringify({ ...refused, data: { nonsense: true } }), JSON.stringify(refused)])
      await js.publish(subject, poison)
    const other = uuidv7()
    await tell(database, organizationId, other)
    await until(async () => (await heardBy(listenerService, [other]))[0], 5_000)
    const letters = await until(async () => {
      const rows = await listenerService.admin`select reason from dead_letters`
      return rows.length === 4 && rows
    }, 40_000)
    expect(letters.map(({ reason }) => String(reason)).filter((reason) => /not JSON|not ours|not as agreed|refused/.test(reason))).toHaveLength(4)
  }, 60_000)

  it('the trace of a request follows its event', async () => {
    const person = uuidv7()
    const trace = continueTrace(undefined)
    await withTrace(trace, () => tell(database, organizationId, person))
    const message = await until(async () => {
      const jsm = await stage.nats.jetstreamManager()
      const last = await jsm.streams.getMessage('NOTIFICATIONS', { last_by_subj: natsSubject(PreferencesChanged, organizationId, person) }).catch(() => null)
      return last?.string().includes(person) && last
    })
    expect(message.header.get('traceparent')).toBe(trace.traceparent)
    expect(Envelope.parse(message.json())).toMatchObject({ subject: person, traceparent: trace.traceparent })
  })
})

describe('on a bad day', () => {
  it('a relay killed between publish and mark loses nothing, and nothing arrives twice', async () => {
    const env = await stage.environmentFor('notifications')
    await migrate(env.OWNER_DATABASE_URL ?? '', teller.migrations)
    const listenerService = await stage.run('progress', startListener)
    const database = open(env.APP_DATABASE_URL)
    const person = uuidv7()
    await tell(database, organizationId, person)

    const adminUrl = new URL(stage.adminUrl)
    adminUrl.pathname = new URL(env.APP_DATABASE_URL ?? '').pathname
    const admin = postgres(adminUrl.toString(), { max: 3, onnotice: () => {} })
    const relayFile = fileURLToPath(new URL('relay-process.ts', import.meta.url))
    const relay = spawn(process.execPath, [relayFile], { env: { ...process.env, ...env }, stdio: 'ignore' })
    // The row is locked, so that the relay publishes, and then waits to mark.
    await admin.begin(async (trx) => {
      await trx`select 1 from outbox for update`
      await until(async () => (await heardBy(listenerService, [person]))[0])
      const [waiting] = await until(async () => {
        const rows =
          await admin`select pid from pg_stat_activity where application_name = 'notifications_relay' and wait_event_type = 'Lock' and datname = current_database()`
        return rows.length > 0 && rows
      })
      expect(waiting?.pid).toBeGreaterThan(0)
      relay.kill('SIGKILL')
      await new Promise((resolve) => relay.once('exit', resolve))
      await admin`select pg_terminate_backend(${waiting?.pid})`
    })
    expect(await unpublished({ admin })).toBe(1)

    const second = await startTeller(env)
    await until(async () => (await unpublished({ admin })) === 0)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await heardBy(listenerService, [person])).toMatchObject([{ version: 1, times: 1 }])
    await second.stop()
    await listenerService.stop()
    await admin.end()
    await database.close()
  })

  describe('with a NATS server of its own', () => {
    let dataFolder: string
    let port: number
    let nats: Awaited<ReturnType<typeof startNats>>
    let tellerService: StagedService
    let listenerService: StagedService
    let database: Database<any>
    beforeAll(async () => {
      dataFolder = mkdtempSync(join(tmpdir(), 'handrail-nats-'))
      port = await getPort({ host: '127.0.0.1' })
      nats = await startNats({ dataFolder, port })
      tellerService = await stage.run('notifications', startTeller, { NATS_URL: nats.urlOf('notifications') })
      // Preferences are for no service to hear, except here.
      listenerService = await stage.run('progress', startListener, { NATS_URL: nats.urlOf('operator') })
      database = open(tellerService.env.APP_DATABASE_URL)
    })
    afterAll(async () => {
      await database.close()
      await tellerService.stop()
      await listenerService.stop()
      await nats.stop()
      rmSync(dataFolder, { recursive: true, force: true })
    })

    it('writes go on while NATS is down, and everything arrives once it is back', async () => {
      const people = Array.from({ length: 40 }, () => uuidv7())
      await nats.stop()
      for (const person of people) await tell(database, organizationId, person)
      expect((await tellerService.ready()).missing).toEqual(['NATS'])
      nats = await startNats({ dataFolder, port })
      await until(async () => (await heardBy(listenerService, people)).length === people.length, 30_000)
      expect((await heardBy(listenerService, people)).every(({ times }) => times === 1)).toBe(true)
      await until(async () => (await tellerService.ready()).ready)
    }, 60_000)

    it('a server that holds the line and says nothing is missing within seconds, and found again', async () => {
      process.kill(nats.process.pid, 'SIGSTOP')
      const asked = Date.now()
      expect((await tellerService.ready()).missing).toEqual(['NATS'])
      expect(Date.now() - asked).toBeLessThan(5_000)
      process.kill(nats.process.pid, 'SIGCONT')
      await until(async () => (await tellerService.ready()).ready, 20_000)
    }, 60_000)

    it('a wiped JetStream store is filled again from the outbox, and everything has arrived once', async () => {
      const before = await listenerService.admin`select count(*)::int as count from heard`
      const people = Array.from({ length: 25 }, () => uuidv7())
      await nats.stop()
      rmSync(join(dataFolder, 'nats'), { recursive: true, force: true })
      nats = await startNats({ dataFolder, port })
      for (const person of people) await tell(database, organizationId, person)
      await until(async () => (await heardBy(listenerService, people)).length === people.length, 30_000)
      await until(async () => (await unpublished(tellerService)) === 0, 30_000)
      const rows = await listenerService.admin<{ times: number }[]>`select times from heard`
      expect(rows.length).toBe(Number(before[0]?.count) + people.length)
      expect(rows.every(({ times }) => times === 1)).toBe(true)
      const [{ count } = { count: 0 }] = await tellerService.admin<{ count: number }[]>`select count(*)::int as count from outbox`
      const [state] = await tellerService.admin`select epoch from stream_state`
      expect(state?.epoch).toBe(2)
      expect(count).toBe(rows.length)
    }, 60_000)
  })
})
