import getPort from 'get-port'
import { claimDataFolder, emptyDataFolder, releaseDataFolder } from './data-folder.ts'
import { loadDemoAgency, type Persona } from './demo.ts'
import { allServices, type Environment, environments, type Service } from './environment.ts'
import { logFile } from './processes.ts'
import { choosePort } from './ports.ts'
import { forgetPlatformState, type PlatformState, writePlatformState } from './platform-state.ts'
import { secretsOf } from './secrets.ts'
import { mailServer, natsServer, postgresServer, provisionDatabases } from './servers.ts'
import { startInItsOwnProcess, startInThisProcess, waitUntilReady } from './services.ts'

export type Progress = { part: string; state: 'starting' | 'ready'; seconds?: number; note?: string }

export type PlatformOptions = {
  dataFolder: string
  /** Any free port where none is given. */
  ports?: { web?: number; inbox?: number }
  /** Each service as a process of its own. */
  processes?: boolean
  demo?: boolean
  /** Empties the data folder first. */
  reset?: boolean
  /** Servers to use in place of the embedded ones. */
  servers?: { postgresUrl?: string; natsUrl?: string; smtpUrl?: string }
  /** More variables for every service. */
  environment?: Environment
  onProgress?: (progress: Progress) => void
  /** Hears of what ends unasked later on. */
  onTrouble?: (sentence: string) => void
  signal?: AbortSignal
}

export type Platform = PlatformState & {
  env: Record<Service, Environment>
  personas: readonly Persona[]
  /** Stops all in order: web, the other services, the inbox, NATS, PostgreSQL. */
  stop(): Promise<void>
}

const stopOrder: readonly (readonly string[])[] = [['web'], allServices.filter((service) => service !== 'web'), ['inbox'], ['NATS'], ['PostgreSQL']]

/** Starts the whole platform on one machine and resolves when all of it is ready; if any part fails, nothing stays. */
export const startPlatform = async (options: PlatformOptions): Promise<Platform> => {
  const { dataFolder, servers = {}, onProgress = () => {}, onTrouble = () => {}, signal } = options
  const running = new Map<string, { stop(): Promise<void> }>()

  const begin = async <Part extends { stop(): Promise<void> }>(name: string, start: (note: (text: string) => void) => Promise<Part>) => {
    const part = await timed(name, onProgress, start)
    running.set(name, part)
    return part
  }
  const stop = async () => {
    const failed: unknown[] = []
    for (const names of stopOrder) {
      const stops = names.map((name) => running.get(name)?.stop())
      for (const name of names) running.delete(name)
      for (const result of await Promise.allSettled(stops)) if (result.status === 'rejected') failed.push(result.reason)
    }
    forgetPlatformState(dataFolder)
    releaseDataFolder(dataFolder)
    if (failed.length > 0) throw new AggregateError(failed, 'Not everything stopped by itself.')
  }

  await claimDataFolder(dataFolder)
  try {
    if (options.reset) emptyDataFolder(dataFolder)
    const secrets = secretsOf(dataFolder)
    const ports = { ...(await freePorts()), web: await choosePort(options.ports?.web, 'the web front', 'PORT') }
    const inboxPort = servers.smtpUrl ? undefined : await choosePort(options.ports?.inbox, 'the mail inbox', 'INBOX_PORT')
    const [postgres, nats, mail] = await all([
      begin('PostgreSQL', () => postgresServer(dataFolder, servers.postgresUrl)),
      begin('NATS', (note) => natsServer(dataFolder, servers.natsUrl, note)),
      begin('inbox', () => mailServer(dataFolder, inboxPort, servers.smtpUrl)),
    ])
    signal?.throwIfAborted()
    let stopping = false
    for (const [name, log, process] of [['PostgreSQL', 'postgres', postgres.process], ['NATS', 'nats', nats.process]] as const)
      void process?.ended.then(() => stopping || onTrouble(`${name} ended unasked. Start again with Ctrl-C and "pnpm start". Its log: ${logFile(dataFolder, log)}`))

    const databases = await timed('databases', onProgress, () => provisionDatabases(postgres.url, secrets.databaseSecret))
    const env = environments({ ports, databases, natsUrlOf: nats.urlOf, smtpUrl: mail.smtpUrl, secrets, extra: options.environment ?? {} })
    const startService = options.processes ? startInItsOwnProcess : startInThisProcess
    const started = await all(
      allServices.map((service) =>
        timed(service, onProgress, async () => {
          const part = await startService({ dataFolder, service, env: env[service], onTrouble })
          running.set(service, part)
          await waitUntilReady(dataFolder, service, part, signal)
          return part
        }),
      ),
    )
    const personas = options.demo ? await timed('demo agency', onProgress, () => interruptible(loadDemoAgency(env, new Date()), signal)) : []
    const urls = Object.fromEntries(allServices.map((service, index) => [service, started[index]?.url])) as Record<Service, string>
    const state: PlatformState = {
      urls: { web: `http://localhost:${ports.web}`, inbox: mail.inboxUrl, smtp: mail.smtpUrl, nats: nats.urlOf('operator'), postgres: postgres.url, services: urls },
      serviceSecret: secrets.serviceSecret,
    }
    writePlatformState(dataFolder, state)
    const stopAll = () => {
      stopping = true
      return stop()
    }
    return { ...state, env, personas, stop: stopAll }
  } catch (problem) {
    await stop()
    throw problem
  }
}

const freePorts = async () => {
  const found = await Promise.all(allServices.map(async (service) => [service, await getPort({ host: '127.0.0.1' })]))
  return Object.fromEntries(found) as Record<Service, number>
}

const timed = async <Result>(part: string, onProgress: (progress: Progress) => void, work: (note: (text: string) => void) => Promise<Result>) => {
  const began = performance.now()
  onProgress({ part, state: 'starting' })
  const result = await work((note) => onProgress({ part, state: 'starting', note }))
  onProgress({ part, state: 'ready', seconds: (performance.now() - began) / 1000 })
  return result
}

/** Like Promise.all, but waits for all to settle, so that what is still starting can be stopped afterwards. */
const all = async <Parts extends readonly unknown[] | []>(parts: Parts) => {
  await Promise.allSettled(parts)
  return Promise.all(parts)
}

const interruptible = async <Result>(work: Promise<Result>, signal?: AbortSignal) => {
  if (!signal) return work
  signal.throwIfAborted()
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const onAbort = () => reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
