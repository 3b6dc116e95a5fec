import { createHash } from 'node:crypto'
import * as baselines from '@handrail/baselines'
import * as catalogue from '@handrail/catalogue'
import {
  BaselinePublished,
  type Envelope,
  type EventDefinition,
  eventsByType,
  LearningPathPublished,
  MicroCoursePublished,
  MicroCourseRetired,
  natsSubject,
  OrganizationCreated,
  ScenarioCheckPublished,
  type ServiceName,
  streamOf,
} from '@handrail/contracts'
import type { Consumer } from '@handrail/events'
import * as notifications from '@handrail/notifications'
import * as people from '@handrail/people'
import * as progress from '@handrail/progress'
import { envelopeOf, openStage, type Stage, type StagedService, until } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** Every event handler there is, on its own database, hears messages that are broken in every way we could think of. */
const services = {
  people: { ...people, definition: people.people },
  baselines: { ...baselines, definition: baselines.baselines },
  catalogue: { ...catalogue, definition: catalogue.catalogue },
  progress: { ...progress, definition: progress.progress },
  notifications: { ...notifications, definition: notifications.notifications },
}
const handlers = (Object.keys(services) as ServiceName[]).flatMap((service) =>
  services[service].definition.consumers.map((consumer: Consumer) => ({ service, consumer })),
)

let stage: Stage
const running = new Map<ServiceName, StagedService>()
beforeAll(async () => {
  stage = await openStage()
  for (const [service, { start }] of Object.entries(services)) running.set(service as ServiceName, await stage.run(service as ServiceName, start))
})
afterAll(() => stage.close())

type Message = { how: string; payload: string | Uint8Array; fate: 'buried' | 'heard' | 'heard or buried' }
const odd = [null, '', 'x', 'a\u0000b', '😀\ud800', -1, 0.5, 2 ** 53, 1e308, true, [], {}, ['x'], { x: 1 }, 'x'.repeat(20_000)]
/** What is as agreed is heard. Some texts may hold a NUL, which PostgreSQL keeps in no text: whoever keeps that one cannot. */
const fateOfValid = (data: unknown) => (JSON.stringify(data).includes('\\u0000') ? 'heard or buried' : 'heard')
const shown = (value: unknown) => JSON.stringify(value).slice(0, 20)
const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

/** All that is sent is of one agency, as the examples are: what one of them names, another may have made. Of the sector are courses, paths and checks. */
const { organizationId } = OrganizationCreated.example
const ofSector = new Set<string>(
  [BaselinePublished, MicroCoursePublished, MicroCourseRetired, ScenarioCheckPublished, LearningPathPublished].map(({ type }) => type),
)
const scopeOf = ({ type }: EventDefinition) => (ofSector.has(type) ? null : organizationId)

/** Each thing that can be wrong with one event: as bytes, as an envelope, as data. */
const mutationsOf = (definition: EventDefinition): Message[] => {
  const whole = (): Envelope => envelopeOf(definition, { organizationId: scopeOf(definition), aggregateId: uuidv7(), data: definition.example })
  const text = (change: (envelope: Record<string, unknown>) => unknown) => JSON.stringify(change({ ...whole() }))
  const buried = (how: string, payload: Message['payload']): Message => ({ how, payload, fate: 'buried' })
  const asBytes = [
    buried('cut off', JSON.stringify(whole()).slice(0, -9)),
    buried('not UTF-8', Buffer.concat([Buffer.from(JSON.stringify(whole())), Buffer.from([0xff, 0xfe, 0x00])])),
    buried('a NUL among the bytes', `${JSON.stringify(whole())}\u0000`),
    buried('another thing', `[${JSON.stringify(whole())}]`),
    buried('very deep', deep(100_000)),
    buried(
      'said twice',
      JSON.stringify(whole())
        .replace('{', '{"aggregateversion":"twice",')
        .replace(/"aggregateversion":1,/, ''),
    ),
  ]
  const needed = ['specversion', 'id', 'source', 'type', 'subject', 'time', 'datacontenttype', 'aggregateversion'] as const
  const asEnvelope = [
    ...needed.map((key) =>
      buried(
        `without ${key}`,
        text(({ [key]: _, ...rest }) => rest),
      ),
    ),
    ...needed.flatMap((key) =>
      [null, [], {}, '', 1.5].map((value) =>
        buried(
          `${key} as ${shown(value)}`,
          text((envelope) => ({ ...envelope, [key]: value })),
        ),
      ),
    ),
    buried(
      'an organization that is none',
      text((envelope) => ({ ...envelope, organizationid: 'rivages' })),
    ),
    buried(
      'a version beyond an integer',
      text((envelope) => ({ ...envelope, aggregateversion: 2 ** 53 })),
    ),
    buried(
      'a key that is not ours',
      text((envelope) => ({ ...envelope, extra: 1 })),
    ),
    buried(
      'a key with a NUL',
      text((envelope) => ({ ...envelope, 'a\u0000b': 1 })),
    ),
    buried(
      'a key that is very long',
      text((envelope) => ({ ...envelope, ['k'.repeat(20_000)]: 1 })),
    ),
  ]
  const dataAs = (how: string, data: unknown): Message => ({
    how,
    payload: text((envelope) => ({ ...envelope, data })),
    fate: definition.data.safeParse(JSON.parse(JSON.stringify(data))).success ? fateOfValid(data) : 'buried',
  })
  const example = definition.example as Record<string, unknown>
  const asData = [
    ...odd.filter((value) => value !== null).map((value) => dataAs(`data ${shown(value)}`, value)),
    ...Object.keys(example).flatMap((key) => [
      dataAs(`data without ${key}`, Object.fromEntries(Object.entries(example).filter(([each]) => each !== key))),
      ...odd.map((value) => dataAs(`${key} as ${shown(value)}`, { ...example, [key]: value })),
    ]),
    dataAs('data with a key with a NUL', { ...example, 'a\u0000b': 1 }),
    { how: 'data very deep', payload: JSON.stringify({ ...whole(), data: 0 }).replace('"data":0', `"data":${deep(50_000)}`), fate: 'buried' as const },
  ]
  return [...asBytes, ...asEnvelope, ...asData]
}

