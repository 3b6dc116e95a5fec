import { knownOf } from './dead-letters.ts'
import { differences } from './differences.ts'
import type { Listener } from './listeners.ts'
import type { Databases } from './place.ts'

/** A place where producer and consumer do not agree. `invariant` is the promise that is broken: see the README. */
export type Finding = {
  invariant: 2 | 3 | 5
  where: string
  what: string
  type: string | null
  event: string | null
  aggregate: string | null
  version: number | null
}
/** One event type of one listener: of the events in the outbox, how many it has, how many are dead, how many lack. */
export type Count = { event: string; listener: string; events: number; received: number; dead: number; missing: number }

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const deadIdsOf = async (databases: Databases, { service, consumer }: Listener) => {
  const letters = await databases[service]<{ message: string }[]>`select message from dead_letters where consumer = ${consumer.name}`
  return new Set(letters.map(({ message }) => String(knownOf(message).id)).filter((id) => UUID.test(id)))
}

/** Which of these events the listener has not: neither in its inbox nor among its dead letters. */
const stillMissing = async (databases: Databases, listener: Listener, ids: readonly string[]) => {
  const dead = await deadIdsOf(databases, listener)
  const rows = await databases[listener.service]<{ event_id: string }[]>`
    select event_id from inbox where consumer = ${listener.consumer.name} and event_id = any(${ids}::uuid[])`
  const received = new Set(rows.map(({ event_id }) => event_id))
  return ids.filter((id) => !received.has(id) && !dead.has(id))
}

/** Which of these events no outbox has. An event of another type than asked for is there too, if an erasure emptied it. */
const stillUnknown = async (databases: Databases, { consumer }: Listener, ids: readonly string[]) => {
  const rows = await databases[consumer.from]<{ event_id: string }[]>`select event_id from outbox where event_id = any(${ids}::uuid[])`
  const known = new Set(rows.map(({ event_id }) => event_id))
  return ids.filter((id) => !known.has(id))
}

/** Asks again until nothing is left or the time is up: what is on its way is no difference. */
const settle = async (items: readonly string[], until: number, ask: (items: readonly string[]) => Promise<string[]>): Promise<string[]> => {
  let left = items.length > 0 ? await ask(items) : []
  while (left.length > 0 && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 250))
    left = await ask(left)
  }
  return left
}

type Event = { event_id: string; type: string; aggregate_id: string; aggregate_version: number; is_published: boolean }

const eventsOf = (databases: Databases, { consumer }: Listener, ids: readonly string[]) => databases[consumer.from]<Event[]>`
  select event_id, type, aggregate_id, aggregate_version, published_at is not null as is_published
  from outbox where event_id = any(${ids}::uuid[]) order by position`

/** Per aggregate the version a listener must have reached: the highest among the events that it has taken. */
const reached = (types: readonly string[], listener: Listener, without: readonly string[]) => (sql: Databases['people']) =>
  sql`
  select coalesce(organization_id::text, 'shared') || ':' || aggregate_id || '@' || max(aggregate_version) as item from outbox
  where aggregate = ${listener.consumer.aggregate} and type = any(${types})
    and not exists (select 1 from unnest(${without}::uuid[]) as lacking (id) where lacking.id = event_id)
  group by organization_id, aggregate_id`

type Versions = { key: string; highest: number; wanted: number | null }

/** Of each of these aggregates the highest version there is, and the highest that the listener must have reached. */
const versionsOf = (databases: Databases, { consumer }: Listener, keys: readonly string[], types: readonly string[], without: readonly string[]) =>
  databases[consumer.from]<Versions[]>`
    select asked.key, max(aggregate_version) as highest, max(aggregate_version) filter (where type = any(${types}) and lacking.id is null) as wanted
    from outbox join unnest(${keys}::text[]) as asked (key) on asked.key = coalesce(organization_id::text, 'shared') || ':' || aggregate_id
      left join unnest(${without}::uuid[]) as lacking (id) on lacking.id = event_id
    where aggregate = ${consumer.aggregate} group by asked.key`

const marksOf = (databases: Databases, { service, consumer }: Listener, keys: readonly string[]) =>
  databases[service]<{ aggregate_key: string; version: number }[]>`
    select aggregate_key, version from watermarks where consumer = ${consumer.name} and aggregate_key = any(${keys})`

