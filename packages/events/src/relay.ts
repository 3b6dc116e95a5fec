import type { ServiceName } from '@handrail/contracts'
import { neverClosedByTimer } from '@handrail/postgres'
import { headers, type JetStreamManager, type NatsConnection } from 'nats'
import type { Logger } from 'pino'
import postgres from 'postgres'
import { wakeSubject } from './connection.ts'
import { envelopeText, type OutboxRow, outboxRows } from './outbox-rows.ts'
import { ensureStream } from './streams.ts'

const BATCH = 256
const POLL_MS = 100
const CHECK_STREAM_MS = 10_000
/** Only one relay of a service works at a time, whatever the number of replicas: who holds this lock of its database. */
export const RELAY_LOCK = 7_260_001

export type Relay = { wake(): void; stop(): Promise<void> }

/**
 * Publishes what the outbox holds, in order, again and again until JetStream has acknowledged it. Marks rows only after
 * the acknowledgement: a crash between the two publishes twice, and listeners' inboxes absorb it. When the stream was
 * lost or went back in time, everything in the outbox is published once more under a new epoch.
 */
export const startRelay = (options: { service: ServiceName; relayUrl: string; nats: NatsConnection; replicas?: number; log: Logger }): Relay => {
  const { service, nats, log } = options
  const sql = postgres(options.relayUrl, {
    max: 1,
    onnotice: () => {},
    connect_timeout: 5,
    ...neverClosedByTimer,
    connection: { application_name: `${service}_relay` },
  })
  const js = nats.jetstream()
  const encoder = new TextEncoder()
  let stopping = false
  let woken = false
  let interrupt = () => {}
  let lastCheck = 0
  let jsm: JetStreamManager | undefined

  const wake = () => {
    woken = true
    interrupt()
  }
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      if (woken || stopping) return resolve()
      const timer = setTimeout(resolve, ms)
      interrupt = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const publish = async (row: OutboxRow, epoch: number) => {
    const payload = encoder.encode(envelopeText(row))
    const head = headers()
    if (row.traceparent) head.set('traceparent', row.traceparent)
    const ack = await js.publish(row.nats_subject, payload, { msgID: `${row.event_id}:${epoch}`, headers: head, timeout: 5_000 })
    return { position: row.position, sequence: ack.seq }
  }

  /** Sees whether the stream is still the one we published to; if not, takes every row out of "published". */
  const checkStream = async (trx: postgres.TransactionSql) => {
    jsm ??= await nats.jetstreamManager()
    const info = await ensureStream(jsm, service, options.replicas)
    lastCheck = Date.now()
    const [state] = await trx`select epoch, stream_created, last_sequence from stream_state for update`
    if (!state) throw new Error('stream_state is empty: run the migrations')
    const isSame = state.stream_created === info.created && info.state.last_seq >= Number(state.last_sequence)
    if (isSame) return
    if (state.stream_created !== null) {
      const lost = await trx`update outbox set published_at = null where published_at > now() - interval '90 days'`
      log.warn({ events: lost.count }, 'the stream was lost or older than we knew it; publishing the outbox again')
    }
    await trx`update stream_state set epoch = epoch + ${state.stream_created === null ? 0 : 1}, stream_created = ${info.created}, last_sequence = ${info.state.last_seq}`
  }

  /** One batch in one transaction that holds the lock. Returns how many rows were published. */
  const relayBatch = (): Promise<number> =>
    sql.begin(async (trx) => {
      const [lock] = await trx`select pg_try_advisory_xact_lock(${RELAY_LOCK}) as mine`
      if (!lock?.mine) return 0
      if (Date.now() - lastCheck > CHECK_STREAM_MS) await checkStream(trx)
      const rows = await outboxRows(trx, service, trx`where published_at is null order by position limit ${BATCH}`)
      if (rows.length === 0) return 0
      const [state] = await trx`select epoch from stream_state`
      const outcomes = await Promise.allSettled(rows.map((row) => publish(row, state?.epoch)))
      const done = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
      if (done.length > 0) {
        await trx`update outbox set published_at = now() where position = any(${done.map((row) => row.position)}::bigint[])`
        await trx`update stream_state set last_sequence = greatest(last_sequence, ${Math.max(...done.map((row) => row.sequence))})`
      }
      const failure = outcomes.find((outcome) => outcome.status === 'rejected')
      if (failure) {
        lastCheck = 0
        log.warn({ reason: String(failure.reason) }, 'JetStream did not take every event; trying again')
        if (done.length === 0) throw failure.reason
      }
      return done.length
    }) as Promise<number>

  const run = async () => {
    let patience = POLL_MS
    while (!stopping) {
      woken = false
      try {
        if (nats.isClosed()) return
        const published = await relayBatch()
        patience = POLL_MS
        if (published < BATCH) await pause(POLL_MS)
      } catch (error) {
        lastCheck = 0
        if (!stopping) log.warn({ reason: String(error) }, 'the relay waits for PostgreSQL or NATS')
        patience = Math.min(patience * 2, 5_000)
        woken = false
        await pause(patience)
      }
    }
  }

  const subscription = nats.subscribe(wakeSubject(service), { callback: wake })
  const running = run()
  const reconnects = (async () => {
    for await (const status of nats.status()) {
      if (status.type === 'reconnect') {
        lastCheck = 0
        wake()
      }
    }
  })()
  reconnects.catch((error) => log.error({ reason: String(error) }, 'lost sight of the NATS connection'))

  return {
    wake,
    stop: async () => {
      stopping = true
      interrupt()
      if (!nats.isClosed()) subscription.unsubscribe()
      await running
      await sql.end({ timeout: 5 })
    },
  }
}
