import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ServiceName, services, streamOf } from '@handrail/contracts'
import { consumersOf } from './checks/listeners.ts'
import { type Dice, dice } from './dice.ts'
import type { Replica } from './replica.ts'
import type { Stage } from './stage.ts'

/** `type`: only who hears that type finds it poisonous; null: everybody who hears the aggregate. */
export type Poison = { subject: string; from: ServiceName; aggregate: string; type: string | null; message: string }
type Span = { what: string; from: number; to: number }

export const openFaultLog = () => ({
  /** How often each kind of fault was injected. */
  injected: new Map<string, number>(),
  spans: [] as Span[],
  poison: [] as Poison[],
  /** Faults that may have cut off a mail on its way. */
  mailsCutOff: 0,
})
export type FaultLog = ReturnType<typeof openFaultLog>

type Hands = { stage: Stage; dice: Dice; log: FaultLog; longest: number }
/** Breaks something, and mends it before it ends. */
type Fault = { name: string; inject(hands: Hands): Promise<void> }

const someReplica = ({ stage, dice }: Hands): Replica => dice.one(stage.replicas.filter(({ service }) => service !== 'web'))
const roadsOf = ({ stage }: Hands, { name }: Replica) => {
  const roads = stage.roads.get(name)
  if (!roads) throw new Error(`${name} has no roads.`)
  return roads
}
const aWhile = ({ dice, longest }: Hands) => sleep(dice.between(1_000, longest))

/** Until a process that was started again is there, or it has had a minute. */
const untilBack = async (replica: Replica) => {
  for (let waited = 0; waited < 60_000 && !(await replica.isReady()); waited += 250) await sleep(250)
}

const spoilRoad =
  (which: 'database' | 'nats', how: 'cut' | 'deaf' | 'slow') =>
  async (hands: Hands): Promise<void> => {
    const replica = someReplica(hands)
    if (which === 'database' && replica.service === 'notifications') hands.log.mailsCutOff += 1
    const road = roadsOf(hands, replica)[which]
    road.set(how === 'slow' ? { delayMs: hands.dice.between(50, 400) } : how)
    await aWhile(hands)
    road.set('open')
  }

const publish = async ({ stage }: Pick<Hands, 'stage'>, messages: readonly { subject: string; payload: string | Uint8Array }[]) => {
  const nats = await stage.connectAsOperator()
  try {
    for (const { subject, payload } of messages) await nats.jetstream().publish(subject, payload, { timeout: 5_000 })
  } finally {
    await nats.close()
  }
}

const consumers = services.flatMap((service) => consumersOf(service))

const makePoison = (dice: Dice): Poison => {
  const { from, aggregate, definitions: known } = dice.one(consumers)
  const type = [...known.keys()][0] ?? ''
  const envelope = {
    specversion: '1.0',
    id: randomUUID(),
    source: `/services/${from}`,
    type,
    subject: randomUUID(),
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    organizationid: randomUUID(),
    aggregateversion: 1,
  }
  const [message, poisonsType] = dice.one([
    [`{"id": "${randomUUID()}", "cut off`, false],
    [JSON.stringify({ hello: randomUUID() }), false],
    [JSON.stringify({ ...envelope, aggregateversion: -1, data: {} }), false],
    [JSON.stringify({ ...envelope, data: { notAsAgreed: randomUUID() } }), true],
    [JSON.stringify({ ...envelope, data: { tooMuch: randomUUID() + 'x'.repeat(700_000) } }), true],
  ] as const)
  return { subject: `handrail.${from}.${aggregate}.poison.v1.p00`, from, aggregate, type: poisonsType ? type : null, message }
}

/** Publishes what it was told to, so that a lost store loses no poison. */
export const publishPoison = (hands: Pick<Hands, 'stage'>, poison: readonly Poison[]) =>
  publish(
    hands,
    poison.map(({ subject, message }) => ({ subject, payload: message })),
  )

/** Messages of before, each twice, in any order. */
export const repeatAndShuffle = async (hands: Pick<Hands, 'stage' | 'dice'>) => {
  const { stage, dice } = hands
  const nats = await stage.connectAsOperator()
  const again: { subject: string; payload: Uint8Array }[] = []
  try {
    const jsm = await nats.jetstreamManager()
    for (const service of services) {
      const { state } = await jsm.streams.info(streamOf(service))
      const span = state.last_seq - state.first_seq
      for (let count = 0; count < Math.min(span, 25); count += 1) {
        const seq = dice.between(Math.max(state.first_seq, state.last_seq - 120), state.last_seq)
        const found = await jsm.streams.getMessage(streamOf(service), { seq }).catch(() => undefined)
        if (found) again.push({ subject: found.subject, payload: found.data })
      }
    }
  } finally {
    await nats.close()
  }
  await publish(hands, dice.shuffled([...again, ...again]))
}

const restartNats = async (hands: Hands, meanwhile: () => void) => {
  await hands.stage.killNats()
  meanwhile()
  await aWhile(hands)
  await hands.stage.startNats()
}

