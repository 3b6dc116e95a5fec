import { streamOf } from '@handrail/contracts'
import { RELAY_LOCK } from '@handrail/events'
import { until } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deadLetters, deadLettersOf, dropDeadLetter, retryDeadLetters } from '../src/dead-letters.ts'
import { measureLag } from '../src/lag.ts'
import { listenerNamed } from '../src/listeners.ts'
import { onDatabase, onNats, type Place } from '../src/place.ts'
import { rebuildStream } from '../src/rebuild.ts'
import { replayTo } from '../src/replay.ts'
import { verifyPlace } from '../src/verify.ts'
import { changeLanguage, oddities, openAgencyPlatform, somebody } from './agency-platform.ts'

let platform: Awaited<ReturnType<typeof openAgencyPlatform>>
let place: Place
beforeAll(async () => {
  platform = await openAgencyPlatform()
  place = platform.place
}, 240_000)
afterAll(async () => {
  await platform.stop()
  platform.remove()
}, 60_000)

const onPerson = 'notifications_on-person'
const languageKnown = (personId: string) =>
  onDatabase(place, 'notifications', async (sql) => (await sql<{ language: string }[]>`select language from people where person_id = ${personId}`)[0]?.language)

it('in peace, producers and consumers agree, nothing is pending and nothing unpublished', async () => {
  expect(await oddities(place)).toEqual([])
  const { counts } = await verifyPlace(place)
  expect(counts.reduce((sum, { received }) => sum + received, 0)).toBeGreaterThan(100)
  const { listeners, outboxes } = await until(async () => {
    const lag = await measureLag(place)
    return lag.listeners?.every(({ pending, unacked }) => pending === 0 && unacked === 0) && lag
  }, 30_000)
  expect(listeners?.length).toBeGreaterThan(20)
  expect(outboxes.map(({ unpublished }) => unpublished)).toEqual([0, 0, 0, 0, 0])
}, 120_000)

describe('lag', () => {
  it('shows what a relay that is held up has not published, with its age, and a durable that is gone', async () => {
    const person = await somebody(place)
    await onDatabase(place, 'people', async (sql) => {
      const held = await sql.reserve()
      await held`select pg_advisory_lock(${RELAY_LOCK})`
      await changeLanguage(place, person, 'fr')
      await until(async () => (await measureLag(place)).outboxes.some(({ service, oldest_seconds }) => service === 'people' && (oldest_seconds ?? 0) >= 1))
      // Its service makes it again when it next looks, every ten seconds.
      await onNats(place, async (nats) => (await nats.jetstreamManager()).consumers.delete('PEOPLE', onPerson))
      const { outboxes, listeners } = await measureLag(place)
      expect(outboxes.find(({ service }) => service === 'people')?.unpublished).toBe(1)
      expect(listeners?.find(({ listener }) => listener === onPerson)?.pending).toBeNull()
      const { findings } = await verifyPlace(place, { waitSeconds: 0 })
      expect(findings).toContainEqual(expect.objectContaining({ invariant: 2, where: 'people' }))
      expect(findings).toContainEqual(expect.objectContaining({ invariant: 2, where: onPerson, what: 'not published yet', aggregate: person.personId }))
      await held`select pg_advisory_unlock(${RELAY_LOCK})`
      held.release()
    })
    expect(await oddities(place)).toEqual([])
    expect(await languageKnown(person.personId)).toBe('fr')
  }, 120_000)
})

