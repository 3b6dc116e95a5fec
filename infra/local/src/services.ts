import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Environment, Service } from './environment.ts'
import { logFile, startProcess } from './processes.ts'
import { StartProblem } from './start-problem.ts'
import { waitUntilUp } from './wait.ts'

type Readiness = { ready: boolean; missing: string[] }
export type RunningService = { url: string; ready(): Promise<Readiness>; stop(): Promise<void> }
type Starting = { dataFolder: string; service: Service; env: Environment; onTrouble: (sentence: string) => void; signal: AbortSignal }

const modules: Record<Service, () => Promise<{ start(env: Environment): Promise<RunningService> }>> = {
  people: () => import('@handrail/people'),
  baselines: () => import('@handrail/baselines'),
  catalogue: () => import('@handrail/catalogue'),
  progress: () => import('@handrail/progress'),
  notifications: () => import('@handrail/notifications'),
  web: () => import('@handrail/web'),
}

/** Starts a service inside this process; its log goes to a file. */
export const startInThisProcess = async ({ dataFolder, service, env }: Starting): Promise<RunningService> => {
  const log = logFile(dataFolder, service)
  try {
    const { start } = await modules[service]()
    return await start({ ...env, LOG_FILE: log })
  } catch (cause) {
    throw new StartProblem(`${service} did not start: ${cause instanceof Error ? cause.message : cause}\nIts log: ${log}`, { cause })
  }
}

/** Starts a service as a process of its own, and again a second after it ends unasked. */
export const startInItsOwnProcess = async ({ dataFolder, service, env, onTrouble, signal }: Starting): Promise<RunningService> => {
  const main = join(import.meta.dirname, '../../../services', service, 'src/main.ts')
  const { PATH, HOME, NODE_OPTIONS } = process.env
  const url = `http://${env.HOST}:${env.PORT}`
  const launch = () => startProcess({ dataFolder, name: service, command: process.execPath, args: [main], env: { PATH, HOME, NODE_OPTIONS, ...env } })
  let running = launch()
  let stopping = false
  const stop = async () => {
    stopping = true
    await running.stop('SIGTERM', 15_000)
  }
  const keepRunning = async () => {
    while (!stopping) {
      const { code, signal } = await running.ended
      if (stopping) return
      onTrouble(`${service} ended (${signal ?? `code ${code}`}) and is started again. Its log: ${logFile(dataFolder, service)}`)
      await sleep(1_000)
      if (!stopping) running = launch()
    }
  }
  try {
    await waitUntilUp({ dataFolder, name: service, process: running, isUp: async () => (await readiness(url)) !== undefined, seconds: 60, signal })
  } catch (problem) {
    await stop()
    throw problem
  }
  void keepRunning()
  return { url, stop, ready: async () => (await readiness(url)) ?? { ready: false, missing: [service] } }
}

const readiness = async (url: string): Promise<Readiness | undefined> => {
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) })
    return (await response.json()) as Readiness
  } catch {
    return undefined
  }
}

/** Resolves when the service has all it needs; rejects after a minute, naming what is missing. */
export const waitUntilReady = async (dataFolder: string, service: Service, running: RunningService, signal: AbortSignal) => {
  const deadline = Date.now() + 60_000
  for (;;) {
    const { ready, missing } = await running.ready()
    if (ready) return
    signal.throwIfAborted()
    if (Date.now() > deadline)
      throw new StartProblem(`${service} is not ready after a minute; it waits for ${missing.join(', ')}. Its log: ${logFile(dataFolder, service)}`)
    await sleep(50)
  }
}
