import { setTimeout as sleep } from 'node:timers/promises'
import { lastLines, type RunningProcess } from './processes.ts'
import { StartProblem } from './start-problem.ts'

type Wait = { dataFolder: string; name: string; process: RunningProcess; isUp: () => Promise<boolean>; seconds: number; signal?: AbortSignal | undefined }

/** Resolves once `isUp` says so; a process that ends before, or takes too long, is a problem with its last words. */
export const waitUntilUp = async ({ dataFolder, name, process, isUp, seconds, signal }: Wait) => {
  let ended = false
  void process.ended.then(() => (ended = true))
  const deadline = Date.now() + seconds * 1000
  while (!(await isUp())) {
    signal?.throwIfAborted()
    if (!ended && Date.now() < deadline) await sleep(25)
    else throw new StartProblem(`${name} ${ended ? 'ended while starting' : `is not up after ${seconds} s`}. It said:\n${lastLines(dataFolder, name)}`)
  }
}