describe('verify', () => {
  it('names exactly the event that a listener lost, one that nobody sent, and a watermark that is ahead', async () => {
    const person = await somebody(place)
    const nobodys = uuidv7()
    const lost = await onDatabase(place, 'notifications', async (sql) => {
      const [row] = await sql<{ event_id: string }[]>`
        delete from inbox where ctid = (select ctid from inbox where consumer = ${onPerson} order by event_id limit 1) returning event_id`
      await sql`insert into inbox (consumer, event_id) values ('notifications_on-role', ${nobodys})`
      await sql`update watermarks set version = version + 7 where consumer = 'notifications_on-person' and aggregate_key = ${`${person.organizationId}:${person.personId}`}`
      return row?.event_id
    })
    const { findings, counts } = await verifyPlace(place, { waitSeconds: 1 })
    expect(findings.map(({ invariant, where, event, aggregate }) => [invariant, where, event ?? aggregate]).sort()).toEqual(
      [
        [2, onPerson, lost],
        [3, 'notifications_on-role', nobodys],
        [5, onPerson, `${person.organizationId}:${person.personId}`],
      ].sort(),
    )
    expect(counts.filter(({ missing }) => missing > 0)).toMatchObject([{ listener: onPerson, missing: 1 }])

    await onDatabase(place, 'notifications', async (sql) => {
      await sql`delete from inbox where event_id = ${nobodys}`
      await sql`update watermarks set version = version - 7 where consumer = 'notifications_on-person' and aggregate_key = ${`${person.organizationId}:${person.personId}`}`
    })
    expect((await replayTo(place, listenerNamed(onPerson), { position: '0' })).read).toBeGreaterThan(1)
    expect(await oddities(place, 0)).toEqual([])
  }, 60_000)

  it('sees a gap in the versions of an aggregate', async () => {
    const row = await onDatabase(place, 'notifications', async (sql) => {
      const [made] = await sql`
        insert into outbox (event_id, organization_id, type, nats_subject, aggregate, aggregate_id, aggregate_version, occurred_at, data, published_at)
        values (${uuidv7()}, ${uuidv7()}, 'notifications.preferences-changed.v1', 'x', 'preferences', ${uuidv7()}, 2, now(), '{}', now()) returning event_id, aggregate_id`
      return made
    })
    const { findings } = await verifyPlace(place, { waitSeconds: 0 })
    expect(findings).toMatchObject([{ invariant: 5, where: 'notifications', aggregate: row?.aggregate_id }])
    await onDatabase(place, 'notifications', (sql) => sql`delete from outbox where event_id = ${row?.event_id}`)
  }, 60_000)
})

describe('replay', () => {
  const rowsOf = () =>
    onDatabase(place, 'notifications', async (sql) => ({
      people: [...(await sql`select * from people order by person_id`)],
      watermarks: [...(await sql`select * from watermarks where consumer = ${onPerson} order by aggregate_key`)],
    }))

  it('fills a projection that was lost, from the outbox alone, and a second time changes nothing', async () => {
    const before = await rowsOf()
    expect(before.people.length).toBeGreaterThan(3)
    await onDatabase(place, 'notifications', async (sql) => {
      await sql`delete from inbox where consumer = ${onPerson}`
      await sql`delete from watermarks where consumer = ${onPerson}`
      await sql`delete from people`
    })
    const first = await replayTo(place, listenerNamed(onPerson), { position: '0' })
    expect(first).toMatchObject({ known: 0, stale: 0, refused: 0, applied: first.read })
    expect(await rowsOf()).toEqual(before)
    expect(await replayTo(place, listenerNamed(onPerson), { position: '0' })).toMatchObject({ applied: 0, known: first.read })
    expect(await oddities(place, 0)).toEqual([])
  }, 60_000)

  it('begins with what was appended at a moment, or at a position', async () => {
    const now = new Date()
    const person = await somebody(place)
    await changeLanguage(place, person, 'en')
    expect(await oddities(place)).toEqual([])
    expect(await replayTo(place, listenerNamed(onPerson), { time: now })).toMatchObject({ read: 1, known: 1 })
    const [last] = await onDatabase(
      place,
      'people',
      (sql) => sql<{ position: string }[]>`select max(position) as position from outbox where aggregate = 'person'`,
    )
    expect(await replayTo(place, listenerNamed(onPerson), { position: last?.position ?? '' })).toMatchObject({ read: 1, known: 1 })
  }, 60_000)
})

