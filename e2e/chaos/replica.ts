import { mkdirSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { type Environment, type RunningProcess, type Service, startProcess } from '@handrail/local/parts'
import type { Failpoint } from './failpoints.ts'
import { variables } from './variables.ts'

export type ReplicaOptions = { service: Service; number: number; dataFolder: string; env: Environment }

const inside = pathToFileURL(join(import.meta.dirname, 'inside.ts')).href

/** One process of a service, that can be killed, held still, told to end at some place, and started again. */
export const openReplica = ({ service, number, dataFolder, env }: ReplicaOptions) => {
  const name = `${service}-${number}`
  const url = `http://127.0.0.1:${env.PORT}`
  const main = join(import.meta.dirname, '../../services', service, 'src/main.ts')
  const failpointFiles = join(dataFolder, 'failpoints', name)
  let running: RunningProcess | undefined
  let hasEndedUnasked = false

  /** With a clock that is wrong by so many milliseconds, if asked for. */
  const start = ({ clockMs = 0 }: { clockMs?: number } = {}) => {
    const { PATH, HOME } = process.env
    const own = { [variables.failpoints]: failpointFiles, [variables.clock]: String(clockMs) }
    const begun = startProcess({ dataFolder, name, command: process.execPath, args: ['--import', inside, main], env: { PATH, HOME, ...env, ...own } })
    running = begun
    void begun.ended.then(() => {
      if (running === begun) hasEndedUnasked = true
    })
  }
  const asked = async () => {
    try {
      return await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) })
    } catch {
      return undefined
    }
  }
  const isReady = async () => (await asked())?.ok ?? false
  const isHeard = async () => (await asked()) !== undefined
  const stop = async () => {
    const asked = running
    running = undefined
    await asked?.stop('SIGTERM', 20_000)
  }
  const kill = async () => {
    const killed = running
    running = undefined
    if (!killed) return
    process.kill(killed.pid, 'SIGKILL')
    await killed.ended
  }
  /** Ends at that place as soon as it comes by; answers whether it did within the time. */
  const endAt = async (failpoint: Failpoint, ms: number): Promise<boolean> => {
    const asked = running
    if (!asked) return false
    running = undefined
    const file = `${failpointFiles}.${failpoint}`
    mkdirSync(join(dataFolder, 'failpoints'), { recursive: true })
    writeFileSync(file, '')
    if (await Promise.race([asked.ended.then(() => true), sleep(ms, false)])) return true
    try {
      unlinkSync(file)
    } catch {
      // It took the file away in this very moment, and ends.
      await asked.ended
      return true
    }
    running = asked
    return false
  }
  const signal = (which: 'SIGSTOP' | 'SIGCONT') => {
    if (running) process.kill(running.pid, which)
  }
  return {
    service,
    name,
    url,
    port: Number(env.PORT),
    start,
    stop,
    kill,
    endAt,
    isReady,
    isHeard,
    isRunning: () => running !== undefined,
    /** A process that nobody killed must not end. */
    hasEndedUnasked: () => hasEndedUnasked,
    hold: () => signal('SIGSTOP'),
    letGo: () => signal('SIGCONT'),
  }
}
export type Replica = ReturnType<typeof openReplica>
