import { natsSubject, PreferencesChanged } from '@handrail/contracts'
import { defineBatchConsumer } from '@handrail/events'
import { createPlatformTables, protectTable } from '@handrail/postgres'
import { envelopeOf, openStage, type Stage, until } from '@handrail/testing'
import { type Kysely, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readConfig, runService, ServiceConfig, type ServiceDefinition } from '../src/index.ts'

type Heard = { heard: { person_id: string; organization_id: string; versions: number[]; together: number } }

const refused = uuidv7()

const onPreferences = defineBatchConsumer<Heard, typeof PreferencesChanged>(
  'progress',
  [PreferencesChanged],
  async (trx, events) => {
    if (events.some(({ aggregateId }) => aggregateId === refused)) throw new Error('this one is refused')
    for (const { aggregateId, organizationId, version } of events)
      await trx
        .insertInto('heard')
        .values({ person_id: aggregateId, organization_id: organizationId ?? '', versions: [version], together: events.length })
        .onConflict((conflict) =>
          conflict.column('person_id').doUpdateSet({ together: events.length, versions: sql<number[]>`heard.versions || ${version}::int` }),
        )
        .execute()
  },
  { acts: 'it counts how often it heard' },
)

const listener: ServiceDefinition<Heard, ServiceConfig> = {
  name: 'progress',
  migrations: {
    '0001': {
      up: async (db: Kysely<any>) => {
        await createPlatformTables(db, 'progress')
        await sql`create table heard (person_id uuid primary key, organization_id uuid not null, versions int[] not null, together int not null)`.execute(db)
        await protectTable(db, 'heard', 'progress_app')
      },
    },
  },
  consumers: [onPreferences],
  mount: () => {},
}

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

it('many events taken in together have their effects once, newest only, in their organization, and one that is refused holds nobody up', async () => {
  const organizations = [uuidv7(), uuidv7()]
  const people = Array.from({ length: 120 }, (_, n) => ({ personId: uuidv7(), organizationId: organizations[n % 2] ?? '' }))
  const versions = [2, 1, 3]
  const envelopes = versions.flatMap((version) =>
    people.map(({ personId, organizationId }) =>
      envelopeOf(PreferencesChanged, { organizationId, aggregateId: personId, version, data: { personId, digest: version === 3 } }),
    ),
  )
  const poison = envelopeOf(PreferencesChanged, { organizationId: organizations[0] ?? '', aggregateId: refused, data: { personId: refused, digest: true } })
  const jsm = await stage.nats.jetstreamManager()
  await jsm.streams.add({ name: 'NOTIFICATIONS', subjects: ['handrail.notifications.>'] })
  const js = stage.nats.jetstream()
  const publish = (envelope: typeof poison) =>
    js.publish(natsSubject(PreferencesChanged, envelope.organizationid ?? null, envelope.subject), JSON.stringify(envelope))
  for (const envelope of envelopes.toSpliced(200, 0, poison)) await publish(envelope)
  for (const envelope of envelopes.slice(0, 50)) await publish(envelope)

  const service = await stage.run('progress', (env) => runService(listener, readConfig(ServiceConfig, 'progress', env)))
  const rows = await until(async () => {
    const [inbox] = await service.admin<{ known: number }[]>`select count(*)::int as known from inbox`
    return inbox?.known === envelopes.length && (await service.admin<Heard['heard'][]>`select * from heard`)
  }, 30_000)
  expect(new Map(rows.map((row) => [row.person_id, { version: row.versions.at(-1), organization: row.organization_id }]))).toEqual(
    new Map(people.map(({ personId, organizationId }) => [personId, { version: 3, organization: organizationId }])),
  )
  // Each version is applied at most once, and an overtaken one never: whichever came first, they only rise.
  expect(rows.filter(({ versions }) => versions.some((version, at) => at > 0 && version <= (versions[at - 1] ?? 0)))).toEqual([])
  expect(Math.max(...rows.map(({ together }) => together))).toBeGreaterThan(10)
  const letters = await until(async () => {
    const found = await service.admin`select reason from dead_letters`
    return found.length > 0 && found
  }, 40_000)
  expect(letters).toMatchObject([{ reason: expect.stringContaining('this one is refused') }])
  const pending = async () => (await jsm.consumers.info('NOTIFICATIONS', onPreferences.name)).num_ack_pending
  await until(async () => (await pending()) === 0)
}, 90_000)
