import type { ServiceName } from '@handrail/contracts'
import { type Consumer, connectToNats, type Relay, type RunningConsumer, runConsumer, startRelay, wakeSubject } from '@handrail/events'
import { type App, type AppOptions, createApp, type Listening, remoteKeys, serve, serveOpenApi, tokenVerifier } from '@handrail/http'
import { connect, type Database, forgetOldKeys, isOutage, type Migration, migrate } from '@handrail/postgres'
import type { NatsConnection } from 'nats'
import type { Logger } from 'pino'
import type { ServiceConfig } from './config.ts'
import { createLog } from './log.ts'

export type RunningService = {
  url: string
  ready(): Promise<{ ready: boolean; missing: string[] }>
  stop(): Promise<void>
}

export type Deps<Tables, Config> = {
  database: Database<Tables>
  config: Config
  log: Logger
  clock: () => Date
}

/** Something that is due now and then; what exactly is a question to the database. Must be safe to run twice. */
export type Tick<Tables, Config> = { everySeconds: number; run(deps: Deps<Tables, Config>, now: Date): Promise<void> }

/** For services whose commands take an Idempotency-Key: once an hour, keys that nobody can still mean are forgotten. */
export const forgetKeysHourly: Tick<any, ServiceConfig> = {
  everySeconds: 3_600,
  run: async ({ config, log }) => {
    const forgotten = await forgetOldKeys(config.RELAY_DATABASE_URL)
    if (forgotten > 0) log.info({ forgotten }, 'old idempotency keys are forgotten')
  },
}

export type ServiceDefinition<Tables, Config extends ServiceConfig> = {
  name: ServiceName
  migrations: Record<string, Migration>
  consumers: readonly Consumer<Tables>[]
  /** Mounts the routes. */
  mount(app: App, deps: Deps<Tables, Config>): void
  /** Runs once after the migrations, before the service is ready; must be safe to repeat. */
  prepare?(deps: Deps<Tables, Config>): Promise<void>
  ticks?: readonly Tick<Tables, Config>[]
  /** Other things to close, last. */
  close?(): Promise<void>
}

const RETRY_MS = 500
const DRAIN_MS = 10_000
const MAX_CLOCK_SKEW_MS = 2_000
/** A server that holds the line and says nothing is away: whoever asks whether we are ready wants an answer. */
const NATS_PATIENCE_MS = 2_000

const wait = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
    if (signal.aborted) done()
  })

/** The routes of a service without a database, a clock of 1970 and no tokens: enough to read its OpenAPI document. */
export const describeService = <Tables, Config extends ServiceConfig>(definition: ServiceDefinition<Tables, Config>): App => {
  const log = createLog(definition.name, { LOG_LEVEL: 'silent' })
  const app = createApp({ service: definition.name, log, clock: () => new Date(0), verify: tokenVerifier(() => Promise.reject()), missing: async () => [] })
  definition.mount(app, { log, clock: () => new Date(0) } as Deps<Tables, Config>)
  return serveOpenApi(app, definition.name)
}

/**
 * Runs one service: listens at once (so that `/readyz` can say what is missing), waits for PostgreSQL and NATS as long
 * as it takes, migrates, then relays, consumes and ticks. `stop` drains: no new requests, running ones finish,
 * messages in hand are acknowledged, the relay ends its batch.
 */
