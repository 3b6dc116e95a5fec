import { baselines } from '@handrail/baselines'
import { catalogue } from '@handrail/catalogue'
import type { ServiceName } from '@handrail/contracts'
import type { Consumer } from '@handrail/events'
import { notifications } from '@handrail/notifications'
import { people } from '@handrail/people'
import { progress } from '@handrail/progress'
import type { OutboxRow } from './world.ts'

export const definitions = { people, baselines, catalogue, progress, notifications }

export const consumersOf = (service: ServiceName): readonly Consumer[] => definitions[service].consumers

type Row = Pick<OutboxRow, 'aggregate' | 'type' | 'data'>

/** Whether a listener must take note of an event. */
export const mustHear = (consumer: Consumer, { aggregate, type }: Row) => aggregate === consumer.aggregate && consumer.definitions.has(type)

/** One that an erasure has emptied is taken note of whatever its type, unless it was heard before. */
export const mayHear = (consumer: Consumer, row: Row) => mustHear(consumer, row) || (row.aggregate === consumer.aggregate && row.data === null)
