import { type AddressInfo, createServer, connect as tcpConnect } from 'node:net'
import { openStage, type Stage, until } from '@handrail/testing'
import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connect, type Database, inOrganization, readAtOnce, readInOrganization } from '../src/index.ts'

let stage: Stage
let database: Database<any>
beforeAll(async () => {
  stage = await openStage()
  const env = await stage.environmentFor('progress')
  database = connect(env.APP_DATABASE_URL ?? '', { name: 'reading', max: 1 })
})
afterAll(async () => {
  await database.close()
  await stage.close()
})

/** Before PostgreSQL, and able to keep its answers back for a while. */
const holdAnswers = async (url: string) => {
  const { hostname, port } = new URL(url)
  let asked = ''
  let kept: (() => void)[] | null = null
  const server = createServer((near) => {
    const far = tcpConnect(Number(port), hostname)
    for (const socket of [near, far]) {
      socket.on('error', () => {})
      socket.on('close', () => [near, far].map((each) => each.destroy()))
    }
    near.on('data', (chunk) => {
      asked += chunk.toString('latin1')
      far.write(chunk)
    })
    far.on('data', (chunk) => (kept ? kept.push(() => near.write(chunk)) : near.write(chunk)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: Object.assign(new URL(url), { hostname: '127.0.0.1', port: String((server.address() as AddressInfo).port) }).toString(),
    asked: () => asked,
    hold: () => {
      asked = ''
      kept = []
    },
    letGo: () => {
      for (const go of kept ?? []) go()
      kept = null
    },
    close: () => server.close(),
  }
}

const organizationIn = async (db: Kysely<any>) => {
  const { rows } = await sql<{ organization: string; now: string }>`select current_setting('app.organization', true) as organization, now()::text`.execute(db)
  return rows[0]
}

describe('a reading', () => {
  beforeEach(async () => expect((await organizationIn(database.kysely))?.organization ?? '').toBe(''))

  it('is one transaction in one organization, which is not left behind', async () => {
    const both = await readInOrganization(database, 'ours', async (db) => [await organizationIn(db), await organizationIn(db)])
    expect(both).toEqual([both[0], both[0]])
    expect(both[0]).toMatchObject({ organization: 'ours' })
    expect((await organizationIn(database.kysely))?.organization).toBe('')
  })

  it('sends what is asked at once in one flight, with what begins it', async () => {
    const held = await holdAnswers(stage.adminUrl)
    const slow = connect<any>(held.url, { name: 'held', max: 1 })
    const read = (organization: string, ...words: string[]) =>
      readInOrganization(slow, organization, (db) => Promise.all(words.map((word) => sql`select ${word}::text as word`.execute(db))))
    // What a connection has not prepared yet takes a round trip of its own.
    await read('before', 'prepared')
    held.hold()
    const reading = read('together', 'one', 'other')
    await until(async () => /together.*one.*other/s.test(held.asked()))
    held.letGo()
    expect((await reading).map(({ rows }) => rows)).toEqual([[{ word: 'one' }], [{ word: 'other' }]])
    await slow.close()
    held.close()
  })

  it('that asks at once has what ends it in the same flight', async () => {
    const held = await holdAnswers(stage.adminUrl)
    const slow = connect<any>(held.url, { name: 'held', max: 1 })
    const read = (organization: string, word: string) => readAtOnce(slow, organization, (db) => sql`select ${word}::text as word`.execute(db))
    await read('before', 'prepared')
    held.hold()
    const reading = read('together', 'one')
    await until(async () => /together.*one/s.test(held.asked()))
    // No answer has come back, and PostgreSQL is done with the transaction.
    const watching = connect(stage.adminUrl, { name: 'watching', max: 1 })
    const state = async () => (await watching.sql<{ state: string }[]>`select state from pg_stat_activity where application_name = 'held'`)[0]?.state
    await until(async () => (await state()) === 'idle')
    await watching.close()
    held.letGo()
    expect((await reading).rows).toEqual([{ word: 'one' }])
    await slow.close()
    held.close()
  })

  it('that asks at once is refused what it asks afterwards, and leaves the connection as it was', async () => {
    const twice = readAtOnce(database, 'ours', async (db) => [await organizationIn(db), await organizationIn(db)])
    await expect(twice).rejects.toThrow('over')
    expect(await readAtOnce(database, 'theirs', organizationIn)).toMatchObject({ organization: 'theirs' })
    expect((await organizationIn(database.kysely))?.organization).toBe('')
  })

  it('that asks at once says what failed', async () => {
    await expect(readAtOnce(database, 'ours', (db) => sql`select 1 / 0`.execute(db))).rejects.toMatchObject({ code: '22012' })
    expect(await readAtOnce(database, 'ours', organizationIn)).toMatchObject({ organization: 'ours' })
  })

  it('changes nothing', async () => {
    const writing = readInOrganization(database, 'ours', (db) => sql`create table written (id int)`.execute(db))
    await expect(writing).rejects.toMatchObject({ code: '25006' })
  })

  it('that fails says why, and its other statements reach nobody else on the connection', async () => {
    let later: Promise<unknown> = Promise.resolve()
    const failing = readInOrganization(database, 'ours', (db) => {
      const slow = sql`select 1`.execute(db)
      later = slow
        .then(() => new Promise((resolve) => setTimeout(resolve, 50)))
        .then(() => organizationIn(db))
        .catch((error) => String(error))
      return Promise.all([sql`select 1 / 0`.execute(db), slow])
    })
    await expect(failing).rejects.toMatchObject({ code: '22012' })
    const next = inOrganization(database, 'theirs', async (trx) => {
      await sql`select pg_sleep(0.2)`.execute(trx)
      return organizationIn(trx)
    })
    expect(await next).toMatchObject({ organization: 'theirs' })
    expect(await later).toMatch(/aborted|over/)
  })

  it('opens no transaction within', async () => {
    const nested = readInOrganization(database, 'ours', (db) => db.transaction().execute(organizationIn))
    await expect(nested).rejects.toThrow('already')
  })
})
