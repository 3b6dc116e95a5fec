import { streamOf } from '@handrail/contracts'
import { AckPolicy, DeliverPolicy, type JetStreamManager } from 'nats'
import type { Consumer } from './consumer.ts'
import { isNotFound, streamInfo } from './streams.ts'

/** Makes the durable where it is missing, and again where the stream is not the one it was made for. False without a stream. */
export const ensureDurable = async (jsm: JetStreamManager, consumer: Consumer): Promise<boolean> => {
  const stream = streamOf(consumer.from)
  const info = await streamInfo(jsm, consumer.from)
  if (!info) return false
  try {
    const known = await jsm.consumers.info(stream, consumer.name)
    if (known.delivered.stream_seq <= info.state.last_seq) return true
    await jsm.consumers.delete(stream, consumer.name)
  } catch (error) {
    if (!isNotFound(error)) throw error
  }
  const made = await jsm.consumers.add(stream, {
    durable_name: consumer.name,
    filter_subject: consumer.filter,
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
    ack_wait: 30_000_000_000,
    max_deliver: -1,
    max_ack_pending: 512,
  })
  if (made.config.filter_subject !== consumer.filter || (made.config.max_deliver ?? -1) > 0) {
    throw new Error(`The NATS server did not take the settings of consumer ${consumer.name}. Use nats-server 2.9 or newer.`)
  }
  return true
}
