import { PreferencesChanged } from '@handrail/contracts'
import { openStage, type Stage } from '@handrail/testing'
import { sql } from 'kysely'
import postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  appendEvent,
  connect,
  createPlatformTables,
  type Database,
  forgetOldKeys,
  inOrganization,
  KEY_DAYS,
  letRelayForgetKeys,
  migrate,
  once,
  SHARED,
} from '../src/index.ts'

let stage: Stage
let database: Database<any>
let env: Record<string, string>
const [ours, theirs] = [uuidv7(), uuidv7()]
const now = new Date('2026-11-02T14:00:00Z')

beforeAll(async () => {
  stage = await openStage()
  env = await stage.environmentFor('progress')
  await migrate(env.OWNER_DATABASE_URL ?? '', {
    '0001': { up: (db) => createPlatformTables(db, 'progress') },
    '0002': { up: (db) => letRelayForgetKeys(db, 'progress') },
  })
  database = connect(env.APP_DATABASE_URL ?? '', { name: 'test' })
})
afterAll(async () => {
  await database.close()
  await stage.close()
})

const append = (scope: string, organizationId: string | null, personId = uuidv7()) =>
  inOrganization(database, scope, (trx) =>
    appendEvent(trx, PreferencesChanged, { organizationId, aggregateId: personId, version: 1, time: now, data: { personId, digest: true } }),
  )
const seenIn = (scope: string) => inOrganization(database, scope, async (trx) => (await trx.selectFrom('outbox').select('organization_id').execute()).length)

describe('row-level security', () => {
  beforeAll(async () => {
    await append(ours, ours)
    await append(theirs, theirs)
    await append(SHARED, null)
  })
  it('shows an organization its own rows and those the sector shares', async () => {
    expect(await seenIn(ours)).toBe(2)
    expect(await seenIn(SHARED)).toBe(1)
  })
  it('shows nothing at all where no organization is set', async () => {
    expect(await database.kysely.selectFrom('outbox').selectAll().execute()).toEqual([])
  })
  it('lets nobody write for another organization, nor for the sector', async () => {
    await expect(append(ours, theirs)).rejects.toThrow(/row-level security/)
    await expect(append(ours, null)).rejects.toThrow(/row-level security/)
  })
  it('does not leave an organization behind on the connection', async () => {
    const one = connect<any>(env.APP_DATABASE_URL ?? '', { name: 'test', max: 1 })
    await inOrganization(one, ours, async () => {})
    const { rows } = await sql<{ organization: string }>`select coalesce(current_setting('app.organization', true), '') as organization`.execute(one.kysely)
    expect(rows).toEqual([{ organization: '' }])
    await one.close()
  })
  it('holds for the owner too, and the app owns no table', async () => {
    const owner = postgres(env.OWNER_DATABASE_URL ?? '', { max: 1 })
    expect(await owner`select 1 from outbox`).toHaveLength(0)
    expect(await owner`select 1 from pg_tables where schemaname = 'public' and tableowner <> 'progress_owner'`).toHaveLength(0)
    await owner.end()
  })
})

describe('a command with an Idempotency-Key', () => {
  const command = (body: unknown, key = 'key-0001') => ({ organizationId: ours, personId: uuidv7(), key, path: '/api/v1/assignments', body, now })
  it('has one effect, and one answer', async () => {
    const asked = command({ path: 'safe' })
    let effects = 0
    const run = () => inOrganization(database, ours, (trx) => once(trx, asked, async () => ({ status: 201, body: { effects: ++effects } })))
    const first = await run()
    expect(await run()).toEqual(first)
    expect(effects).toBe(1)
  })
  it('sent twice at once still has one effect', async () => {
    const asked = command({ path: 'safe' }, 'key-0002')
    let effects = 0
    const run = () => inOrganization(database, ours, (trx) => once(trx, asked, async () => ({ status: 201, body: { effects: ++effects } })))
    const [one, other] = await Promise.all([run(), run()])
    expect(one).toEqual(other)
    expect(effects).toBe(1)
  })
  it('with another body is refused', async () => {
    const asked = command({ path: 'safe' }, 'key-0003')
    const run = (body: unknown) => inOrganization(database, ours, (trx) => once(trx, { ...asked, body }, async () => ({ status: 201, body: {} })))
    await run({ path: 'safe' })
    await expect(run({ path: 'other' })).rejects.toMatchObject({ code: 'idempotency-key-reused' })
  })
  it('at another place is refused, for the answer to one request is none to the other', async () => {
    const asked = command(null, 'key-0005')
    const run = (path: string) => inOrganization(database, ours, (trx) => once(trx, { ...asked, path }, async () => ({ status: 201, body: { path } })))
    await run('/api/v1/assignments')
    await expect(run('/api/v1/cohorts')).rejects.toMatchObject({ code: 'idempotency-key-reused' })
  })
  it('is forgotten after its days, in every organization, and not before; then it has its effect anew', async () => {
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
    const run = (organizationId: string, key: string, used: Date) =>
      inOrganization(database, organizationId, (trx) =>
        once(trx, { ...command(null, key), personId: organizationId, organizationId, now: used }, async () => ({ status: 201, body: { used } })),
      )
    for (const organizationId of [ours, theirs]) {
      await run(organizationId, 'key-old', daysAgo(KEY_DAYS + 1))
      await run(organizationId, 'key-young', daysAgo(KEY_DAYS - 1))
    }
    const relay = postgres(env.RELAY_DATABASE_URL ?? '', { max: 1 })
    await expect(relay`select answer from idempotency_keys`).rejects.toThrow('permission denied')
    expect(await relay`select used_at from idempotency_keys`).toHaveLength(2)
    await relay.end()
    expect(await forgetOldKeys(env.RELAY_DATABASE_URL ?? '')).toBe(2)
    expect(await forgetOldKeys(env.RELAY_DATABASE_URL ?? '')).toBe(0)
    const again = new Date('2026-11-03T00:00:00Z')
    for (const organizationId of [ours, theirs]) {
      expect((await run(organizationId, 'key-young', again)).body).not.toEqual({ used: again })
      expect((await run(organizationId, 'key-old', again)).body).toEqual({ used: again })
    }
  })
  it('that failed may be tried again', async () => {
    const asked = command({ path: 'safe' }, 'key-0004')
    const run = (works: boolean) =>
      inOrganization(database, ours, (trx) =>
        once(trx, asked, async () => {
          if (!works) throw new Error('not now')
          return { status: 201, body: {} }
        }),
      )
    await expect(run(false)).rejects.toThrow('not now')
    await expect(run(true)).resolves.toMatchObject({ status: 201 })
  })
})

it('PostgreSQL ends a transaction whose owner fell silent, the relay above all', async () => {
  for (const url of [env.APP_DATABASE_URL, env.RELAY_DATABASE_URL]) {
    const sql = postgres(url ?? '', { max: 1 })
    const [row] = await sql`show idle_in_transaction_session_timeout`
    await sql.end()
    expect(row?.idle_in_transaction_session_timeout).toBe('30s')
  }
})
