import { setTimeout as sleep } from 'node:timers/promises'
import { AssignmentProgressed } from '@handrail/contracts'
import { appendEvent, connect, inOrganization } from '@handrail/postgres'
import type { TestServers } from '@handrail/testing/servers'
import { openStageOn } from '@handrail/testing/stage'
import { v7 as uuidv7 } from 'uuid'
import { addEvents, assignmentRoad, organizationId } from './assignment-events.ts'
import type { Figure } from './figures.ts'
import { ownNats } from './own-nats.ts'

const ARRIVALS = 20
const HOUR = 3_600

/** NATS comes back after an hour: how fast what waited in the outbox reaches a listener, while more is added. */
export const catchUp = async ({ postgresUrl }: TestServers): Promise<Figure[]> => {
  const nats = await ownNats()
  const stage = await openStageOn({ postgresUrl, natsUrl: nats.url })
  const road = await assignmentRoad(stage)
  const relay = road.relay()
  const listener = road.listen()
  await addEvents(road.outbox, 0, 500)
  while ((await road.heard()) < 500) await sleep(20)
  await nats.kill()
  await addEvents(road.outbox, 500, ARRIVALS * HOUR)

  const database = connect(road.tellerUrl, { name: 'bench', max: 4 })
  let isOver = false
  const arrive = async () => {
    const assignmentId = uuidv7()
    const data = { ...AssignmentProgressed.example, assignmentId }
    await inOrganization(database, organizationId, (trx) =>
      appendEvent(trx, AssignmentProgressed, { organizationId, aggregateId: assignmentId, version: 1, time: new Date(), data }),
    )
  }
  const arrivals = (async () => {
    const began = performance.now()
    for (let arrived = 0; !isOver; ) {
      const due = ((performance.now() - began) * ARRIVALS) / 1000
      for (; arrived < due; arrived++) await arrive()
      await sleep(20)
    }
  })()
  await nats.start()
  const began = performance.now()
  const target = 500 + ARRIVALS * HOUR
  const before = await road.heard()
  let heard = before
  while (heard < target) {
    await sleep(500)
    heard = await road.heard()
  }
  const perSecond = ((heard - before) * 1000) / (performance.now() - began)
  isOver = true
  await arrivals
  await listener.stop()
  await relay.stop()
  await database.close()
  await road.close()
  await stage.close()
  await nats.remove()
  const ratio = perSecond / ARRIVALS
  return [
    { what: `events that waited for NATS, an hour at ${ARRIVALS} a second`, measured: `${ARRIVALS * HOUR}` },
    { what: 'events a second that reached the listener once it was back, while more arrived', measured: perSecond.toFixed(0) },
    { what: 'the same, as a multiple of the arrivals', measured: `${ratio.toFixed(0)} ×`, goal: '≥ 3', reached: ratio >= 3 },
  ]
}
