import { setTimeout as sleep } from 'node:timers/promises'
import { envelopeText, outboxRows } from '@handrail/events'
import type { TestServers } from '@handrail/testing/servers'
import { openStageOn } from '@handrail/testing/stage'
import { addEvents, assignmentRoad } from './assignment-events.ts'
import { type Figure, median } from './figures.ts'

const ROUNDS = 5
const EVENTS = 12_000
const WINDOW = 256

/** Events a second, from the start of some work until a question to the database says that it is done. */
const rate = async (begin: () => { stop(): Promise<void> }, isDone: () => Promise<boolean>) => {
  const began = performance.now()
  const running = begin()
  while (!(await isDone())) await sleep(15)
  const perSecond = (EVENTS * 1000) / (performance.now() - began)
  await running.stop()
  return perSecond
}

/** The relay beside a bare publish of the same messages, and a listener of ours that takes them in, in the same rounds. */
export const relayRate = async (servers: TestServers): Promise<Figure[]> => {
  const stage = await openStageOn(servers)
  const road = await assignmentRoad(stage)
  const js = stage.nats.jetstream()
  await (await stage.nats.jetstreamManager()).streams.add({ name: 'BENCH', subjects: ['bench.>'], duplicate_window: 120_000_000_000 })
  const encoder = new TextEncoder()

  /** The ceiling: so many publishes on their way at a time, each with a message id, and nothing else. */
  const barePublish = async (round: number) => {
    const rows = await outboxRows(road.outbox, 'progress', road.outbox`order by position desc limit ${EVENTS}`)
    const payloads = rows.map((row) => encoder.encode(envelopeText(row)))
    const began = performance.now()
    let at = 0
    const lane = async () => {
      while (at < payloads.length) {
        const index = at++
        await js.publish('bench.assignment', payloads[index], { msgID: `${round}:${index}` })
      }
    }
    await Promise.all(Array.from({ length: WINDOW }, lane))
    return (EVENTS * 1000) / (performance.now() - began)
  }

  const rounds: { relay: number; bare: number; consumer: number }[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    await addEvents(road.outbox, round * EVENTS, EVENTS)
    await road.outbox`analyze outbox`
    const relay = await rate(road.relay, road.isPublished)
    const bare = await barePublish(round)
    const consumer = await rate(road.listen, async () => (await road.progressOfListener()).left === 0)
    if (round > 0) rounds.push({ relay, bare, consumer })
    if (process.env.BENCH_ROUNDS) console.log({ relay, bare, consumer })
  }
  await (await stage.nats.jetstreamManager()).streams.delete('BENCH')
  await road.close()
  await stage.close()

  const middle = (of: (round: (typeof rounds)[number]) => number) => median(rounds.map(of))
  const share = middle(({ relay, bare }) => relay / bare)
  const pace = middle(({ relay, consumer }) => consumer / relay)
  return [
    { what: `bare publishes a second, ${WINDOW} on their way, with message ids`, measured: middle(({ bare }) => bare).toFixed(0) },
    { what: 'events a second from the outbox to JetStream', measured: middle(({ relay }) => relay).toFixed(0) },
    { what: 'ratio, median of the rounds', measured: share.toFixed(2), goal: '≥ 0.3', reached: share >= 0.3 },
    { what: 'events a second that a listener takes in', measured: middle(({ consumer }) => consumer).toFixed(0) },
    { what: 'listener beside relay, median of the rounds', measured: `${pace.toFixed(2)} ×`, goal: '≥ 1.5', reached: pace >= 1.5 },
  ]
}
