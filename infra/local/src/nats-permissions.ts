import { aggregateFilter, type ServiceName, services, streamOf } from '@handrail/contracts'
import { hears } from './hears.ts'

export type NatsUser = ServiceName | 'operator'

export const durableName = (listener: ServiceName, aggregate: string) => `${listener}_on-${aggregate}`

/** As `connectToNats` names it: were all inboxes under one prefix, each service could read what is delivered to the others. */
export const inboxPrefix = (user: string) => `_INBOX_${user}`

/** The filter stands in the subject, and the server refuses a request whose body asks for another one. */
const hearing = (listener: ServiceName, from: ServiceName, aggregate: string) => {
  const stream = streamOf(from)
  const durable = durableName(listener, aggregate)
  return [
    `$JS.API.CONSUMER.CREATE.${stream}.${durable}.${aggregateFilter(from, aggregate)}`,
    `$JS.API.CONSUMER.INFO.${stream}.${durable}`,
    `$JS.API.CONSUMER.DELETE.${stream}.${durable}`,
    `$JS.API.CONSUMER.MSG.NEXT.${stream}.${durable}`,
    `$JS.ACK.${stream}.${durable}.>`,
  ]
}

const hearingFrom = (listener: ServiceName, from: ServiceName) => [
  `$JS.API.STREAM.INFO.${streamOf(from)}`,
  ...(hears[listener][from] ?? []).flatMap((aggregate) => hearing(listener, from, aggregate)),
]

/**
 * A service publishes events under its own name only, makes its own stream where it is missing (and can neither change
 * nor delete it), and hears what `hears` says.
 */
const permissionsOf = (service: ServiceName) => {
  const own = streamOf(service)
  const heard = services.filter((from) => hears[service][from])
  return {
    publish: {
      allow: [
        `handrail.${service}.>`,
        `handrail-wake.${service}`,
        '$JS.API.INFO',
        `$JS.API.STREAM.INFO.${own}`,
        `$JS.API.STREAM.CREATE.${own}`,
        ...heard.flatMap((from) => hearingFrom(service, from)),
      ],
    },
    subscribe: { allow: [`${inboxPrefix(service)}.>`, `handrail-wake.${service}`] },
  }
}

/** The server's users: the operator may do all; each service what it must. */
export const natsUsers = (passwordOf: (user: NatsUser) => string) => [
  { user: 'operator', password: passwordOf('operator') },
  ...services.map((service) => ({ user: service, password: passwordOf(service), permissions: permissionsOf(service) })),
]
