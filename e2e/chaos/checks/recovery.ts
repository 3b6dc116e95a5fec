import { services } from '@handrail/contracts'
import { WITHOUT_NATS } from '../faults/servers.ts'
import { logsOf } from '../logs.ts'
import type { Check, World } from './world.ts'

const LIMIT_MS = 60_000
const WRITES = 0.99
/**
 * A write leaves its event in the outbox, and has nothing to do with NATS: on a busy machine it takes some tenths of a second.
 * Whoever needs longer than this waits for NATS to come back, or for a publication to be given up, which takes 5 s.
 */
const TOO_LONG_MS = 4_000
/** Where as many writes were to be expected and none came, they did not go on. */
const SURELY_SOME = 30

/** How many writes people begin in a millisecond, over the whole run. */
const writesAMillisecond = (begun: readonly number[]) => begun.length / Math.max(1, Math.max(...begun) - Math.min(...begun))

/**
 * Writes that people began while NATS was away, and that nothing else disturbed until they were answered or had waited too
 * long; and how many there should be, as often as people write.
 */
const writesWithoutNats = ({ history, faults }: World) => {
  const others = faults.spans.filter(({ what }) => what !== WITHOUT_NATS)
  const away = faults.spans.filter(({ what }) => what === WITHOUT_NATS)
  const attempts = history.commands.flatMap(({ attempts }) => attempts)
  const writes = attempts
    .map(({ begunAt, endedAt, outcome }) => ({ begunAt, outcome, judgedAt: Math.min(endedAt, begunAt + TOO_LONG_MS), isLate: endedAt > begunAt + TOO_LONG_MS }))
    .filter(({ begunAt }) => away.some(({ from, to }) => begunAt >= from && begunAt <= to))
    .filter(({ begunAt, judgedAt }) => !others.some(({ from, to }) => begunAt <= to && judgedAt >= from))
  const milliseconds = away.reduce((sum, { from, to }) => sum + to - from, 0)
  const expected = attempts.length === 0 ? 0 : milliseconds * writesAMillisecond(attempts.map(({ begunAt }) => begunAt))
  return { writes, expected }
}

export const comesBackByItself: Check = {
  number: 12,
  says: 'within 60 s after a fault ends nothing is pending; without NATS writes go on (≥ 99 %)',
  run: async (world) => {
    const violations = world.recoveries.flatMap(({ after, ms, pending }) =>
      ms > LIMIT_MS || pending.length > 0 ? [`after ${after}, not at rest within ${Math.round(ms / 1_000)} s: ${pending.join('; ')}`] : [],
    )
    for (const replica of world.stage.replicas) if (replica.hasEndedUnasked()) violations.push(`${replica.name} ended, and nobody had killed it`)
    const { writes, expected } = writesWithoutNats(world)
    const inTime = writes.filter(({ outcome, isLate }) => outcome !== 'unknown' && !isLate).length
    if (writes.length > 0 && inTime / writes.length < WRITES)
      violations.push(`without NATS ${inTime} of ${writes.length} writes were answered within ${TOO_LONG_MS / 1_000} s`)
    if (writes.length === 0 && expected > SURELY_SOME)
      violations.push(`without NATS nobody wrote, where some ${Math.round(expected)} writes were to be expected`)
    return { checked: world.recoveries.length + writes.length, violations }
  },
}

const logLines = ({ stage }: Pick<World, 'stage'>, part: string) => [...logsOf(stage)].reduce((sum, { text }) => sum + text.split(part).length - 1, 0)

/**
 * What the faults have brought about so far. It counts as they end: later the breaker itself repeats old messages and wipes the
 * store, whatever the faults did.
 */
export const broughtAbout = (world: Pick<World, 'stage'>) => ({
  redelivery: logLines(world, '"reception":"repeated"'),
  rebuild: logLines(world, 'publishing the outbox again'),
})
export type BroughtAbout = ReturnType<typeof broughtAbout>

export type Sometimes = { what: string; times: number; must: boolean }

/** Invariant 14: a run in which these never happened proves nothing. A short one need not have them all, nor every kind of fault. */
export const sometimes = async (world: World, byFaults: BroughtAbout, isShort: boolean): Promise<Sometimes[]> => {
  // Poison comes from the breaker whenever it comes; a wiped store may take some along before it is heard.
  const deadLetters = await Promise.all(
    services.map(async (service) => (await world.stage.admin[service]<{ count: number }[]>`select count(*)::int as count from dead_letters`)[0]?.count ?? 0),
  )
  const [unknown] = await world.stage.admin.notifications<{ count: number }[]>`select count(*)::int as count from digests where state in ('unknown', 'sending')`
  const { injected, impossible } = world.faults
  const least = Math.min(...[...injected].filter(([name]) => !impossible.has(name)).map(([, times]) => times))
  return [
    ...Object.entries(byFaults).map(([what, times]) => ({ what, times, must: true })),
    { what: 'relay take-over', times: world.faults.takenOver, must: true },
    { what: 'dead letter', times: deadLetters.reduce((sum, count) => sum + count, 0), must: true },
    { what: 'unknown mail', times: unknown?.count ?? 0, must: !isShort },
    { what: 'every kind of fault, at least so often', times: least, must: !isShort },
  ]
}
