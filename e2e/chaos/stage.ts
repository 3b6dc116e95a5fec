import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ServiceName, services } from '@handrail/contracts'
import { loadDemo } from '@handrail/demo'
import { foundNeighbour } from '@handrail/demo/neighbour'
import { connectToNats } from '@handrail/events'
import { type Environment, environments, postgresHome, provisionDatabases, type Service, secretsOf, startNats, startPostgres } from '@handrail/local/parts'
import getPort, { portNumbers } from 'get-port'
import postgres from 'postgres'
import { dice } from './dice.ts'
import { type Disk, mountDisk } from './disks.ts'
import { openMailServer } from './mail-server.ts'
import { openProxy, type TcpProxy } from './proxy.ts'
import { openReplica, type Replica } from './replica.ts'

const REPLICAS = [1, 2] as const

/** Below those that the system gives to connections: a killed process must find its port free when it comes back. */
const freePort = () => getPort({ host: '127.0.0.1', port: portNumbers(20_000 + (process.pid % 100) * 100, 32_000) })

const DISK_MEGABYTES = { postgres: 3_000, nats: 500 }

/** Where PostgreSQL and NATS keep their data, on disks that can be filled; null where this user may not mount any. */
const openDisks = async (dataFolder: string, say: (what: string) => void) => {
  const mounted: Disk[] = []
  const mount = async (folder: string, megabytes: number) => {
    const disk = await mountDisk(folder, megabytes)
    mounted.unshift(disk)
    return disk
  }
  try {
    const postgres = await mount(dirname(postgresHome(dataFolder).data), DISK_MEGABYTES.postgres)
    const nats = await mount(join(dataFolder, 'nats'), DISK_MEGABYTES.nats)
    return { postgres, nats, unmount: () => Promise.all(mounted.map((disk) => disk.unmount())) }
  } catch (error) {
    say(`no disk can be filled here: ${error instanceof Error ? error.message.trim() : error}`)
    for (const disk of mounted) await disk.unmount()
    return null
  }
}

const childrenOf = (pid: number) => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)

const through = (url: string, { port }: TcpProxy) => Object.assign(new URL(url), { port: String(port) }).toString()

/** Runs `work` until it does not throw. */
const persist = async <Result>(what: string, work: () => Promise<Result>, seconds = 60): Promise<Result> => {
  const deadline = Date.now() + seconds * 1_000
  for (;;) {
    try {
      return await work()
    } catch (cause) {
      if (Date.now() > deadline) throw new Error(`${what} did not come within ${seconds} s.`, { cause })
      await sleep(100)
    }
  }
}

/**
 * The real platform, two processes of each service but web, with a road that can be spoiled between every two parts. The
 * breaker itself looks at databases and NATS past those roads.
 */
