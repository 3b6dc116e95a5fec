import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { envelopeText, outboxRows, receive } from '@handrail/events'
import { secretsOf } from '@handrail/local'
import { connect, migrate, provision } from '@handrail/postgres'
import { until } from '@handrail/testing'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anew } from '../src/anew.ts'
import { definitions, listenerNamed, listeners } from '../src/listeners.ts'
import { onDatabase, type Place } from '../src/place.ts'
import { changeLanguage, oddities, openAgencyPlatform, somebody } from './agency-platform.ts'

let platform: Awaited<ReturnType<typeof openAgencyPlatform>>
let place: Place
beforeAll(async () => {
  platform = await openAgencyPlatform()
  place = platform.place
  expect(await oddities(place)).toEqual([])
}, 240_000)
afterAll(async () => {
  await platform.stop()
  platform.remove()
}, 60_000)

const tablesOf = (name: string): readonly string[] => {
  const { effect } = listenerNamed(name).consumer
  return 'projection' in effect ? effect.projection : []
}

const rowsIn = async (sql: postgres.Sql, tables: readonly string[]) => {
  const found: Record<string, string[]> = {}
  for (const table of tables)
    found[table] = (await sql<{ row: string }[]>`select to_jsonb(t)::text as row from ${sql(table)} as t order by 1`).map(({ row }) => row)
  return found
}

const rowsOf = (name: string) => onDatabase(place, listenerNamed(name).service, (sql) => rowsIn(sql, tablesOf(name)))

/** The other way: the service's own receiving, every event in order, on an empty database. */
const folded = async (name: string) => {
  const { service, consumer } = listenerNamed(name)
  const admin = place.postgresUrl(service)
  const database = `anew_${service}`
  const urls = await provision(admin, { service, passwordSecret: secretsOf(platform.dataFolder).databaseSecret, database })
  await migrate(urls.owner, definitions[service].migrations)
  const app = connect<any>(urls.app, { name: 'test', max: 1 })
  const all = postgres(Object.assign(new URL(admin), { pathname: `/${database}` }).toString(), { max: 1, onnotice: () => {} })
  try {
    await onDatabase(place, consumer.from, async (publisher) => {
      const rows = await outboxRows(publisher, consumer.from, publisher`where aggregate = ${consumer.aggregate} order by position`)
      for (const row of rows) await receive(app, consumer, envelopeText(row))
    })
    return await rowsIn(all, tablesOf(name))
  } finally {
    await app.close()
    await all.end()
    await onDatabase(place, service, (sql) => sql.unsafe(`drop database "${database}" with (force)`))
  }
}

