import { setTimeout as sleep } from 'node:timers/promises'
import { services, streamOf } from '@handrail/contracts'
import { unheard } from './checks/delivery.ts'
import type { World } from './checks/world.ts'
import type { Stage } from './stage.ts'
import { whereabouts } from './streams.ts'

/** How the platform came to rest: in how many milliseconds, and what it still had to do when it was given up. */
export type Recovery = { after: string; ms: number; pending: string[]; mailsBefore: number; republished: number }

const waitingInStreams = async (stage: Stage) => {
  const nats = await stage.connectAsOperator()
  try {
    const jsm = await nats.jetstreamManager()
    const waiting: string[] = []
    for (const service of services)
      for await (const { name, num_pending, num_ack_pending } of jsm.consumers.list(streamOf(service)))
        if (num_pending + num_ack_pending > 0) waiting.push(`${name} has ${num_pending} messages to come and ${num_ack_pending} in hand`)
    return waiting
  } finally {
    await nats.close()
  }
}

const unpublished = async (stage: Stage) => {
  const waiting: string[] = []
  for (const service of services) {
    const [row] = await stage.admin[service]<{ count: number }[]>`select count(*)::int as count from outbox where published_at is null`
    if (row && row.count > 0) waiting.push(`${service} has ${row.count} events to publish`)
  }
  return waiting
}

/** Everything that is still to be done. Cheap questions come first. */
const pendingIn = async (world: World): Promise<string[]> => {
  const first = [...(await unpublished(world.stage)), ...(await waitingInStreams(world.stage))]
  return first.length > 0 ? first : (await unheard(world)).missing.map(({ says }) => says)
}

const SHOWN = 10

/** What is pending for good, and where it is. */
const explained = async (world: World, pending: readonly string[]): Promise<string[]> => {
  const { missing } = await unheard(world)
  if (missing.length === 0) return pending.slice(0, SHOWN)
  return Promise.all(
    missing.slice(0, SHOWN).map(async ({ says, from, consumer, eventId }) => `${says}: ${await whereabouts(world.stage, from, consumer, eventId)}`),
  )
}

/** Waits until nothing is pending, twice in a row, or gives up; `last`: what was waited for in the end. */
export const untilQuiet = async (world: World, since: number, patienceMs: number): Promise<{ ms: number; pending: string[]; last: string[] }> => {
  let quietAt: number | undefined
  let last: string[] = []
  for (;;) {
    const pending = await pendingIn(world).catch((error) => [String(error)])
    if (pending.length === 0) {
      if (quietAt !== undefined) return { ms: quietAt - since, pending, last }
      quietAt = Date.now()
    } else {
      quietAt = undefined
      last = pending
    }
    if (Date.now() - since > patienceMs) return { ms: Date.now() - since, pending: await explained(world, pending).catch(() => pending), last }
    await sleep(400)
  }
}