const wrongWatermarks = async (databases: Databases, listener: Listener, types: readonly string[], without: readonly string[], until: number) => {
  const { service, consumer } = listener
  const { onlyLeft, onlyRight } = await differences(
    { sql: databases[consumer.from], items: reached(types, listener, without) },
    { sql: databases[service], items: (sql) => sql`select aggregate_key || '@' || version as item from watermarks where consumer = ${consumer.name}` },
  )
  const findings = new Map<string, Finding>()
  const stillWrong = async (keys: readonly string[]) => {
    findings.clear()
    const marks = new Map((await marksOf(databases, listener, keys)).map(({ aggregate_key, version }) => [aggregate_key, version]))
    const versions = new Map((await versionsOf(databases, listener, keys, types, without)).map((row) => [row.key, row]))
    for (const key of keys) {
      const version = marks.get(key) ?? 0
      const { highest, wanted } = { highest: versions.get(key)?.highest ?? 0, wanted: versions.get(key)?.wanted ?? 0 }
      const about = { invariant: 5, where: consumer.name, type: null, event: null, aggregate: key, version } as const
      if (version > highest)
        findings.set(key, { ...about, what: `has seen version ${version}; the outbox ends at ${highest}, so that newer events would pass as old` })
      else if (version < wanted) findings.set(key, { ...about, what: `stands at version ${version}, though it has taken version ${wanted}` })
    }
    return [...findings.keys()]
  }
  await settle([...new Set([...onlyLeft, ...onlyRight].map((item) => item.slice(0, item.lastIndexOf('@'))))], until, stillWrong)
  return [...findings.values()]
}

/**
 * Compares what a service has published with what one listener has taken. `until` is the moment up to which events may
 * still arrive. With `isStanding`, for a platform whose services rest, what is not delivered yet is no finding.
 */
export const verifyListener = async (
  databases: Databases,
  listener: Listener,
  { until, isStanding }: { until: number; isStanding: boolean },
): Promise<{ counts: Count[]; findings: Finding[]; underWay: number }> => {
  const { service, consumer } = listener
  const types = [...consumer.definitions.keys()]
  const counted = await databases[consumer.from]<{ type: string; count: number }[]>`
    select type, count(*)::int as count from outbox where aggregate = ${consumer.aggregate} and type = any(${types}) group by type`
  const { onlyLeft, onlyRight } = await differences(
    {
      sql: databases[consumer.from],
      items: (sql) => sql`select event_id::text as item from outbox where aggregate = ${consumer.aggregate} and type = any(${types})`,
    },
    { sql: databases[service], items: (sql) => sql`select event_id::text as item from inbox where consumer = ${consumer.name}` },
  )
  const missing = await eventsOf(databases, listener, await settle(onlyLeft, isStanding ? 0 : until, (ids) => stillMissing(databases, listener, ids)))
  const unknown = await settle(onlyRight, until, (ids) => stillUnknown(databases, listener, ids))
  const dead = await eventsOf(databases, listener, [...(await deadIdsOf(databases, listener))])
  const ofType = (events: readonly Event[], type: string) => events.filter((event) => event.type === type).length
  const counts = types.map((type) => {
    const events = counted.find((each) => each.type === type)?.count ?? 0
    const [dying, lacking] = [ofType(dead, type), ofType(missing, type)]
    return { event: type, listener: consumer.name, events, received: events - dying - lacking, dead: dying, missing: lacking }
  })
  const without = [...missing, ...dead].map(({ event_id }) => event_id)
  const lacking: Finding[] = missing.map((event) => ({
    invariant: 2,
    where: consumer.name,
    what: event.is_published ? 'neither in the inbox nor among the dead letters' : 'not published yet',
    type: event.type,
    event: event.event_id,
    aggregate: event.aggregate_id,
    version: event.aggregate_version,
  }))
  const strange: Finding[] = unknown.map((event) => ({
    invariant: 3,
    where: consumer.name,
    what: `in the inbox, and not in the outbox of ${consumer.from}`,
    type: null,
    event,
    aggregate: null,
    version: null,
  }))
  const marks = await wrongWatermarks(databases, listener, types, without, until)
  return { counts, findings: [...(isStanding ? [] : lacking), ...strange, ...marks], underWay: missing.length }
}
