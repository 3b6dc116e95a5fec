import { type ServiceName, streamOf } from '@handrail/contracts'
import type { Stage } from './stage.ts'

const AT_ONCE = 200

/** All that a service's stream holds at the moment. */
export const messagesOf = async (stage: Stage, service: ServiceName): Promise<{ sequence: number; text: string }[]> => {
  const nats = await stage.connectAsOperator()
  try {
    const jsm = await nats.jetstreamManager()
    const { state } = await jsm.streams.info(streamOf(service))
    const sequences = Array.from({ length: state.last_seq - state.first_seq + 1 }, (_, place) => state.first_seq + place)
    const messages: { sequence: number; text: string }[] = []
    for (let from = 0; from < sequences.length; from += AT_ONCE) {
      const some = sequences.slice(from, from + AT_ONCE)
      const found = await Promise.all(some.map((seq) => jsm.streams.getMessage(streamOf(service), { seq }).catch(() => undefined)))
      messages.push(...found.flatMap((message) => (message ? { sequence: message.seq, text: `${message.subject} ${message.string()}` } : [])))
    }
    return messages
  } finally {
    await nats.close()
  }
}

/** Where a message is, and how far its listener came: for finding out why it was not heard. */
export const whereabouts = async (stage: Stage, service: ServiceName, consumer: string, eventId: string): Promise<string> => {
  const places = (await messagesOf(stage, service)).filter(({ text }) => text.includes(eventId)).map(({ sequence }) => sequence)
  const nats = await stage.connectAsOperator()
  try {
    const jsm = await nats.jetstreamManager()
    const { state, created } = await jsm.streams.info(streamOf(service))
    const known = await jsm.consumers.info(streamOf(service), consumer)
    const far = `of ${state.first_seq} to ${state.last_seq} since ${created}; delivered ${known.delivered.stream_seq}, acknowledged to ${known.ack_floor.stream_seq}, made ${known.created}`
    return `${places.length > 0 ? `at ${places.join(', ')}` : 'not in the stream,'} ${far}`
  } finally {
    await nats.close()
  }
}
