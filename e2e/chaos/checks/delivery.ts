import { type ServiceName, services } from '@handrail/contracts'
import { consumersOf, mayHear, mustHear } from './listeners.ts'
import { type Check, type OutboxRow, outboxOf, type World } from './world.ts'

const outboxes = async (world: World) =>
  Object.fromEntries(await Promise.all(services.map(async (service) => [service, await outboxOf(world, service)]))) as Record<ServiceName, OutboxRow[]>

type Heard = { consumer: string; event_id: string }

type Missing = { consumer: string; from: ServiceName; eventId: string; says: string }

/** Events that a listener should have taken note of by now, and has not. */
export const unheard = async (world: World) => {
  const told = await outboxes(world)
  const missing: Missing[] = []
  let checked = 0
  for (const service of services) {
    const sql = world.stage.admin[service]
    const inbox = await sql<Heard[]>`select consumer, event_id from inbox`
    const dead = await sql<Heard[]>`select consumer, message::jsonb ->> 'id' as event_id from dead_letters where message ~ '^[{].*[}]$' and message is json`
    const known = new Set([...inbox, ...dead].map(({ consumer, event_id }) => `${consumer} ${event_id}`))
    for (const consumer of consumersOf(service))
      for (const row of told[consumer.from].filter((row) => mustHear(consumer, row))) {
        checked += 1
        if (!known.has(`${consumer.name} ${row.event_id}`))
          missing.push({
            consumer: consumer.name,
            from: consumer.from,
            eventId: row.event_id,
            says: `${consumer.name} has not heard ${row.type} ${row.event_id}, version ${row.aggregate_version}`,
          })
      }
  }
  return { checked, missing }
}

export const everythingArrives: Check = {
  number: 2,
  says: 'after quiet nothing is unpublished, and every listener has every event or a dead letter of it',
  run: async (world) => {
    const { checked, missing } = await unheard(world)
    const told = await outboxes(world)
    const waiting = services.flatMap((service) =>
      told[service].filter(({ published_at }) => published_at === null).map(({ type, event_id }) => `${service} has not published ${type} ${event_id}`),
    )
    return { checked: checked + services.reduce((sum, service) => sum + told[service].length, 0), violations: [...waiting, ...missing.map(({ says }) => says)] }
  },
}

export const nothingFromNowhere: Check = {
  number: 3,
  says: 'no inbox holds an event that no outbox has, nor a version beyond the last',
  run: async (world) => {
    const told = await outboxes(world)
    const violations: string[] = []
    let checked = 0
    for (const service of services) {
      const inbox = await world.stage.admin[service]<Heard[]>`select consumer, event_id from inbox`
      const watermarks = await world.stage.admin[service]<{ consumer: string; aggregate_key: string; version: number }[]>`select * from watermarks`
      for (const consumer of consumersOf(service)) {
        const heard = told[consumer.from].filter((row) => mayHear(consumer, row))
        const ids = new Set(told[consumer.from].map(({ event_id }) => event_id))
        const newest = new Map(heard.map((row) => [`${row.organization_id ?? 'shared'}:${row.aggregate_id}`, row.aggregate_version]))
        const own = inbox.filter((row) => row.consumer === consumer.name)
        const marks = watermarks.filter((row) => row.consumer === consumer.name)
        checked += own.length + marks.length
        for (const { event_id } of own) if (!ids.has(event_id)) violations.push(`${consumer.name} has ${event_id}, which ${consumer.from} never told`)
        for (const { aggregate_key, version } of marks)
          if (version > (newest.get(aggregate_key) ?? 0))
            violations.push(`${consumer.name} is at version ${version} of ${aggregate_key}, and there are ${newest.get(aggregate_key)}`)
      }
    }
    return { checked, violations }
  },
}

export const poisonIsSetAside: Check = {
  number: 11,
  says: 'each poison message is in the dead letters of each listener once, and holds up no other',
  run: async ({ stage, faults }) => {
    const violations: string[] = []
    let checked = 0
    for (const { subject, from, aggregate, type, message } of faults.poison)
      for (const service of services)
        for (const consumer of consumersOf(service).filter(
          (one) => one.from === from && one.aggregate === aggregate && (type === null || one.definitions.has(type)),
        )) {
          const [found] = await stage.admin[service]<{ times: number }[]>`
            select count(*)::int as times from dead_letters where consumer = ${consumer.name} and message = ${message} and nats_subject = ${subject}`
          checked += 1
          if (found?.times !== 1) violations.push(`${consumer.name} set ${message.slice(0, 60)} aside ${found?.times} times`)
        }
    for (const service of services) {
      const strange = await stage.admin[service]<{ event_id: string }[]>`select event_id from inbox where event_id = any(${faults.strangers}::uuid[])`
      checked += faults.strangers.length
      for (const { event_id } of strange) violations.push(`${service} took in ${event_id}, of a type that it does not know`)
      const rows = await stage.admin[service]<{ message: string; consumer: string; reason: string }[]>`select message, consumer, reason from dead_letters`
      const ours = new Set(faults.poison.map(({ message }) => message))
      for (const { message, consumer, reason } of rows)
        if (!ours.has(message)) violations.push(`${consumer} set aside what is no poison: ${reason.slice(0, 120)} ${message.slice(0, 120)}`)
    }
    return { checked, violations }
  },
}