describe('replay --anew', () => {
  it('finds every projection to be what its events say, on a platform where nothing is wrong', async () => {
    const able = listeners.filter(({ consumer }) => 'projection' in consumer.effect)
    expect(able.length).toBeGreaterThan(15)
    for (const listener of able) {
      const { tables, refused } = await anew(place, listener, { onlyLook: true })
      const rows = tables.map(({ table, wrong, missing }) => ({ table, wrong, missing }))
      expect({ listener: listener.consumer.name, rows, refused }).toEqual({
        listener: listener.consumer.name,
        rows: tables.map(({ table }) => ({ table, wrong: 0, missing: 0 })),
        refused: [],
      })
    }
  }, 120_000)

  it.each(['notifications_on-team', 'notifications_on-assignment', 'progress_on-micro-course', 'catalogue_on-baseline'])(
    'mends what %s made wrong: rows changed, lost and invented',
    async (name) => {
      const listener = listenerNamed(name)
      const before = await rowsOf(name)
      const [table = ''] = tablesOf(name)
      await onDatabase(place, listener.service, async (sql) => {
        const [column = ''] = (
          await sql<{ name: string }[]>`
          select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped
            and atttypid in ('text'::regtype, 'jsonb'::regtype) and attname not in ('state', 'role_profile') order by attnum desc`
        ).map((row) => row.name)
        if (table === 'teams') await sql`update teams set member_ids = '{}'`
        else await sql`update ${sql(table)} set ${sql(column)} = '{"spoiled": true}' where ctid in (select ctid from ${sql(table)} limit 2)`
        await sql`delete from ${sql(table)} where ctid in (select ctid from ${sql(table)} order by ctid desc limit 1)`
      })
      expect(await rowsOf(name)).not.toEqual(before)
      const looked = await anew(place, listener, { onlyLook: true })
      expect(looked.tables[0]?.wrong).toBeGreaterThan(0)
      expect(looked.tables[0]?.missing).toBeGreaterThan(looked.tables[0]?.wrong ?? 0)
      expect(await rowsOf(name)).not.toEqual(before)

      const { tables, refused } = await anew(place, listener)
      expect({ tables, refused }).toEqual({ tables: looked.tables, refused: [] })
      expect(await rowsOf(name)).toEqual(before)
      expect((await anew(place, listener)).tables).toEqual([{ table, rows: before[table]?.length, wrong: 0, missing: 0 }])
      expect(await oddities(place)).toEqual([])
    },
    120_000,
  )

  it('makes the rows that receiving all events in order makes', async () => {
    await anew(place, listenerNamed('notifications_on-person'))
    expect(await rowsOf('notifications_on-person')).toEqual(await folded('notifications_on-person'))
    await anew(place, listenerNamed('progress_on-micro-course'))
    expect(await rowsOf('progress_on-micro-course')).toEqual(await folded('progress_on-micro-course'))
  }, 120_000)

  it('lets nothing slip in between while events arrive, and afterwards they go on arriving', async () => {
    const person = await somebody(place)
    let writing = true
    const writes = (async () => {
      for (let turn = 0; writing; turn += 1) await changeLanguage(place, person, turn % 2 === 0 ? 'fr' : 'en')
    })()
    for (let turn = 0; turn < 5; turn += 1) await anew(place, listenerNamed('notifications_on-person'))
    writing = false
    await writes
    await changeLanguage(place, person, 'fr')
    expect(await oddities(place)).toEqual([])
    expect((await anew(place, listenerNamed('notifications_on-person'), { onlyLook: true })).tables.every(({ wrong, missing }) => wrong + missing === 0)).toBe(
      true,
    )
  }, 120_000)

  it('a kill in the middle leaves the rows as they were, and the next run makes them right', async () => {
    const name = 'notifications_on-person'
    const before = await rowsOf(name)
    await onDatabase(place, 'notifications', (sql) => sql`update people set time_zone = 'Asia/Tokyo'`)
    const spoiled = await rowsOf(name)
    const child = fork(join(import.meta.dirname, 'killed-anew.ts'), [name], { env: { ...process.env, HANDRAIL_DATA: platform.dataFolder }, stdio: 'inherit' })
    const [said] = await once(child, 'message')
    expect(said).toBe('in the middle')
    child.kill('SIGKILL')
    await once(child, 'exit')
    await until(
      async () =>
        (
          await onDatabase(
            place,
            'notifications',
            (sql) => sql`select 1 from pg_stat_activity where application_name = 'handrail_ops' and state = 'idle in transaction'`,
          )
        ).length === 0,
    )
    expect(await rowsOf(name)).toEqual(spoiled)
    await anew(place, listenerNamed(name))
    expect(await rowsOf(name)).toEqual(before)
    expect(await oddities(place)).toEqual([])
  }, 120_000)

  it('changes nothing of an organization where the listener still refuses an event, and names it; the others are made', async () => {
    const name = 'notifications_on-team'
    const before = await rowsOf(name)
    const [team] = await onDatabase(
      place,
      'people',
      (sql) => sql<{ event_id: string; organization_id: string; data: string }[]>`
        select event_id, organization_id, data::text as data from outbox where aggregate = 'team' order by position desc limit 1`,
    )
    if (!team) throw new Error('The agency has no team.')
    await onDatabase(place, 'people', (sql) => sql`update outbox set data = data - 'memberIds' where event_id = ${team.event_id}`)
    const { refused } = await anew(place, listenerNamed(name))
    expect(refused).toMatchObject([{ organization: team.organization_id, event: team.event_id, reason: expect.stringContaining('memberIds') }])
    expect(await rowsOf(name)).toEqual(before)
    await onDatabase(place, 'people', (sql) => sql`update outbox set data = ${team.data}::text::jsonb where event_id = ${team.event_id}`)
    expect((await anew(place, listenerNamed(name))).refused).toEqual([])
  }, 60_000)

  it('refuses for listeners that do more than keep rows, and says why', async () => {
    await expect(anew(place, listenerNamed('notifications_on-help-request'))).rejects.toThrow(/writes mails about answers/)
    await expect(anew(place, listenerNamed('people_on-assignment'))).rejects.toThrow(/grants roles/)
    await expect(anew(place, listenerNamed('baselines_on-micro-course-completion'))).rejects.toThrow(/of which no event tells/)
    await expect(anew(place, listenerNamed('notifications_on-team'), { organization: 'nobody' })).rejects.toThrow(/no organization/)
  })
})
