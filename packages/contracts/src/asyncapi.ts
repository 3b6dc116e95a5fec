import { z } from 'zod'
import { Envelope, type EventDefinition, services, streamOf } from './envelope.ts'
import { eventsByType } from './events/index.ts'

const channelId = ({ service, aggregate, event }: EventDefinition) => `${service}-${aggregate}-${event}`

/** The AsyncAPI 3.0 document of every event: one channel and one operation each, the envelope with its data, an example. */
export const asyncApiDocument = () => {
  const definitions = [...eventsByType.values()]
  const envelope = z.toJSONSchema(Envelope, { target: 'draft-7' })
  const channels = definitions.map((definition) => [
    channelId(definition),
    {
      address: `handrail.${definition.service}.${definition.aggregate}.${definition.event}.v${definition.version}.{bucket}`,
      title: definition.type,
      description: `JetStream stream ${streamOf(definition.service)}. Envelope: CloudEvents 1.0, structured JSON.`,
      parameters: { bucket: { description: 'p00 to p15, a hash of organization and aggregate id', examples: ['p07'] } },
      messages: { event: { $ref: `#/components/messages/${channelId(definition)}` } },
    },
  ])
  const operations = definitions.map((definition) => [
    `publish-${channelId(definition)}`,
    {
      action: 'send',
      summary: `${definition.service} publishes ${definition.type}.`,
      channel: { $ref: `#/channels/${channelId(definition)}` },
      messages: [{ $ref: `#/channels/${channelId(definition)}/messages/event` }],
    },
  ])
  const messages = definitions.map((definition) => [
    channelId(definition),
    {
      name: definition.type,
      title: definition.type,
      contentType: 'application/cloudevents+json',
      payload: {
        allOf: [
          { $ref: '#/components/schemas/Envelope' },
          {
            type: 'object',
            properties: {
              type: { const: definition.type },
              data: { oneOf: [z.toJSONSchema(definition.data, { target: 'draft-7' }), { type: 'null', description: 'after an erasure' }] },
            },
          },
        ],
      },
      examples: [{ name: definition.event, payload: exampleEnvelope(definition) }],
    },
  ])
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Handrail events',
      version: '1',
      description: 'What the services of Handrail tell each other.',
      license: { name: 'AGPL-3.0-or-later', url: 'https://www.gnu.org/licenses/agpl-3.0.html' },
    },
    defaultContentType: 'application/cloudevents+json',
    servers: Object.fromEntries(
      services.map((service) => [service, { host: 'localhost:4222', protocol: 'nats', description: `The stream ${streamOf(service)}` }]),
    ),
    channels: Object.fromEntries(channels),
    operations: Object.fromEntries(operations),
    components: { schemas: { Envelope: envelope }, messages: Object.fromEntries(messages) },
  }
}

/** An event of this kind in its envelope, as a listener would receive it. */
export const exampleEnvelope = (definition: EventDefinition): Envelope => ({
  specversion: '1.0',
  id: '01900000-0000-7000-8000-00000000e001',
  source: `/services/${definition.service}`,
  type: definition.type,
  subject: '01900000-0000-7000-8000-0000000000a1',
  time: '2026-11-02T14:00:00.000Z',
  datacontenttype: 'application/json',
  organizationid: '01900000-0000-7000-8000-000000000001',
  aggregateversion: 1,
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  data: definition.example,
})
