import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const AFTER_MS = 5_000

/**
 * Has V8 give back what starting left behind: as long as the machine has memory it would keep a hundred megabytes that
 * nobody holds. Waits until the first pages have been answered, for it holds the process up for some tenths of a second.
 */
export const giveBackMemory = async (signal: AbortSignal): Promise<void> => {
  await sleep(AFTER_MS, undefined, { signal, ref: false }).catch(() => {})
  if (signal.aborted) return
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  // What the first leaves to weak references and finalizers, the second takes.
  collect()
  collect()
}
