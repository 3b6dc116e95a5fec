import { streamOf } from '@handrail/contracts'
import { continueTrace, type Database, isOutage, traceId } from '@handrail/postgres'
import type { ConsumerMessages, JetStreamManager, JsMsg, NatsConnection } from 'nats'
import type { Logger } from 'pino'
import { type BatchConsumer, type Consumer, takesMany } from './consumer.ts'
import { ensureDurable } from './durable.ts'
import { inBatches } from './in-batches.ts'
import { bury, receive, receiveMany, Unreadable } from './receive.ts'
import { streamInfo } from './streams.ts'

const REFUSALS_BEFORE_DEATH = 8
const CHECK_MS = 10_000
/** With the 30 s after which a message is given to another replica, well within the minute in which all is to be at rest. */
const MAX_BACKOFF_MS = 10_000
/** As many as are in one transaction. Four times as many may be unacknowledged: two in hand, and two that wait for them. */
const BATCH = 128

/** The id of the request that began the chain this event belongs to: its lines share it in every service's log. */
const requestIdOf = (traceparent: string | undefined) => (traceparent ? traceId(continueTrace(traceparent)) : undefined)

export type RunningConsumer = { stop(): Promise<void> }

/** Whole milliseconds (the server ignores a delay with a fraction), half of them by chance. */
const backoff = (attempt: number) => {
  const cap = Math.min(50 * 2 ** attempt, MAX_BACKOFF_MS)
  return Math.round(cap / 2 + Math.random() * (cap / 2))
}

/**
 * Runs one consumer until stopped: one message after the other, or, where it applies many in one go, all that have
 * arrived; acknowledged after the commit. Outages are waited out and do not count; what is unreadable, or was refused
 * eight times, becomes a dead letter.
 */
export const runConsumer = (options: { consumer: Consumer; database: Database<any>; nats: NatsConnection; log: Logger }): RunningConsumer => {
  const { consumer, database, nats } = options
  const consumerLog = options.log.child({ consumer: consumer.name })
  const refusals = new Map<string, number>()
  const decoder = new TextDecoder()
  let stopping = false
  let messages: ConsumerMessages | undefined
  let wakeUp = () => {}

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      if (stopping) return resolve()
      const timer = setTimeout(resolve, ms)
      wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const handle = async (message: JsMsg) => {
    const payload = decoder.decode(message.data)
    const log = consumerLog.child({ requestId: requestIdOf(message.headers?.get('traceparent')), stream: message.info.stream, sequence: message.seq })
    const key = `${message.info.stream}:${message.seq}`
    try {
      const reception = await receive(database, consumer, payload)
      log.debug({ reception }, 'event')
      refusals.delete(key)
      message.ack()
    } catch (error) {
      if (isOutage(error)) {
        log.warn({ reason: String(error) }, 'waiting for PostgreSQL')
        message.nak(backoff(message.info.redeliveryCount))
        return
      }
      const refused = (refusals.get(key) ?? 0) + 1
      refusals.set(key, refused)
      if (!(error instanceof Unreadable) && refused < REFUSALS_BEFORE_DEATH) {
        log.warn({ reason: String(error), refused }, 'refused an event; it will come again')
        message.nak(backoff(refused))
        return
      }
      await bury(database, consumer, message.subject, payload, String(error))
      refusals.delete(key)
      log.error({ reason: String(error) }, 'an event went to the dead letters')
      message.term()
    }
  }

  /** All in one go; where that is refused, one by one, which says by whom. */
  const handleMany = async (many: BatchConsumer, batch: readonly JsMsg[]) => {
    const payloads = batch.map((message) => decoder.decode(message.data))
    try {
      await receiveMany(database, many, payloads)
      for (const message of batch) message.ack()
      consumerLog.debug({ messages: batch.length, sequence: batch.at(-1)?.seq }, 'events')
    } catch (error) {
      if (!isOutage(error)) return handleEach(batch)
      consumerLog.warn({ reason: String(error), messages: batch.length }, 'waiting for PostgreSQL')
      for (const message of batch) message.nak(backoff(message.info.redeliveryCount))
    }
  }

  const handleEach = async (batch: readonly JsMsg[]) => {
    for (const message of batch) {
      if (stopping) message.nak()
      else await handle(message)
    }
  }

  const consumeUntilChecked = async (jsm: JetStreamManager) => {
    const durable = await nats.jetstream().consumers.get(streamOf(consumer.from), consumer.name)
    messages = await durable.consume({ max_messages: takesMany(consumer) ? 4 * BATCH : 128, expires: 15_000 })
    const current = messages
    if (stopping) current.stop()
    const watch = setInterval(async () => {
      try {
        const info = await streamInfo(jsm, consumer.from)
        const known = info && (await jsm.consumers.info(streamOf(consumer.from), consumer.name))
        if (!known || known.delivered.stream_seq > info.state.last_seq) current.stop()
      } catch {
        current.stop()
      }
    }, CHECK_MS)
    try {
      const batches = inBatches(current, takesMany(consumer) ? BATCH : 1)
      const lane = async () => {
        for await (const batch of batches) {
          if (takesMany(consumer) && batch.length > 1) await handleMany(consumer, batch)
          else await handleEach(batch)
        }
      }
      // With two, one batch is read while PostgreSQL writes the other; the watermarks keep the order of each aggregate.
      await Promise.all(takesMany(consumer) ? [lane(), lane()] : [lane()])
    } finally {
      clearInterval(watch)
    }
  }

  const run = async () => {
    let attempt = 0
    while (!stopping && !nats.isClosed()) {
      try {
        const jsm = await nats.jetstreamManager()
        if (await ensureDurable(jsm, consumer)) {
          attempt = 0
          await consumeUntilChecked(jsm)
        } else await sleep(250)
      } catch (error) {
        if (stopping) return
        attempt += 1
        consumerLog.warn({ reason: String(error) }, 'waiting for NATS')
        await sleep(Math.min(backoff(attempt), 5_000))
      }
    }
  }

  const running = run()
  return {
    stop: async () => {
      stopping = true
      wakeUp()
      messages?.stop()
      await running
    },
  }
}
