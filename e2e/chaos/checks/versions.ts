import { services } from '@handrail/contracts'
import { SHARED } from '@handrail/postgres'
import { consumersOf, mayHear, mustHear } from './listeners.ts'
import { type Check, type OutboxRow, outboxOf, type World } from './world.ts'

type Mark = { consumer: string; aggregate_key: string; version: number }

/**
 * What is heard raises the watermark in the same transaction, so once all is heard it stands at the newest event that its
 * listener must hear. One that an erasure emptied before it came is heard whatever its type, and may stand above that.
 */
const watermarks = async (world: World) => {
  const violations: string[] = []
  let checked = 0
  for (const service of services) {
    const marks = await world.stage.admin[service]<Mark[]>`select consumer, aggregate_key, version from watermarks`
    const dead = await world.stage.admin[service]<{ id: string }[]>`
      select message::jsonb ->> 'id' as id from dead_letters where message ~ '^[{].*[}]$' and message is json`
    const setAside = new Set(dead.map(({ id }) => id))
    for (const consumer of consumersOf(service)) {
      const known = new Map(marks.filter((mark) => mark.consumer === consumer.name).map(({ aggregate_key, version }) => [aggregate_key, version]))
      const told = (await outboxOf(world, consumer.from)).filter((row) => mayHear(consumer, row) && !setAside.has(row.event_id))
      for (const [key, rows] of Map.groupBy(told, ({ organization_id, aggregate_id }) => `${organization_id ?? SHARED}:${aggregate_id}`)) {
        const newest = (some: readonly OutboxRow[]) => Math.max(0, ...some.map(({ aggregate_version }) => aggregate_version))
        const [least, most] = [newest(rows.filter((row) => mustHear(consumer, row))), newest(rows)]
        const version = known.get(key) ?? 0
        checked += 1
        if (version < least || version > most)
          violations.push(
            `${consumer.name} knows version ${version} of ${consumer.aggregate} ${key}, and was told ${least < most ? `${least} to ` : ''}${most}`,
          )
      }
    }
  }
  return { checked, violations }
}

/** Of each aggregate the versions follow each other, by position. */
const sequences = async (world: World) => {
  const violations: string[] = []
  let checked = 0
  for (const service of services) {
    const groups = Map.groupBy(await outboxOf(world, service), (row) => `${row.organization_id} ${row.aggregate} ${row.aggregate_id}`)
    checked += groups.size
    for (const [what, rows] of groups) {
      const inOrder = rows.every(({ aggregate_version }, place) => aggregate_version === place + 1)
      if (!inOrder) violations.push(`${service}: ${what} has the versions ${rows.map((row) => row.aggregate_version)}, by position`)
    }
  }
  return { checked, violations }
}

export const versionsHaveNoGaps: Check = {
  number: 5,
  says: 'the highest version of an aggregate is the number of its events, and listeners know just it',
  run: async (world) => {
    const parts = [await sequences(world), await watermarks(world)]
    return { checked: parts.reduce((sum, { checked }) => sum + checked, 0), violations: parts.flatMap(({ violations }) => violations) }
  },
}
