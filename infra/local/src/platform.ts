import { services } from '@handrail/contracts'
import { claimDataFolder, emptyDataFolder, releaseDataFolder } from './data-folder.ts'
import { loadDemoAgency, type Persona } from './demo.ts'
import { allServices, type Environment, environments, type Service } from './environment.ts'
import { startInbox } from './inbox.ts'
import { forgetPlatformState, type PlatformState, writePlatformState } from './platform-state.ts'
import { choosePort, freePorts } from './ports.ts'
import type { RunningProcess } from './processes.ts'
import { secretsOf } from './secrets.ts'
import { natsServer, postgresServer, provisionDatabases } from './servers.ts'
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

type Stoppable = { process?: RunningProcess; stop(): Promise<void> }

/** Starts the whole platform on one machine and resolves when all of it is ready; if any part fails, nothing stays. */
export const startPlatform = async (options: PlatformOptions): Promise<Platform> => {
  const { dataFolder, servers = {}, onProgress = () => {}, onTrouble = () => {} } = options
  const failed = new AbortController()
  const signal = AbortSignal.any([failed.signal, ...(options.signal ? [options.signal] : [])])
  const parts = new Map<string, Stoppable>()
  const beginnings: Promise<unknown>[] = []
  let stopping = false

  const begin = <Result>(name: string, start: (note: (text: string) => void) => Promise<Result>) => {
    const beginning = timed(name, onProgress, start)
    beginnings.push(Promise.allSettled([beginning]))
    return beginning
  }
  const keep = <Part extends Stoppable>(name: string, part: Part) => {
    parts.set(name, part)
    void part.process?.ended.then(() => stopping || onTrouble(`${name} ended unasked; stop with Ctrl-C and start again. Its log is in ${dataFolder}/log.`))
    return part
  }
  const stop = async () => {
    stopping = true
    await Promise.all(beginnings)
    await stopInOrder(parts)
    forgetPlatformState(dataFolder)
    releaseDataFolder(dataFolder)
  }

  await claimDataFolder(dataFolder)
  try {
    if (options.reset) await begin('reset', async () => emptyDataFolder(dataFolder))
    const secrets = secretsOf(dataFolder)
    const ports = { ...(await freePorts([...services, 'smtp'])), web: await choosePort(options.ports?.web, 'the web front', 'PORT') }
    const inboxPort = servers.smtpUrl ? undefined : await choosePort(options.ports?.inbox, 'the mail inbox', 'INBOX_PORT')
    const inbox = inboxPort ? begin('inbox', async () => keep('inbox', await startInbox({ dataFolder, port: inboxPort, smtpPort: ports.smtp }))) : undefined
    const smtpUrl = servers.smtpUrl ?? `smtp://127.0.0.1:${ports.smtp}`
    const [postgres, nats] = await Promise.all([
      begin('PostgreSQL', async () => keep('PostgreSQL', await postgresServer(dataFolder, servers.postgresUrl))),
      begin('NATS', async (note) => keep('NATS', await natsServer(dataFolder, servers.natsUrl, note))),
    ])
    signal.throwIfAborted()
    const databases = await begin('databases', () => provisionDatabases(postgres.url, secrets.databaseSecret))
    const env = environments({ ports, databases, natsUrlOf: nats.urlOf, smtpUrl, secrets, extra: options.environment ?? {} })
    const startService = options.processes ? startInItsOwnProcess : startInThisProcess
    const beginService = (service: Service) =>
      begin(service, async () => {
        const running = keep(service, await startService({ dataFolder, service, env: env[service], onTrouble, signal }))
        await waitUntilReady(dataFolder, service, running, signal)
        return [service, running.url] as const
      })
    const serviceUrls = await Promise.all(allServices.map(beginService))
    const inboxUrl = (await inbox)?.url ?? null
    const personas = options.demo ? await timed('demo agency', onProgress, () => interruptible(loadDemoAgency(env, new Date()), signal)) : []
    const state: PlatformState = {
      urls: {
        web: `http://localhost:${ports.web}`,
        inbox: inboxUrl,
        smtp: smtpUrl,
        nats: nats.urlOf('operator'),
        postgres: postgres.url,
        services: Object.fromEntries(serviceUrls) as Record<Service, string>,
      },
      serviceSecret: secrets.serviceSecret,
    }
    writePlatformState(dataFolder, state)
    return { ...state, env, personas, stop }
  } catch (problem) {
    failed.abort(problem)
    await stop()
    throw problem
  }
}

const stopOrder: readonly (readonly string[])[] = [['web'], services, ['inbox'], ['NATS'], ['PostgreSQL']]

const stopInOrder = async (parts: ReadonlyMap<string, Stoppable>) => {
  const problems: unknown[] = []
  for (const names of stopOrder) {
    const results = await Promise.allSettled(names.map((name) => parts.get(name)?.stop()))
    for (const result of results) if (result.status === 'rejected') problems.push(result.reason)
  }
  if (problems.length > 0) throw new AggregateError(problems, 'Not everything stopped by itself.')
}

const timed = async <Result>(part: string, onProgress: (progress: Progress) => void, work: (note: (text: string) => void) => Promise<Result>) => {
  const began = performance.now()
  onProgress({ part, state: 'starting' })
  const result = await work((note) => onProgress({ part, state: 'starting', note }))
  onProgress({ part, state: 'ready', seconds: (performance.now() - began) / 1000 })
  return result
}

const interruptible = async <Result>(work: Promise<Result>, signal: AbortSignal) => {
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
