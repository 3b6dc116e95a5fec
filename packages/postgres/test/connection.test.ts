import { type AddressInfo, createServer, type Socket, connect as tcpConnect } from 'node:net'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { openStage, type Stage } from '@handrail/testing'
import { sql } from 'kysely'
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

it.each([
  ['a password that is no longer right', { password: 'of yesterday' }, '28P01'],
  ['a database that is not there', { pathname: '/test_nowhere' }, '3D000'],
])('%s is an outage: an operator mends it, and no event is at fault', async (_what, change, code) => {
  const database = connect(Object.assign(new URL(env.APP_DATABASE_URL ?? ''), change).toString(), { name: 'refused', max: 1 })
  const refusal = await database.sql`select 1`.then(
    () => null,
    (error: unknown) => error,
  )
  expect(refusal).toMatchObject({ code })
  expect(isOutage(refusal)).toBe(true)
  await database.close()
})

/** A way to PostgreSQL that can be closed and opened again. */
const openGate = async (url: string) => {
  const { hostname, port } = new URL(url)
  const sockets = new Set<Socket>()
  let isOpen = true
  const server = createServer((near) => {
    const far = tcpConnect(Number(port), hostname)
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
    if (isOpen) near.pipe(far).pipe(near)
    else near.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    isOpen = false
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: Object.assign(new URL(url), { hostname: '127.0.0.1', port: String((server.address() as AddressInfo).port) }).toString(),
    shut: close,
    open: () => {
      isOpen = true
    },
    end: () => {
      close()
      server.close()
    },
  }
}

const settled = (work: Promise<unknown>) =>
  Promise.race([
    work.then(
      () => 'done',
      (error: unknown) => (isOutage(error) ? 'outage' : String(error)),
    ),
    new Promise<string>((resolve) => setTimeout(resolve, 10_000, 'waits for ever')),
  ])

it('whoever waits for a connection while all are lost is answered, and afterwards none is missing', async () => {
  const gate = await openGate(env.APP_DATABASE_URL ?? '')
  const database = connect(gate.url, { name: 'gated', max: 3 })
  const work = (seconds: number) => settled(database.kysely.transaction().execute((trx) => sql`select pg_sleep(${seconds})`.execute(trx)))
  for (let round = 0; round < 3; round += 1) {
    const waiting = Array.from({ length: 12 }, () => work(0.05))
    await new Promise((resolve) => setTimeout(resolve, 60))
    gate.shut()
    const inVain = Array.from({ length: 6 }, () => work(0.05))
    await new Promise((resolve) => setTimeout(resolve, 400))
    gate.open()
    for (const outcome of await Promise.all([...waiting, ...inVain])) expect(['done', 'outage']).toContain(outcome)
  }
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect(await Promise.all(Array.from({ length: 6 }, () => work(0.2)))).toEqual(Array.from({ length: 6 }, () => 'done'))
  gate.end()
  await database.close()
})

it('a transaction that lost its connection ends there, and nothing of it reaches the next one', async () => {
  const database = connect(env.APP_DATABASE_URL ?? '', { name: 'lost', max: 1 })
  const first = await database.sql.reserve()
  await first`begin`
  const waiting = database.sql.reserve()
  await endBackends()
  expect(await settled(waiting)).toBe('done')
  const second = await waiting
  await second`begin`
  const [begun] = await second`select pg_current_xact_id()::text as id`
  expect(await settled(first`commit`)).toBe('outage')
  first.release()
  const third = database.sql.reserve()
  const [still] = await second`select pg_current_xact_id()::text as id`
  expect(still).toEqual(begun)
  expect(await Promise.race([third.then(() => 'shared'), new Promise((resolve) => setTimeout(resolve, 200, 'waits'))])).toBe('waits')
  await second`commit`
  second.release()
  ;(await third).release()
  await database.close()
})

it('a transaction of `begin` that lost its connection ends there, too, and what it still does reaches nobody', async () => {
  const database = connect(env.APP_DATABASE_URL ?? '', { name: 'lost', max: 1 })
  const hasBegun = Promise.withResolvers<void>()
  const pause = Promise.withResolvers<void>()
  const late = Promise.withResolvers<string>()
  const first = database.sql.begin(async (trx) => {
    await trx`select 1`
    hasBegun.resolve()
    await pause.promise
    late.resolve(await settled(trx`select ${'of the first'}::text`))
  })
  const outcome = settled(first)
  await hasBegun.promise
  await endBackends()
  expect(await outcome).toBe('outage')
  const told = await database.sql.begin(async (second) => {
    const [begun] = await second`select pg_current_xact_id()::text as id`
    pause.resolve()
    expect(await late.promise).toBe('outage')
    await new Promise((resolve) => setTimeout(resolve, 100))
    const [still] = await second`select pg_current_xact_id()::text as id`
    expect(still).toEqual(begun)
    return 'whole'
  })
  expect(told).toBe('whole')
  expect(await database.sql`select 1 as one`).toMatchObject([{ one: 1 }])
  await database.close()
})

it('a connection that copied a table to a slow reader goes on with the next statement', async () => {
  const database = connect(env.APP_DATABASE_URL ?? '', { name: 'copying', max: 1 })
  const slow = new Writable({ highWaterMark: 1, write: (_chunk, _encoding, done) => void setTimeout(done, 1) })
  await pipeline(await database.sql`copy (select repeat('x', 1000) from generate_series(1, 400)) to stdout`.readable(), slow)
  expect(await database.sql`select 1 as one`).toMatchObject([{ one: 1 }])
  await database.close()
})

it('a connection that is lost while it asks for types is an outage, and does not end the process', async () => {
  const { hostname, port } = new URL(env.APP_DATABASE_URL ?? '')
  const server = createServer((near) => {
    const far = tcpConnect(Number(port), hostname)
    for (const socket of [near, far]) socket.on('error', () => {}).on('close', () => far.destroy())
    far.pipe(near)
    near.on('data', (chunk) => (chunk.includes('typarray') ? near.resetAndDestroy() : far.write(chunk)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = Object.assign(new URL(env.APP_DATABASE_URL ?? ''), { hostname: '127.0.0.1', port: String((server.address() as AddressInfo).port) })
  const unhandled: unknown[] = []
  const note = (reason: unknown) => void unhandled.push(reason)
  process.on('unhandledRejection', note)
  const database = connect(url.toString(), { name: 'typeless', max: 1 })
  expect(await settled(database.sql`select 1`)).toBe('outage')
  await new Promise((resolve) => setTimeout(resolve, 100))
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
  await database.close()
  server.close()
})

it('a transaction whose first statement fails is over, and leaves its connection outside of any', async () => {
  const database = connect(env.APP_DATABASE_URL ?? '', { name: 'first', max: 1 })
  const failing = database.kysely.transaction().execute((trx) => sql`select 1 / 0`.execute(trx))
  await expect(failing).rejects.toMatchObject({ code: '22012' })
  const isInTransaction = async (db: typeof database.kysely) => {
    // Of two statements in one transaction `now()` is the same.
    const [one, other] = [await sql<{ now: string }>`select now()::text`.execute(db), await sql<{ now: string }>`select now()::text`.execute(db)]
    return one.rows[0]?.now === other.rows[0]?.now
  }
  expect(await isInTransaction(database.kysely)).toBe(false)
  expect(await database.kysely.transaction().execute(isInTransaction)).toBe(true)
  expect(await isInTransaction(database.kysely)).toBe(false)
  await database.kysely.transaction().execute(async () => {})
  expect(await isInTransaction(database.kysely)).toBe(false)
  await database.close()
})
