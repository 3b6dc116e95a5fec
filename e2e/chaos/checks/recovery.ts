import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { services } from '@handrail/contracts'
import type { Check, World } from './world.ts'

const LIMIT_MS = 60_000
const WRITES = 0.99

/** Writes of people that began and ended while NATS was away and nothing else was broken. */
const writesWithoutNats = ({ history, faults }: World) => {
  const others = faults.spans.filter(({ what }) => what !== 'kill -9 NATS')
  const away = faults.spans.filter(({ what }) => what === 'kill -9 NATS')
  return history.commands
    .flatMap(({ attempts }) => attempts)
    .filter(({ begunAt, endedAt }) => away.some(({ from, to }) => begunAt >= from && endedAt <= to))
    .filter(({ begunAt, endedAt }) => !others.some(({ from, to }) => begunAt <= to && endedAt >= from))
}

export const comesBackByItself: Check = {
  number: 12,
  says: 'within 60 s after a fault ends nothing is pending; without NATS writes go on (≥ 99 %)',
  run: async (world) => {
    const violations = world.recoveries.flatMap(({ after, ms, pending }) =>
      ms > LIMIT_MS || pending.length > 0 ? [`after ${after}, not at rest within ${Math.round(ms / 1_000)} s: ${pending.join('; ')}`] : [],
    )
    for (const replica of world.stage.replicas) if (replica.hasEndedUnasked()) violations.push(`${replica.name} ended, and nobody had killed it`)
    const writes = writesWithoutNats(world)
    const answered = writes.filter(({ outcome }) => outcome !== 'unknown').length
    if (writes.length > 0 && answered / writes.length < WRITES) violations.push(`without NATS ${answered} of ${writes.length} writes were answered`)
    return { checked: world.recoveries.length + writes.length, violations }
  },
}

const logLines = ({ stage }: World, part: string) => {
  const folder = join(stage.dataFolder, 'log')
  return readdirSync(folder)
    .filter((name) => /-\d\.log$/.test(name))
    .reduce((sum, name) => sum + readFileSync(join(folder, name), 'utf8').split(part).length - 1, 0)
}

export type Sometimes = { what: string; times: number; must: boolean }

/** Invariant 14: a run in which these never happened proves nothing. A short one need not have them all, nor every kind of fault. */
export const sometimes = async (world: World, isShort: boolean): Promise<Sometimes[]> => {
  const deadLetters = await Promise.all(
    services.map(async (service) => (await world.stage.admin[service]<{ count: number }[]>`select count(*)::int as count from dead_letters`)[0]?.count ?? 0),
  )
  const [unknown] = await world.stage.admin.notifications<{ count: number }[]>`select count(*)::int as count from digests where state in ('unknown', 'sending')`
  const { injected, impossible } = world.faults
  const least = Math.min(...[...injected].filter(([name]) => !impossible.has(name)).map(([, times]) => times))
  return [
    { what: 'redelivery', times: logLines(world, '"reception":"repeated"'), must: true },
    { what: 'relay take-over', times: world.faults.takenOver, must: true },
    { what: 'rebuild', times: logLines(world, 'publishing the outbox again'), must: true },
    { what: 'dead letter', times: deadLetters.reduce((sum, count) => sum + count, 0), must: true },
    { what: 'unknown mail', times: unknown?.count ?? 0, must: !isShort },
    { what: 'every kind of fault, at least so often', times: least, must: !isShort },
  ]
}
