import type { Envelope, ServiceName } from '@handrail/contracts'
import type { FaultLog } from '../faults/fault.ts'
import type { History } from '../history.ts'
import type { Load } from '../load.ts'
import type { Recovery } from '../quiet.ts'
import type { Stage } from '../stage.ts'

/** What the checks look at, once all is quiet: the databases, the history, and what the breaker did itself. */
export type World = { stage: Stage; load: Load; history: History; faults: FaultLog; recoveries: readonly Recovery[] }

/** `checked`: how many things were looked at; a check that looked at none proves nothing. */
export type Finding = { checked: number; violations: string[] }
export type Check = { number: number; says: string; run(world: World): Promise<Finding> }

export type OutboxRow = {
  position: string
  event_id: string
  organization_id: string | null
  type: string
  aggregate: string
  aggregate_id: string
  aggregate_version: number
  occurred_at: Date
  published_at: Date | null
  data: unknown
}

export const outboxOf = ({ stage }: World, service: ServiceName): Promise<OutboxRow[]> =>
  stage.admin[service]<OutboxRow[]>`select * from outbox order by position`

export const envelopeOf = (service: ServiceName, row: OutboxRow): Envelope => ({
  specversion: '1.0',
  id: row.event_id,
  source: `/services/${service}`,
  type: row.type,
  subject: row.aggregate_id,
  time: row.occurred_at.toISOString(),
  datacontenttype: 'application/json',
  ...(row.organization_id && { organizationid: row.organization_id }),
  aggregateversion: row.aggregate_version,
  data: row.data as Envelope['data'],
})

/** Who asked to be erased, whether or not the answer came. */
export const leaversOf = ({ history }: World) => new Set(history.of('erase-myself').map(({ personId }) => personId))
