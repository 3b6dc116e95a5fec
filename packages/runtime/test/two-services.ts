import { PreferencesChanged } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import { appendEvent, createPlatformTables, type Database, inOrganization, protectTable } from '@handrail/postgres'
import { type Kysely, sql } from 'kysely'
import { readConfig, runService, ServiceConfig, type ServiceDefinition } from '../src/index.ts'

/** Two services as small as can be: one tells, the other listens. What they show holds for all. */
type Heard = { heard: { person_id: string; organization_id: string; version: number; times: number } }

export const teller: ServiceDefinition<object, ServiceConfig> = {
  name: 'notifications',
  migrations: { '0001': { up: (db: Kysely<any>) => createPlatformTables(db, 'notifications') } },
  consumers: [],
  mount: () => {},
}

const onPreferences = defineConsumer<Heard, typeof PreferencesChanged>(
  'progress',
  [PreferencesChanged],
  async (trx, event) => {
    if (event.version === 13) throw new Error('this one is refused')
    await trx
      .insertInto('heard')
      .values({ person_id: event.data.personId, organization_id: event.organizationId ?? '', version: event.version, times: 1 })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ version: event.version, times: sql<number>`heard.times + 1` }))
      .execute()
  },
  { acts: 'it counts how often it heard' },
)

export const listener: ServiceDefinition<Heard, ServiceConfig> = {
  name: 'progress',
  migrations: {
    '0001': {
      up: async (db: Kysely<any>) => {
        await createPlatformTables(db, 'progress')
        await sql`create table heard (person_id uuid primary key, organization_id uuid not null, version integer not null, times integer not null)`.execute(db)
        await protectTable(db, 'heard', 'progress_app')
      },
    },
  },
  consumers: [onPreferences],
  mount: () => {},
}

export const startTeller = (env: Record<string, string | undefined>) => runService(teller, readConfig(ServiceConfig, 'notifications', env))
export const startListener = (env: Record<string, string | undefined>) => runService(listener, readConfig(ServiceConfig, 'progress', env))

/** Appends one event, as a use case would. */
export const tell = (database: Database<any>, organizationId: string, personId: string, version = 1) =>
  inOrganization(database, organizationId, (trx) =>
    appendEvent(trx, PreferencesChanged, { organizationId, aggregateId: personId, version, time: new Date(), data: { personId, digest: true } }),
  )
