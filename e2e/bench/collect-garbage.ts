import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

/** What the first collection leaves to weak references and finalizers, the next ones take. */
const TIMES = 3

/**
 * Has a Node with `--inspect=127.0.0.1:<port>` give back all that nobody holds: V8 keeps garbage and empty pages as long as
 * the machine has memory, so that a process seems to grow while it holds no more than before.
 */
export const collectGarbage = async (port: number): Promise<void> => {
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as { webSocketDebuggerUrl: string }[]
  const inspector = new WebSocket(targets[0]?.webSocketDebuggerUrl ?? '')
  await once(inspector, 'open')
  for (let id = 1; id <= TIMES; id += 1) {
    const answered = once(inspector, 'message')
    inspector.send(JSON.stringify({ id, method: 'HeapProfiler.collectGarbage' }))
    await answered
    await sleep(500)
  }
  inspector.close()
  await once(inspector, 'close')
}
