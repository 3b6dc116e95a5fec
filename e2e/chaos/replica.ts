import { join } from 'node:path'
import { type Environment, type RunningProcess, type Service, startProcess } from '@handrail/local/parts'

export type ReplicaOptions = { service: Service; number: number; dataFolder: string; env: Environment; nodeOptions: readonly string[] }

/** One process of a service, that can be killed, held still and started again. */
export const openReplica = ({ service, number, dataFolder, env, nodeOptions }: ReplicaOptions) => {
  const name = `${service}-${number}`
  const url = `http://127.0.0.1:${env.PORT}`
  const main = join(import.meta.dirname, '../../services', service, 'src/main.ts')
  let running: RunningProcess | undefined
  let hasEndedUnasked = false

  const start = () => {
    const { PATH, HOME } = process.env
    const begun = startProcess({ dataFolder, name, command: process.execPath, args: [...nodeOptions, main], env: { PATH, HOME, ...env } })
    running = begun
    void begun.ended.then(() => {
      if (running === begun) hasEndedUnasked = true
    })
  }
  const isReady = async () => {
    try {
      return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok
    } catch {
      return false
    }
  }
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
    isReady,
    isRunning: () => running !== undefined,
    /** A process that nobody killed must not end. */
    hasEndedUnasked: () => hasEndedUnasked,
    hold: () => signal('SIGSTOP'),
    letGo: () => signal('SIGCONT'),
  }
}
export type Replica = ReturnType<typeof openReplica>
