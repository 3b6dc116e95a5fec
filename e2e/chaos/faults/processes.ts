import { setTimeout as sleep } from 'node:timers/promises'
import type { ServiceName } from '@handrail/contracts'
import type { Failpoint } from '../failpoints.ts'
import type { Replica } from '../replica.ts'
import { aWhile, type Fault, type Hands, noteMailsOnTheirWay, someReplica, someService, untilBack, untilHeard } from './fault.ts'

/** Events that were written and published since then, while one of two was away; before the store is wiped, which has all published once more. */
const takenOver = async ({ stage }: Hands, { service }: Replica, since: Date): Promise<number> => {
  if (service === 'web') return 0
  // The other lane may have taken the database away.
  const rows = await stage.admin[service]<{ count: number }[]>`
    select count(*)::int as count from outbox where occurred_at > ${since} and published_at > ${since}`.catch(() => [])
  return rows[0]?.count ?? 0
}

/** Leaves a process away for so long, and longer where asked, until its twin has taken something over. Answers how many events. */
const without = async (hands: Hands, replica: Replica, ms: number, atMostMs = ms): Promise<number> => {
  const since = new Date()
  await sleep(ms)
  let count = await takenOver(hands, replica, since)
  for (let waited = ms; count === 0 && waited < atMostMs; waited += 500) {
    await sleep(500)
    count = await takenOver(hands, replica, since)
  }
  hands.log.takenOver += count
  return count
}

/** How long the people of a run may take to do something that is told, while a server may be away as well. */
const TAKE_OVER_MS = 15_000

const someTime = ({ dice, longest }: Hands) => dice.between(1_000, longest)
const startAgain = async (replica: Replica) => {
  replica.start()
  await untilBack(replica)
}

const theWeb = ({ stage, dice }: Hands) => dice.one(stage.replicasOf('web'))

const kill = async (hands: Hands, replica: Replica, since = Date.now()) => {
  await replica.kill()
  await noteMailsOnTheirWay(hands, replica.service, since)
}

/** Who has so much to do there that it need not be waited for. */
const comesBy = {
  'published-not-marked': ['progress', 'people'],
  'applied-not-acknowledged': ['catalogue', 'progress', 'notifications'],
  'committed-not-answered': ['people', 'progress', 'notifications'],
  'mailed-not-noted': ['notifications'],
} as const satisfies Record<Failpoint, readonly ServiceName[]>

const endedAt = (failpoint: Failpoint, where: string): Fault => ({
  name: `ended ${where}`,
  inject: async (hands) => {
    const replica = hands.dice.one(hands.stage.replicas.filter(({ service }) => comesBy[failpoint].some((one) => one === service)))
    const since = Date.now()
    if (!(await replica.endAt(failpoint, 12_000))) return false
    await noteMailsOnTheirWay(hands, replica.service, since)
    await without(hands, replica, someTime(hands))
    await startAgain(replica)
  },
})

const spoilRoad =
  (which: 'database' | 'nats', how: 'cut' | 'deaf' | 'slow') =>
  async (hands: Hands): Promise<void> => {
    const replica = someReplica(hands)
    const since = Date.now()
    const road = hands.stage.roadsOf(replica)[which]
    road.set(how === 'slow' ? { delayMs: hands.dice.between(50, 400) } : how)
    await aWhile(hands)
    road.set('open')
    if (which === 'database') await noteMailsOnTheirWay(hands, replica.service, since)
  }

/** Of processes and of the roads between them. */
export const processFaults: readonly Fault[] = [
  {
    name: 'kill -9 of a service',
    must: true,
    inject: async (hands) => {
      const replica = someReplica(hands)
      await kill(hands, replica)
      await without(hands, replica, someTime(hands))
      await startAgain(replica)
    },
  },
  {
    name: 'kill -9 of a service whose twin has events to publish',
    must: true,
    inject: async (hands) => {
      const replica = hands.dice.one([...hands.stage.replicasOf('people'), ...hands.stage.replicasOf('progress')])
      await kill(hands, replica)
      const count = await without(hands, replica, someTime(hands), TAKE_OVER_MS)
      await startAgain(replica)
      return count > 0
    },
  },
  {
    name: 'SIGSTOP of a service',
    must: true,
    inject: async (hands) => {
      const replica = someReplica(hands)
      const since = Date.now()
      replica.hold()
      await without(hands, replica, hands.dice.between(1_000, hands.longestHold))
      // By now the mail server, or PostgreSQL, may have given up on it.
      await noteMailsOnTheirWay(hands, replica.service, since)
      replica.letGo()
    },
  },
  {
    // It has no twin: meanwhile nobody is answered.
    name: 'kill -9 of web',
    inject: async (hands) => {
      const web = theWeb(hands)
      await web.kill()
      await aWhile(hands)
      await startAgain(web)
    },
  },
  {
    name: 'SIGSTOP of web',
    inject: async (hands) => {
      const web = theWeb(hands)
      web.hold()
      await aWhile(hands)
      web.letGo()
    },
  },
  {
    name: 'the clock of a service wrong by minutes',
    inject: async (hands) => {
      const replica = someReplica(hands)
      const clockMs = hands.dice.one([-1, 1]) * hands.dice.between(60_000, 600_000)
      await kill(hands, replica)
      const span = { what: `clock ${replica.name}`, from: Date.now(), to: Number.POSITIVE_INFINITY }
      hands.log.spans.push(span)
      replica.start({ clockMs })
      await untilHeard(replica)
      await aWhile(hands)
      // It wrote down when its mails began.
      await kill(hands, replica, span.from + Math.min(0, clockMs))
      span.to = Date.now()
      await startAgain(replica)
    },
  },
  endedAt('published-not-marked', 'after publishing, before it was marked'),
  endedAt('applied-not-acknowledged', 'after applying, before it was acknowledged'),
  endedAt('committed-not-answered', 'after the commit, before the answer'),
  endedAt('mailed-not-noted', 'after 250, before the commit'),
  { name: 'a database cut off', inject: spoilRoad('database', 'cut') },
  { name: 'NATS cut off', inject: spoilRoad('nats', 'cut') },
  { name: 'answers of a database swallowed', inject: spoilRoad('database', 'deaf') },
  { name: 'acknowledgements of NATS swallowed', inject: spoilRoad('nats', 'deaf') },
  { name: 'a slow database', inject: spoilRoad('database', 'slow') },
  { name: 'a slow NATS', inject: spoilRoad('nats', 'slow') },
  {
    name: 'every connection to a service reset',
    inject: async (hands) => hands.stage.balancers[someService(hands)].reset(),
  },
  {
    name: 'the mail server cut off',
    inject: async (hands) => {
      hands.stage.mail.road.set('cut')
      await aWhile(hands)
      hands.stage.mail.road.set('open')
    },
  },
]
