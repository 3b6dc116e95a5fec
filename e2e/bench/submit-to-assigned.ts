import { setTimeout as sleep } from 'node:timers/promises'
import { start as startBaselines } from '@handrail/baselines'
import { start as startCatalogue } from '@handrail/catalogue'
import { PersonJoined } from '@handrail/contracts'
import { connectToNats } from '@handrail/events'
import { start as startProgress } from '@handrail/progress'
import type { TestServers } from '@handrail/testing/servers'
import { openStageOn, until } from '@handrail/testing/stage'
import postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import { type Figure, quantile } from './figures.ts'

const A_SECOND = 20
const SECONDS = 15
const WARM_UP = 40

/** From the answer to "submit" until the path is there, at 20 submissions a second; beside outbox row to subscriber. */
export const submitToAssigned = async (servers: TestServers): Promise<Figure[]> => {
  const stage = await openStageOn(servers)
  const baselines = await stage.run('baselines', startBaselines)
  await stage.run('catalogue', startCatalogue)
  const progress = await stage.run('progress', startProgress)
  const organizationId = uuidv7()
  const people = Array.from({ length: A_SECOND * SECONDS + WARM_UP }, () => ({ personId: uuidv7(), organizationId }))
  for (const { personId } of people) {
    const data = { personId, roleProfile: 'settlement-worker', language: 'en', timeZone: 'America/Toronto', minutesPerWeek: null, state: 'active' } as const
    await stage.publish(PersonJoined, { organizationId, aggregateId: personId, data })
  }
  const drafts: { person: (typeof people)[number]; selfAssessmentId: string }[] = []
  const answering = people.values()
  const lane = async () => {
    for (const person of answering) {
      const call = baselines.as(person)
      const draft = await until(async () => {
        const { status, body } = await call('POST', '/api/v1/self-assessments', {}, { 'idempotency-key': uuidv7() })
        return status === 201 && body
      }, 30_000)
      for (const { competencyId } of draft.questions)
        await call('PUT', `/api/v1/self-assessments/${draft.selfAssessmentId}/answers/${competencyId}`, { level: 2 })
      drafts.push({ person, selfAssessmentId: String(draft.selfAssessmentId) })
    }
  }
  await Promise.all(Array.from({ length: 6 }, lane))

  const journey = async ({ person, selfAssessmentId }: (typeof drafts)[number]) => {
    const started = performance.now()
    const submitted = await baselines.as(person)('POST', `/api/v1/self-assessments/${selfAssessmentId}/submission`, {}, { 'idempotency-key': uuidv7() })
    if (submitted.status !== 201) throw new Error(`The submission was answered ${submitted.status}.`)
    const { body } = await progress.as(person)('GET', `/api/v1/learning/arrival?selfAssessmentId=${selfAssessmentId}&waitSeconds=20`)
    if (!body.assignmentId) throw new Error('No path arrived within 20 seconds.')
    return performance.now() - started
  }
  for (const draft of drafts.slice(0, WARM_UP)) await journey(draft)

  // The raw road, measured in the same seconds: a row in the same outbox, until a plain subscriber has it.
  const nats = await connectToNats(servers.natsUrl, 'bench')
  const sql = postgres(baselines.env.APP_DATABASE_URL ?? '', { max: 2 })
  const subscription = nats.subscribe('handrail.baselines.bench.>')
  const arrived = new Map<string, (at: number) => void>()
  const listening = (async () => {
    for await (const message of subscription) {
      const { id } = message.json<{ id: string }>()
      arrived.get(id)?.(performance.now())
    }
  })()
  const raw = async () => {
    const id = uuidv7()
    const arrival = new Promise<number>((resolve) => arrived.set(id, resolve))
    const started = performance.now()
    await sql.begin((trx) => [
      trx`select set_config('app.organization', ${organizationId}, true)`,
      trx`insert into outbox (event_id, organization_id, type, nats_subject, aggregate, aggregate_id, aggregate_version, occurred_at, data)
          values (${id}, ${organizationId}, 'baselines.bench-made.v1', 'handrail.baselines.bench.made.v1.p00', 'bench', ${id}, 1, now(), '{}')`,
    ])
    nats.publish('handrail-wake.baselines')
    return (await arrival) - started
  }

  const journeys: Promise<number>[] = []
  const raws: Promise<number>[] = []
  for (const draft of drafts.slice(WARM_UP)) {
    journeys.push(journey(draft))
    raws.push(raw())
    await sleep(1000 / A_SECOND)
  }
  const times = await Promise.all(journeys)
  const rawTimes = await Promise.all(raws)
  subscription.unsubscribe()
  await listening
  await sql.end()
  await nats.close()
  await stage.close()
  const p99 = quantile(times, 0.99)
  const rawP99 = quantile(rawTimes, 0.99)
  return [
    { what: `answers to path, ${times.length} submissions at ${A_SECOND} a second, p50`, measured: `${quantile(times, 0.5).toFixed(0)} ms` },
    { what: 'the same, p99', measured: `${p99.toFixed(0)} ms`, goal: '≤ 300 ms', reached: p99 <= 300 },
    { what: 'outbox row to subscriber in the same seconds, p50 and p99', measured: `${quantile(rawTimes, 0.5).toFixed(1)} ms and ${rawP99.toFixed(1)} ms` },
    { what: 'p99 as a multiple of the raw p99', measured: `${(p99 / rawP99).toFixed(1)} ×` },
  ]
}