const decoded = (payload: Message['payload']) => (typeof payload === 'string' ? payload : new TextDecoder().decode(payload))
const digestOf = (payload: Message['payload']) => createHash('sha256').update(decoded(payload)).digest('hex')
const idOf = (payload: Message['payload']) => decoded(payload).match(/"id":"([0-9a-f-]{36})"/)?.[1]

const heardEvents = [...eventsByType.values()].filter(({ type }) => handlers.some(({ consumer }) => consumer.definitions.has(type)))
const sent = new Map<string, { messages: Message[]; good: Envelope }>()

// All at once, since what a handler refuses eight times takes its time.
beforeAll(async () => {
  const jetstream = stage.nats.jetstream()
  for (const definition of heardEvents) {
    const messages = mutationsOf(definition)
    const subject = natsSubject(definition, scopeOf(definition), uuidv7())
    const good = envelopeOf(definition, { organizationId: scopeOf(definition), aggregateId: uuidv7(), data: definition.example })
    const payloads = [...messages.map(({ payload }) => payload), JSON.stringify(good)]
    await Promise.all(payloads.map((payload) => jetstream.publish(subject, typeof payload === 'string' ? Buffer.from(payload) : payload)))
    sent.set(definition.type, { messages, good })
  }
  const jsm = await stage.nats.jetstreamManager()
  for (const { consumer } of handlers)
    await until(async () => {
      const { num_pending, num_ack_pending } = await jsm.consumers.info(streamOf(consumer.from), consumer.name)
      return num_pending === 0 && num_ack_pending === 0
    }, 180_000)
}, 240_000)

describe.each(heardEvents.map(({ type }) => type))('%s', (type) => {
  const listeners = handlers.filter(({ consumer }) => consumer.definitions.has(type))

  it('broken in any way is a dead letter with its reason; what is as agreed is heard, whatever came before it', async () => {
    const { messages, good } = sent.get(type) ?? expect.fail('Nothing was sent.')
    for (const { service, consumer } of listeners) {
      const { admin, ready } = running.get(service) ?? expect.fail(`${service} does not run.`)
      const letters = await admin<
        { message_digest: string; reason: string }[]
      >`select message_digest, reason from dead_letters where consumer = ${consumer.name}`
      const reasons = new Map(letters.map(({ message_digest, reason }) => [message_digest, reason]))
      const inbox = await admin<{ event_id: string }[]>`select event_id from inbox where consumer = ${consumer.name}`
      const heard = new Set(inbox.map(({ event_id }) => event_id))
      const fateOf = (payload: Message['payload']) => {
        const reason = reasons.get(digestOf(payload))
        if (reason !== undefined) return reason.trim() === '' ? 'buried without a reason' : 'buried'
        return heard.has(idOf(payload) ?? '') ? 'heard' : 'lost'
      }
      const expected = messages.map(({ how, fate }) => ({ how, fate }))
      const found = messages.map(({ how, payload, fate }) => ({ how, fate: fate.split(' or ').includes(fateOf(payload)) ? fate : fateOf(payload) }))
      expect({ listener: consumer.name, found }).toEqual({ listener: consumer.name, found: expected })
      expect(fateOf(JSON.stringify(good))).toBe('heard')
      expect(await ready()).toMatchObject({ ready: true })
    }
  })
})
