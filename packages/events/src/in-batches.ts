import { setImmediate as turn } from 'node:timers/promises'
import type { ConsumerMessages, JsMsg } from 'nats'

/** Messages as they come, each with those that have arrived by then, at most `limit` in all. Never waits for a second one. */
export async function* inBatches(messages: ConsumerMessages, limit: number): AsyncGenerator<JsMsg[]> {
  const coming = messages[Symbol.asyncIterator]()
  let next = coming.next()
  try {
    for (let first = await next; !first.done; first = await next) {
      const batch: JsMsg[] = [first.value]
      next = coming.next()
      while (batch.length < limit) {
        // What has arrived is answered before the loop of events turns once.
        const another = await Promise.race([next, turn(null)])
        if (!another || another.done) break
        batch.push(another.value)
        next = coming.next()
      }
      yield batch
    }
  } finally {
    messages.stop()
    next.catch(() => {})
  }
}
