import { z } from 'zod'
import { Uuid } from './words.ts'

/**
 * The event envelope: CloudEvents 1.0, structured JSON. `time` is business time (UTC). `organizationid` is absent
 * on what the sector shares (frameworks, floors, courses). `aggregateversion` starts at 1 and has no gaps.
 */
export const Envelope = z.strictObject({
  specversion: z.literal('1.0'),
  id: Uuid,
  source: z.string().regex(/^\/services\/[a-z]+$/),
  type: z.string().regex(/^[a-z]+\.[a-z-]+\.v\d+$/),
  subject: z.string().min(1).max(200),
  time: z.iso.datetime(),
  datacontenttype: z.literal('application/json'),
  organizationid: Uuid.optional(),
  aggregateversion: z.int().min(1),
  causationid: Uuid.optional(),
  traceparent: z.string().optional(),
  /** The state of the aggregate; null once a person in it was erased. */
  data: z.unknown(),
})
export type Envelope = z.infer<typeof Envelope>

export const services = ['people', 'baselines', 'catalogue', 'progress', 'notifications'] as const
export type ServiceName = (typeof services)[number]

/** What one event is: who publishes it, about which aggregate, and the shape of its data. */
export type EventDefinition<Data extends z.ZodType = z.ZodType> = {
  readonly service: ServiceName
  readonly aggregate: string
  readonly event: string
  readonly version: number
  /** `progress.assignment-created.v1` */
  readonly type: string
  readonly data: Data
  readonly example: z.infer<Data>
}

/** Declares an event. `example` stands in the AsyncAPI document and is checked against `data` by a test. */
export const defineEvent = <Data extends z.ZodType>(
  service: ServiceName,
  aggregate: string,
  event: string,
  data: Data,
  example: z.infer<Data>,
  version = 1,
): EventDefinition<Data> => ({
  service,
  aggregate,
  event,
  version,
  type: `${service}.${aggregate}-${event}.v${version}`,
  data,
  example,
})

export type DataOf<Definition extends EventDefinition> = z.infer<Definition['data']>

/** The JetStream stream a service publishes to: `PROGRESS`. */
export const streamOf = (service: ServiceName) => service.toUpperCase()

const BUCKETS = 16

/** FNV-1a, 32 bit (Fowler, Noll, Vo): only spreads aggregates over buckets, guards nothing. */
const hash = (text: string) => {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193) >>> 0
  return h
}

/** `handrail.progress.assignment.created.v1.p07`: the last token lets consumers be split later. */
export const natsSubject = (definition: EventDefinition, organizationId: string | null, aggregateId: string) => {
  const bucket = String(hash(`${organizationId ?? 'shared'}:${aggregateId}`) % BUCKETS).padStart(2, '0')
  return `handrail.${definition.service}.${definition.aggregate}.${definition.event}.v${definition.version}.p${bucket}`
}

/** The filter of every event of one aggregate type: `handrail.progress.assignment.>` */
export const aggregateFilter = (service: ServiceName, aggregate: string) => `handrail.${service}.${aggregate}.>`