describe('dead letters', () => {
  it('a retry after the cause is mended is taken, and one that was overtaken changes nothing', async () => {
    const [person] = [await somebody(place)]
    await onDatabase(place, 'notifications', (sql) => sql`alter table people rename column language to tongue`)
    await changeLanguage(place, person, 'fr')
    const [letter] = await until(async () => {
      const letters = await deadLettersOf(place, 'notifications')
      return letters.length > 0 && letters
    }, 60_000)
    if (!letter) throw new Error('There should be a dead letter.')
    expect(letter).toMatchObject({ consumer: onPerson, reason: expect.stringContaining('language') })
    expect(await oddities(place, 0)).toEqual([])
    expect(await retryDeadLetters(place, [letter])).toMatchObject([{ outcome: 'refused', reason: expect.stringContaining('language') }])
    expect(await deadLettersOf(place, 'notifications')).toHaveLength(1)

    await onDatabase(place, 'notifications', (sql) => sql`alter table people rename column tongue to language`)
    expect(await retryDeadLetters(place, [letter])).toMatchObject([{ outcome: 'applied' }])
    expect(await languageKnown(person.personId)).toBe('fr')
    expect(await deadLettersOf(place, 'notifications')).toEqual([])

    // The same event dead once more, while the next one is applied.
    await onDatabase(place, 'notifications', async (sql) => {
      await sql`alter table people rename column language to tongue`
    })
    await changeLanguage(place, person, 'en')
    const [older] = await until(async () => {
      const letters = await deadLettersOf(place, 'notifications')
      return letters.length > 0 && letters
    }, 60_000)
    await onDatabase(place, 'notifications', (sql) => sql`alter table people rename column tongue to language`)
    await changeLanguage(place, person, 'fr')
    await until(async () => (await oddities(place, 0)).length === 0)
    await changeLanguage(place, person, 'fr')
    expect(await oddities(place)).toEqual([])
    if (!older) throw new Error('There should be a second dead letter.')
    expect(await retryDeadLetters(place, [older])).toMatchObject([{ outcome: 'stale' }])
    expect(await languageKnown(person.personId)).toBe('fr')
    expect(await deadLettersOf(place, 'notifications')).toEqual([])
    expect(await oddities(place, 0)).toEqual([])
  }, 150_000)

  it('a dropped one is no longer shown, and stays on record with the reason', async () => {
    await onNats(place, (nats) => nats.jetstream().publish('handrail.people.person.changed.v1.p03', 'not json'))
    const [letter] = await until(async () => {
      const letters = await deadLettersOf(place, 'notifications')
      return letters.length > 0 && letters
    }, 30_000)
    if (!letter) throw new Error('There should be a dead letter.')
    const given = { place, words: ['drop', 'notifications', letter.dead_letter_id], option: () => undefined, isAsked: () => false, progress: () => {} }
    await expect(deadLetters.run(given)).rejects.toThrow(/--reason/)
    await dropDeadLetter(place, letter, 'a test wrote it')
    expect(await deadLettersOf(place, 'notifications')).toEqual([])
    expect(await deadLettersOf(place, 'notifications', true)).toMatchObject([{ message: 'not json', drop_reason: 'a test wrote it' }])
    expect(await oddities(place)).toEqual([])
  }, 60_000)
})

describe('rebuild', () => {
  it('fills lost streams from the outboxes, listeners take nothing twice, and new events arrive', async () => {
    const before = await onDatabase(place, 'notifications', (sql) => sql`select count(*)::int as count from inbox`)
    const published = await onDatabase(place, 'people', (sql) => sql<{ count: number }[]>`select count(*)::int as count from outbox`)
    await onNats(place, async (nats) => (await nats.jetstreamManager()).streams.delete('PEOPLE'))
    const rebuilt = await rebuildStream(place, 'people')
    expect(rebuilt.stream).toBe(streamOf('people'))
    expect(rebuilt.events).toBeGreaterThanOrEqual(published[0]?.count ?? Number.NaN)
    expect(rebuilt.durables).toBeGreaterThan(8)
    expect(await oddities(place)).toEqual([])
    const person = await somebody(place)
    await changeLanguage(place, person, 'en')
    await until(async () => (await languageKnown(person.personId)) === 'en', 60_000)
    const after = await onDatabase(place, 'notifications', (sql) => sql`select count(*)::int as count from inbox`)
    expect(after[0]?.count).toBe(before[0]?.count + 1)
    await until(async () => (await measureLag(place)).listeners?.every(({ pending, unacked }) => pending === 0 && unacked === 0), 60_000)
  }, 180_000)
})