export const openStage = async (options: {
  dataFolder: string
  seed: number
  /** Disks that can be filled. */
  withDisks: boolean
  extra?: Environment
  say: (what: string) => void
}) => {
  const { dataFolder, seed, withDisks, extra = {}, say } = options
  const proxies: TcpProxy[] = []
  const proxyTo = async (upstreams: () => readonly number[]) => {
    const proxy = await openProxy(upstreams)
    proxies.push(proxy)
    return proxy
  }
  const disks = withDisks ? await openDisks(dataFolder, say) : null
  const secrets = secretsOf(dataFolder)
  const ports = { postgres: await freePort(), nats: await freePort(), web: await freePort() }
  const mail = await openMailServer(dice(seed, 'mail server'))
  let database = await startPostgres({ dataFolder, port: ports.postgres })
  let nats = await startNats({ dataFolder, port: ports.nats })
  const urls = await provisionDatabases(database.url, secrets.databaseSecret)
  say('PostgreSQL, NATS and the mail server run')

  const replicas: Replica[] = []
  const replicasOf = (service: Service) => replicas.filter((replica) => replica.service === service)
  const balancers = Object.fromEntries(
    await Promise.all(services.map(async (service) => [service, await proxyTo(() => replicasOf(service).map(({ port }) => port))] as const)),
  ) as Record<ServiceName, TcpProxy>
  const servicePorts = { ...(Object.fromEntries(services.map((service) => [service, balancers[service].port])) as Record<ServiceName, number>), web: ports.web }
  const env = environments({
    ports: servicePorts,
    databases: urls,
    natsUrlOf: nats.urlOf,
    smtpUrl: mail.url,
    secrets,
    // What is offline comes in one go, again and again: how much may be asked is tested elsewhere.
    extra: { LOG_LEVEL: 'debug', TRUSTED_PROXIES: '1', REQUESTS_PER_MINUTE: '1000000', ...extra },
  })

  /** Each process has roads of its own, so that one can be cut off while its twin goes on. */
  const roads = new Map<string, { database: TcpProxy; nats: TcpProxy }>()
  for (const service of services)
    for (const number of REPLICAS) {
      const road = { database: await proxyTo(() => [ports.postgres]), nats: await proxyTo(() => [ports.nats]) }
      const own: Environment = { ...env[service], PORT: String(await freePort()), DATABASE_CONNECTIONS: '6' }
      for (const name of ['OWNER_DATABASE_URL', 'APP_DATABASE_URL', 'RELAY_DATABASE_URL', 'AUTH_DATABASE_URL'])
        if (own[name]) own[name] = through(own[name], road.database)
      own.NATS_URL = through(own.NATS_URL ?? '', road.nats)
      const replica = openReplica({ service, number, dataFolder, env: own })
      roads.set(replica.name, road)
      replicas.push(replica)
    }
  replicas.push(openReplica({ service: 'web', number: 1, dataFolder, env: env.web }))

  const untilReady = (seconds = 60) =>
    Promise.all(
      replicas.map((replica) =>
        persist(
          `${replica.name}'s readiness`,
          async () => {
            if (!(await replica.isReady())) throw new Error('It is not ready.')
          },
          seconds,
        ),
      ),
    )

  const stopAll = async ({ keepIn }: { keepIn?: string } = {}) => {
    for (const replica of replicas) replica.letGo()
    for (const proxy of proxies) proxy.set('open')
    await Promise.all(replicasOf('web').map((replica) => replica.stop()))
    await Promise.all(replicas.map((replica) => replica.stop()))
    await mail.close()
    for (const proxy of proxies) proxy.close()
    await nats.stop()
    await database.stop()
    if (disks && keepIn) cpSync(dataFolder, keepIn, { recursive: true })
    await disks?.unmount()
  }

  // The second ones come when the first have migrated: a real platform grows like that, too.
  for (const replica of replicas) replica.start()
  const settle = async () => {
    await untilReady(240)
    say(`${replicas.length} processes of services are ready`)
    await loadDemo({ env, now: new Date() })
    const neighbour = await foundNeighbour(urls.people.app, 'escale', new Date())
    say('the demo agency and its neighbour are there')
    return neighbour
  }
  const neighbour = await settle().catch(async (problem) => {
    await stopAll()
    throw problem
  })

  const storeFolder = join(dataFolder, 'nats', 'jetstream')
  const olderStore = join(dataFolder, 'nats-older')
  const admin = Object.fromEntries(
    services.map((service) => {
      const url = Object.assign(new URL(database.url), { pathname: `/handrail_${service}` }).toString()
      return [service, postgres(url, { max: 2, onnotice: () => {}, connect_timeout: 5, idle_timeout: 1 })]
    }),
  ) as Record<ServiceName, postgres.Sql>

  let postgresHasEnded = false
  const watchPostgres = () => {
    const watched = database
    postgresHasEnded = false
    void watched.process.ended.then(() => {
      if (database === watched) postgresHasEnded = true
    })
  }
  watchPostgres()
  const startPostgresAgain = async () => {
    database = await persist('PostgreSQL', () => startPostgres({ dataFolder, port: ports.postgres }))
    watchPostgres()
  }
  const startNatsAgain = async () => {
    nats = await persist('NATS', () => startNats({ dataFolder, port: ports.nats }))
  }
  const killNats = async () => {
    process.kill(nats.process.pid, 'SIGKILL')
    await nats.process.ended
  }
  return {
    dataFolder,
    web: `http://localhost:${ports.web}`,
    serviceSecret: secrets.serviceSecret,
    neighbour,
    mail,
    replicas,
    replicasOf,
    balancers,
    disks,
    roadsOf: ({ name }: Replica) => {
      const own = roads.get(name)
      if (!own) throw new Error(`${name} has no roads.`)
      return own
    },
    /** For whoever takes connections from a service, as that service and past its roads. */
    sitterUrl: (service: ServiceName) => urls[service].app,
    admin,
    env,
    postgresUrl: database.url,
    untilReady,
    killNats,
    startNats: startNatsAgain,
    wipeStore: () => rmSync(storeFolder, { recursive: true, force: true }),
    /** Keeps what NATS has stored, while it is down. */
    keepStore: () => {
      rmSync(olderStore, { recursive: true, force: true })
      cpSync(storeFolder, olderStore, { recursive: true })
    },
    hasOlderStore: () => existsSync(olderStore),
    restoreOlderStore: () => {
      rmSync(storeFolder, { recursive: true, force: true })
      cpSync(olderStore, storeFolder, { recursive: true })
    },
    killPostgres: async () => {
      process.kill(database.process.pid, 'SIGKILL')
      await database.process.ended
    },
    startPostgres: startPostgresAgain,
    postgresAgainIfEnded: async () => {
      // It may be about to end.
      await sleep(2_000)
      if (postgresHasEnded) await startPostgresAgain()
    },
    natsPid: () => nats.process.pid,
    /** PostgreSQL is many processes: the first, which is held before it can begin another one, and those that serve connections. */
    postgresPids: () => [database.process.pid, ...childrenOf(database.process.pid)],
    connectAsOperator: () => connectToNats(nats.urlOf('operator'), 'operator'),
    /** `keepIn`: a folder for what lay on disks that go. */
    stop: async (how: { keepIn?: string } = {}) => {
      await Promise.all(services.map((service) => admin[service].end({ timeout: 1 })))
      await stopAll(how)
    },
  }
}
export type Stage = Awaited<ReturnType<typeof openStage>>
