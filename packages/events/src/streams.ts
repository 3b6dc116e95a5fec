import { type ServiceName, streamOf } from '@handrail/contracts'
import { type JetStreamManager, type NatsError, RetentionPolicy, StorageType, type StreamInfo } from 'nats'

const DAY = 24 * 60 * 60 * 1_000_000_000

/** How long a stream keeps events, in days. The outbox keeps them for as long as the organization wants. */
export const STREAM_DAYS = 90

const isNotFound = (error: unknown) => (error as NatsError)?.api_error?.code === 404

/** The stream's state, or null when there is no such stream. */
export const streamInfo = async (jsm: JetStreamManager, service: ServiceName): Promise<StreamInfo | null> => {
  try {
    return await jsm.streams.info(streamOf(service))
  } catch (error) {
    if (isNotFound(error)) return null
    throw error
  }
}

/** Makes the stream that a service publishes to, where it is missing. Throws when the server dropped a setting. */
export const ensureStream = async (jsm: JetStreamManager, service: ServiceName, replicas = 1): Promise<StreamInfo> => {
  const found = await streamInfo(jsm, service)
  if (found) return found
  const wanted = {
    name: streamOf(service),
    subjects: [`handrail.${service}.>`],
    retention: RetentionPolicy.Limits,
    storage: StorageType.File,
    max_age: STREAM_DAYS * DAY,
    duplicate_window: 120 * 1_000_000_000,
    num_replicas: replicas,
  }
  const made = await jsm.streams.add(wanted)
  for (const key of ['retention', 'storage', 'max_age', 'duplicate_window', 'num_replicas'] as const) {
    if (made.config[key] !== wanted[key])
      throw new Error(`The NATS server did not take ${key}=${wanted[key]} for stream ${wanted.name}. Use nats-server 2.9 or newer.`)
  }
  return made
}

export { isNotFound }