/** Of servers: one at a time. What a run must have, in any case, stands first. */
const serverFaults: readonly (Fault & { must?: true })[] = [
  { name: 'kill -9 NATS', must: true, inject: (hands) => restartNats(hands, hands.stage.keepStore) },
  { name: 'wiped JetStream store, while down', must: true, inject: (hands) => restartNats(hands, hands.stage.wipeStore) },
  {
    name: 'kill -9 PostgreSQL',
    must: true,
    inject: async (hands) => {
      hands.log.mailsCutOff += 1
      await hands.stage.killPostgres()
      await sleep(hands.dice.between(200, 2_000))
      await hands.stage.startPostgres()
    },
  },
  {
    name: 'a stream deleted while running',
    inject: async ({ stage, dice }) => {
      const nats = await stage.connectAsOperator()
      await (await nats.jetstreamManager()).streams.delete(streamOf(dice.one(services))).finally(() => nats.close())
    },
  },
  {
    name: 'JetStream store of some minutes ago',
    inject: (hands) => restartNats(hands, () => (hands.stage.hasOlderStore() ? hands.stage.restoreOlderStore() : hands.stage.keepStore())),
  },
  {
    name: 'SIGSTOP of NATS',
    inject: async (hands) => {
      const pid = hands.stage.natsPid()
      process.kill(pid, 'SIGSTOP')
      await aWhile(hands)
      process.kill(pid, 'SIGCONT')
    },
  },
  {
    name: 'every connection of a service terminated',
    inject: async ({ stage, dice, log }) => {
      const service = dice.one(services)
      if (service === 'notifications') log.mailsCutOff += 1
      await stage.admin[service]`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${`handrail_${service}`} and pid <> pg_backend_pid()`
    },
  },
  {
    name: 'a transaction left open on an outbox',
    inject: async (hands) => {
      await hands.stage.admin[hands.dice.one(services)].begin(async (trx) => {
        await trx`lock table outbox in share row exclusive mode`
        await aWhile(hands)
      })
    },
  },
]

/** Of processes, roads and messages. */
const otherFaults: readonly (Fault & { must?: true })[] = [
  {
    name: 'kill -9 of a service',
    must: true,
    inject: async (hands) => {
      const replica = someReplica(hands)
      if (replica.service === 'notifications') hands.log.mailsCutOff += 1
      const span = { what: `down ${replica.name}`, from: Date.now(), to: 0 }
      await replica.kill()
      await aWhile(hands)
      span.to = Date.now()
      hands.log.spans.push(span)
      replica.start()
      await untilBack(replica)
    },
  },
  {
    name: 'poison messages',
    must: true,
    inject: async (hands) => {
      const poison = Array.from({ length: hands.dice.between(2, 5) }, () => makePoison(hands.dice))
      hands.log.poison.push(...poison)
      await publishPoison(hands, poison)
    },
  },
  { name: 'messages repeated and shuffled', must: true, inject: repeatAndShuffle },
  {
    name: 'SIGSTOP of a service',
    must: true,
    inject: async (hands) => {
      const replica = someReplica(hands)
      const span = { what: `down ${replica.name}`, from: Date.now(), to: 0 }
      replica.hold()
      await aWhile(hands)
      span.to = Date.now()
      hands.log.spans.push(span)
      replica.letGo()
    },
  },
  { name: 'a database cut off', inject: spoilRoad('database', 'cut') },
  { name: 'NATS cut off', inject: spoilRoad('nats', 'cut') },
  { name: 'answers of a database swallowed', inject: spoilRoad('database', 'deaf') },
  { name: 'acknowledgements of NATS swallowed', inject: spoilRoad('nats', 'deaf') },
  { name: 'a slow database', inject: spoilRoad('database', 'slow') },
  { name: 'a slow NATS', inject: spoilRoad('nats', 'slow') },
  {
    name: 'every connection to a service reset',
    inject: async ({ stage, dice }) => stage.balancers[dice.one(services)].reset(),
  },
  {
    name: 'the mail server cut off',
    inject: async (hands) => {
      hands.log.mailsCutOff += 1
      hands.stage.mail.road.set('cut')
      await aWhile(hands)
      hands.stage.mail.road.set('open')
    },
  },
]

/** All that must happen, in any order, and then all there is, again and again. */
function* inTurn(faults: readonly (Fault & { must?: true })[], dice: Dice) {
  yield* dice.shuffled(faults.filter(({ must }) => must))
  for (;;) yield* dice.shuffled(faults)
}

/** Two lanes of faults: one for the servers, one for all else. While NATS alone is away nothing else is broken, so that writes can be counted. */
export const openFaults = (stage: Stage, seed: number, log: FaultLog, options: { longest: number; say: (what: string) => void }) => {
  let over = false
  let alone: Promise<unknown> = Promise.resolve()
  const exclusively = (work: () => Promise<void>) => {
    const done = alone.then(work)
    alone = done.catch(() => {})
    return done
  }
  const inject = async ({ name, inject: work }: Fault, hands: Hands) => {
    options.say(name)
    const span = { what: name, from: Date.now(), to: Number.POSITIVE_INFINITY }
    log.spans.push(span)
    log.injected.set(name, (log.injected.get(name) ?? 0) + 1)
    try {
      await work(hands)
    } catch (error) {
      // A fault may fail on the trouble that another one makes: publishing poison while NATS is held, say.
      options.say(`${name}: ${error instanceof Error ? error.message : error}`)
    } finally {
      span.to = Date.now()
    }
  }
  const lane = async (name: string, faults: readonly (Fault & { must?: true })[], isExclusive: (fault: Fault) => boolean) => {
    const chance = dice(seed, name)
    const hands = { stage, dice: chance, log, longest: options.longest }
    for (const fault of inTurn(faults, chance)) {
      await sleep(chance.between(800, 3_000))
      if (over) return
      await (isExclusive(fault) ? exclusively(() => inject(fault, hands)) : inject(fault, hands))
    }
  }
  return {
    start: () => {
      const going = [lane('server faults', serverFaults, ({ name }) => name === 'kill -9 NATS'), lane('other faults', otherFaults, () => true)]
      return {
        stop: async () => {
          over = true
          await Promise.all(going)
        },
      }
    },
  }
}
