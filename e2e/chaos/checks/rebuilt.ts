import { type ServiceName, services } from '@handrail/contracts'
import { type Consumer, receive } from '@handrail/events'
import { secretsOf } from '@handrail/local/parts'
import { connect, migrate, provision } from '@handrail/postgres'
import postgres from 'postgres'
import { consumersOf, definitions, mayHear } from './listeners.ts'
import { type Check, envelopeOf, leaversOf, outboxOf, type World } from './world.ts'

/**
 * What listeners that act keep besides: rows that are made of events alone, too. Whoever acts is named here, be it with
 * nothing: plans, roles, assignments and invitations count their own events, which invariants 1 and 5 look at.
 */
const keptByActors: Readonly<Record<string, readonly string[]>> = {
  'people_on-assignment': [],
  // The load takes no checks beside answers, of which no event tells.
  'baselines_on-micro-course-completion': ['evidence'],
  // Which organization's plans are due is a mark that is put and taken away.
  'catalogue_on-organization': [],
  'catalogue_on-person': ['people'],
  'catalogue_on-self-assessment': ['self_assessments'],
  'progress_on-champion': [],
  'progress_on-person': ['people'],
  'progress_on-plan': [],
  'notifications_on-help-request': ['help_requests'],
}

const keptBy = ({ name, effect }: Consumer): readonly string[] | undefined => ('projection' in effect ? effect.projection : keptByActors[name])

/** What a service makes of events and of nothing else, as its listeners declare it. */
const projectionsOf = (service: ServiceName): string[] => [...new Set(consumersOf(service).flatMap((consumer) => keptBy(consumer) ?? []))]

/** A listener of which nobody has said what it keeps would not be looked at. */
const unsaid = () => {
  const consumers = services.flatMap((service) => consumersOf(service))
  const names = new Set(consumers.map(({ name }) => name))
  return [
    ...consumers.filter((consumer) => !keptBy(consumer)).map(({ name }) => `${name} acts, and what it keeps besides is not said in rebuilt.ts`),
    ...Object.keys(keptByActors).flatMap((name) => (names.has(name) ? [] : `${name} is said in rebuilt.ts, and no listener`)),
  ]
}

const rowsOf = async (sql: postgres.Sql, table: string) => {
  const rows = await sql<{ row: string }[]>`select to_jsonb(t)::text as row from ${sql(table)} t`
  return rows.map(({ row }) => row).sort()
}

/** Tells a service the whole story once more, in order, on an empty database; answers the rows that then differ. */
const rebuild = async (world: World, service: ServiceName, tables: readonly string[]) => {
  const { stage } = world
  const name = `rebuilt_${service}`
  const urls = await provision(stage.postgresUrl, { service, passwordSecret: secretsOf(stage.dataFolder).databaseSecret, database: name })
  await migrate(urls.owner, definitions[service].migrations)
  const database = connect<any>(urls.app, { name, max: 4 })
  const rebuilt = postgres(Object.assign(new URL(stage.postgresUrl), { pathname: `/${name}` }).toString(), { max: 1, onnotice: () => {} })
  try {
    for (const consumer of consumersOf(service))
      for (const row of (await outboxOf(world, consumer.from)).filter((one) => mayHear(consumer, one)))
        await receive(database, consumer, JSON.stringify(envelopeOf(consumer.from, row)))
    const gone = [...leaversOf(world)]
    const violations: string[] = []
    let checked = 0
    for (const table of tables) {
      const isKept = (row: string) => !gone.some((personId) => row.includes(personId))
      const now = (await rowsOf(stage.admin[service], table)).filter(isKept)
      const then = (await rowsOf(rebuilt, table)).filter(isKept)
      checked += now.length
      const [known, told] = [new Set(now), new Set(then)]
      for (const row of now.filter((one) => !told.has(one))) violations.push(`${service}.${table} has, and events do not say: ${row.slice(0, 300)}`)
      for (const row of then.filter((one) => !known.has(one))) violations.push(`${service}.${table} lacks what events say: ${row.slice(0, 300)}`)
    }
    return { checked, violations }
  } finally {
    await database.close()
    await rebuilt.end({ timeout: 1 })
  }
}

export const projectionsAreFolds: Check = {
  number: 4,
  says: 'a projection is what its events say, told once more on an empty database',
  run: async (world) => {
    const kept = services.map((service) => ({ service, tables: projectionsOf(service) })).filter(({ tables }) => tables.length > 0)
    const parts = await Promise.all(kept.map(({ service, tables }) => rebuild(world, service, tables)))
    return { checked: parts.reduce((sum, { checked }) => sum + checked, 0), violations: [...unsaid(), ...parts.flatMap(({ violations }) => violations)] }
  },
}
