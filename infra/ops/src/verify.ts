import { type ServiceName, services } from '@handrail/contracts'
import { type Command, numberFrom, type Progress } from './command.ts'
import { listeners } from './listeners.ts'
import { type Databases, onAllDatabases, type Place } from './place.ts'
import { plainTable } from './plain-table.ts'
import { type Count, type Finding, verifyListener } from './verify-listener.ts'

export type Verified = { counts: Count[]; findings: Finding[]; underWay: number }
export type VerifyOptions = {
  /** How long events may still be on their way. */
  waitSeconds?: number
  /** The services rest: what is not published or not delivered yet is no finding. */
  isStanding?: boolean
  progress?: Progress
}

const unpublished = async (databases: Databases, service: ServiceName, until: number): Promise<Finding[]> => {
  for (;;) {
    const [found] = await databases[service]<{ count: number; oldest: string | null }[]>`
      select count(*)::int as count, min(event_id::text) as oldest from outbox where published_at is null`
    if (!found?.count) return []
    if (Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 250))
      continue
    }
    const what = `${found.count} rows of the outbox are not published`
    return [{ invariant: 2, where: service, what, type: null, event: found.oldest, aggregate: null, version: null }]
  }
}

const gaps = async (databases: Databases, service: ServiceName): Promise<Finding[]> => {
  const rows = await databases[service]<{ aggregate: string; aggregate_id: string; events: number; highest: number }[]>`
    select aggregate, aggregate_id, count(*)::int as events, max(aggregate_version) as highest from outbox
    group by organization_id, aggregate, aggregate_id having count(*) <> max(aggregate_version)`
  return rows.map(({ aggregate, aggregate_id, events, highest }) => ({
    invariant: 5,
    where: service,
    what: `${aggregate} has ${events} events up to version ${highest}`,
    type: null,
    event: null,
    aggregate: aggregate_id,
    version: highest,
  }))
}

/** Whether producers and consumers agree, event by event: invariants 2, 3 and 5. Reads only. */
export const verifyPlace = (place: Place, { waitSeconds = 10, isStanding = false, progress = () => {} }: VerifyOptions = {}): Promise<Verified> =>
  onAllDatabases(place, async (databases) => {
    const until = Date.now() + (isStanding ? 0 : waitSeconds * 1000)
    const found: Verified = { counts: [], findings: [], underWay: 0 }
    const whole = services.length + listeners.length
    for (const [place, service] of services.entries()) {
      progress(`the outbox of ${service}`, place / whole)
      if (!isStanding) found.findings.push(...(await unpublished(databases, service, until)))
      found.findings = found.findings.concat(await gaps(databases, service))
    }
    for (const [place, listener] of listeners.entries()) {
      progress(listener.consumer.name, (services.length + place) / whole)
      const { counts, findings, underWay } = await verifyListener(databases, listener, { until, isStanding })
      found.counts.push(...counts)
      // Not spread into push: half a million of them are more than a call takes.
      found.findings = found.findings.concat(findings)
      found.underWay += underWay
    }
    return found
  })

const SHOWN = 50

export const verifiedText = ({ counts, findings, underWay }: Verified): string => {
  const events = counts.reduce((sum, { events }) => sum + events, 0)
  const all = `${events} deliveries of ${counts.length} kinds compared`
  if (findings.length === 0) return `${all}: producers and consumers agree.${underWay > 0 ? ` ${underWay} are still to be delivered.` : ''}`
  const odd = counts.filter(({ missing }) => missing > 0)
  const rows = findings
    .slice(0, SHOWN)
    .map(({ invariant, where, what, type, event, aggregate, version }) => ({ invariant, where, what, type, event, aggregate, version }))
  const rest = findings.length > SHOWN ? `\n… and ${findings.length - SHOWN} more; --json has all.` : ''
  return [`${all}: ${findings.length} differences.`, plainTable(odd, ''), plainTable(rows, '') + rest].filter(Boolean).join('\n\n')
}

export const verify: Command = {
  summary: 'whether producers and consumers agree, event by event',
  help: `  verify [--wait 10] [--all]

Compares the outbox of every service with the inboxes and dead letters of its listeners: by counts and digests of 256
buckets, and event by event where a bucket differs. Reads only. Events on their way have --wait seconds to arrive.
  2  no row of an outbox is unpublished; every event is in each listener's inbox or among its dead letters
  3  no inbox has an event that no outbox has
  5  an aggregate's versions have no gap; no listener stands beyond, or behind, what it has taken
--all shows every event type and listener. Exits 1 where something differs.`,
  options: { wait: { type: 'string' }, all: { type: 'boolean' } },
  run: async ({ place, option, isAsked, progress }) => {
    const found = await verifyPlace(place, { waitSeconds: numberFrom(option('wait'), 'wait', 0) ?? 10, progress })
    const table = isAsked('all') ? `${plainTable(found.counts, '')}\n\n` : ''
    return { isWell: found.findings.length === 0, json: found, text: table + verifiedText(found) }
  },
}