export const runService = async <Tables, Config extends ServiceConfig>(
  definition: ServiceDefinition<Tables, Config>,
  config: Config,
  clock: () => Date = () => new Date(),
): Promise<RunningService> => {
  const { name } = definition
  const log = createLog(name, config)
  const database = connect<Tables>(config.APP_DATABASE_URL, { name: `${name}_app`, max: config.DATABASE_CONNECTIONS })
  const deps: Deps<Tables, Config> = { database, config, log, clock }
  const stopping = new AbortController()
  let nats: NatsConnection | undefined
  let relay: Relay | undefined
  let consumers: RunningConsumer[] = []
  let prepared = false

  const answers = (connection: NatsConnection): Promise<boolean> =>
    new Promise((resolve) => {
      const limit = setTimeout(() => resolve(false), NATS_PATIENCE_MS)
      const end = (isThere: boolean) => () => {
        clearTimeout(limit)
        resolve(isThere)
      }
      connection.rtt().then(end(true), end(false))
    })

  const missing = async (): Promise<string[]> => {
    const away: string[] = []
    const started = Date.now()
    const at = await database.sql<{ now: Date }[]>`select clock_timestamp() as now`.catch(() => null)
    if (!at?.[0]) away.push('PostgreSQL')
    else if (!prepared) away.push('migrations')
    else if (Math.abs(at[0].now.getTime() - (started + Date.now()) / 2) > MAX_CLOCK_SKEW_MS) away.push('a clock that agrees with the database')
    if (!nats || nats.isClosed() || !relay) away.push('NATS')
    else if (!(await answers(nats))) away.push('NATS')
    return away
  }

  const options: AppOptions = { service: name, log, clock, verify: tokenVerifier(remoteKeys(config.PEOPLE_URL)), missing }
  const app = createApp(options)
  definition.mount(app, deps)
  serveOpenApi(app, name)
  const listening: Listening = await serve(app.fetch, { host: config.HOST, port: config.PORT })

  /** A drain must end: what does not stop by itself is left, and said. Nothing is lost, for nothing was acknowledged. */
  const atMost = async (what: string, work: Promise<unknown> | undefined) => {
    const waited = Promise.withResolvers<void>()
    const limit = setTimeout(() => {
      log.warn(`${what} did not stop within ${DRAIN_MS / 1000} seconds; leaving`)
      waited.resolve()
    }, DRAIN_MS)
    await Promise.race([work, waited.promise])
    clearTimeout(limit)
  }

  /** Tries until it works; says each new reason once. What is no outage wants somebody, and is an error in the log. */
  const persist = async (what: string, work: () => Promise<void>, isWaiting: (error: unknown) => boolean = () => true) => {
    let said = ''
    while (!stopping.signal.aborted) {
      try {
        return await work()
      } catch (error) {
        if (String(error) !== said) {
          if (isWaiting(error)) log.warn({ reason: String(error) }, `waiting for ${what}`)
          else log.error({ reason: String(error) }, `${what} is there, but this cannot be done with it; trying again`)
        }
        said = String(error)
        await wait(RETRY_MS, stopping.signal)
      }
    }
  }

  const ticks: Promise<void>[] = []
  const runTick = async (tick: Tick<Tables, Config>) => {
    while (!stopping.signal.aborted) {
      await tick.run(deps, clock()).catch((error) => log.warn({ err: error }, 'a tick failed; the next one tries again'))
      await wait(tick.everySeconds * 1000, stopping.signal)
    }
  }

  const setUp = async () => {
    await persist('PostgreSQL', () => migrate(config.OWNER_DATABASE_URL, definition.migrations), isOutage)
    await persist('what must be there first', async () => definition.prepare?.(deps))
    prepared = !stopping.signal.aborted
    if (stopping.signal.aborted) return
    ticks.push(...(definition.ticks ?? []).map(runTick))
    await persist('NATS', async () => {
      nats = await connectToNats(config.NATS_URL, name)
    })
    if (!nats || stopping.signal.aborted) return
    const connected = nats
    database.onAppended = () => {
      if (!connected.isClosed()) connected.publish(wakeSubject(name))
    }
    relay = startRelay({ service: name, relayUrl: config.RELAY_DATABASE_URL, nats, replicas: config.STREAM_REPLICAS, log })
    consumers = definition.consumers.map((consumer) => runConsumer({ consumer, database, nats: connected, log }))
    log.info({ url: listening.url }, 'ready')
  }
  const settingUp = setUp().catch((error) => log.fatal({ err: error }, 'cannot go on'))

  return {
    url: listening.url,
    ready: async () => {
      const away = await missing()
      return { ready: away.length === 0, missing: away }
    },
    stop: async () => {
      stopping.abort()
      await listening.close()
      await Promise.race([settingUp, wait(1_000, AbortSignal.timeout(1_000))])
      await atMost('a consumer', Promise.all(consumers.map((consumer) => consumer.stop())))
      await atMost('a tick', Promise.all(ticks))
      await atMost('the relay', relay?.stop())
      await nats?.close()
      await definition.close?.()
      await database.close()
      log.info('stopped')
      log.flush()
    },
  }
}
