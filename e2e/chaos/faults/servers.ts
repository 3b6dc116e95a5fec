import { setTimeout as sleep } from 'node:timers/promises'
import { services, streamOf } from '@handrail/contracts'
import postgres from 'postgres'
import { aWhile, type Fault, type Hands, noteMailsOnTheirWay, someService } from './fault.ts'

export const WITHOUT_NATS = 'kill -9 NATS'
/** Long enough for a write that waits for NATS to be seen waiting, in a short run too. */
const WITHOUT_NATS_MS = 6_000

const restartNats = async (hands: Hands, meanwhile: () => void, leastMs = 0) => {
  await hands.stage.killNats()
  meanwhile()
  await Promise.all([aWhile(hands), sleep(leastMs)])
  await hands.stage.startNats()
}

/** Ends the connections of a service, and leaves alone who sits on the others for nothing. */
const terminate = (hands: Hands, service: (typeof services)[number]) =>
  hands.stage.admin[service]`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = ${`handrail_${service}`} and pid <> pg_backend_pid() and application_name <> ${SITTER}`

/** The first process first, so that the others stay all there are. */
const holdPostgres = ({ stage }: Hands) => {
  const [first] = stage.postgresPids()
  const held = new Set<number>()
  const hold = (pid: number) => {
    try {
      process.kill(pid, 'SIGSTOP')
      held.add(pid)
    } catch {
      // Its connection has ended.
    }
  }
  if (first) hold(first)
  for (const pid of stage.postgresPids()) hold(pid)
  return () => {
    for (const pid of held) process.kill(pid, 'SIGCONT')
  }
}

const POSTGRES_DISK = "PostgreSQL's disk full"
const NATS_DISK = "NATS' disk full"
const noDisk = ({ log }: Hands, name: string) => {
  log.impossible.set(name, 'no disk of its own can be mounted here')
  return false as const
}

const SITTER = 'sitter'
/** More than the server lets in. */
const MANY = 250

/** Takes every connection that is left, but the few that PostgreSQL keeps for its administrators. */
const sitOnAllConnections = async (url: string) => {
  const sitters: postgres.Sql[] = []
  try {
    for (let count = 0; count < MANY; count += 1) {
      const sitter = postgres(url, { max: 1, idle_timeout: 0, connection: { application_name: SITTER } })
      sitters.push(sitter)
      await sitter`select 1`
    }
  } catch {
    // It is full.
  }
  return () => Promise.all(sitters.map((sitter) => sitter.end({ timeout: 1 }).catch(() => {})))
}

/** Of servers: one at a time. */
export const serverFaults: readonly Fault[] = [
  // Nothing else is broken meanwhile, so that writes can be counted.
  { name: WITHOUT_NATS, must: true, isAlone: true, inject: (hands) => restartNats(hands, hands.stage.keepStore, WITHOUT_NATS_MS) },
  { name: 'wiped JetStream store, while down', must: true, inject: (hands) => restartNats(hands, hands.stage.wipeStore) },
  {
    name: 'kill -9 PostgreSQL',
    must: true,
    inject: async (hands) => {
      const since = Date.now()
      await hands.stage.killPostgres()
      await sleep(hands.dice.between(200, 2_000))
      await hands.stage.startPostgres()
      await noteMailsOnTheirWay(hands, 'notifications', since)
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
    name: 'SIGSTOP of PostgreSQL',
    inject: async (hands) => {
      const since = Date.now()
      const letGo = holdPostgres(hands)
      await aWhile(hands)
      letGo()
      await noteMailsOnTheirWay(hands, 'notifications', since)
    },
  },
  {
    name: 'every connection of a service terminated',
    inject: async (hands) => {
      const service = someService(hands)
      const since = Date.now()
      await terminate(hands, service)
      await noteMailsOnTheirWay(hands, service, since)
    },
  },
  {
    name: 'no connections left',
    inject: async (hands) => {
      const service = someService(hands)
      const since = Date.now()
      const letGo = await sitOnAllConnections(hands.stage.sitterUrl(service))
      try {
        await terminate(hands, service)
        await aWhile(hands)
      } finally {
        await letGo()
      }
      // Whatever ended meanwhile could not be written down.
      await noteMailsOnTheirWay(hands, 'notifications', since)
    },
  },
  {
    name: 'a transaction left open on an outbox',
    inject: async (hands) => {
      await hands.stage.admin[someService(hands)].begin(async (trx) => {
        await trx`lock table outbox in share row exclusive mode`
        await aWhile(hands)
      })
    },
  },
  {
    name: POSTGRES_DISK,
    inject: async (hands) => {
      const { stage } = hands
      if (!stage.disks) return noDisk(hands, POSTGRES_DISK)
      const since = Date.now()
      await stage.disks.postgres.fill()
      await aWhile(hands)
      await stage.disks.postgres.empty()
      // It ended and recovered until it gave up; each time mails may have been cut off.
      await stage.postgresAgainIfEnded()
      await noteMailsOnTheirWay(hands, 'notifications', since)
    },
  },
  {
    name: NATS_DISK,
    inject: async (hands) => {
      const { stage } = hands
      if (!stage.disks) return noDisk(hands, NATS_DISK)
      await stage.disks.nats.fill()
      await aWhile(hands)
      await stage.disks.nats.empty()
      // JetStream switches itself off where it cannot write, until the server is started again.
      await stage.killNats()
      await stage.startNats()
    },
  },
]
