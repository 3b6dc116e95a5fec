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

/** Whether a listener must take note of an event. Of one that an erasure has emptied only the aggregate counts. */
export const mustHear = (consumer: Consumer, row: Pick<OutboxRow, 'aggregate' | 'type' | 'data'>) =>
  row.aggregate === consumer.aggregate && (row.data === null || consumer.definitions.has(row.type))
