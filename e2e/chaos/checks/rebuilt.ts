import { type ServiceName, services } from '@handrail/contracts'
import { receive } from '@handrail/events'
import { secretsOf } from '@handrail/local/parts'
import { connect, migrate, provision } from '@handrail/postgres'
import postgres from 'postgres'
import { consumersOf, definitions, mayHear } from './listeners.ts'
import { type Check, envelopeOf, leaversOf, outboxOf, type World } from './world.ts'

/** What is made of events and of nothing else. */
const projections: Partial<Record<ServiceName, readonly string[]>> = {
  baselines: ['organizations', 'people', 'teams', 'cohorts'],
  catalogue: ['people', 'baselines', 'completions'],
  progress: ['people', 'person_roles', 'protected_times', 'teams', 'courses', 'learning_paths', 'scenario_checks'],
  notifications: ['organizations', 'people', 'person_roles', 'protected_times', 'teams', 'assignments', 'finished_courses', 'help_requests', 'cohorts'],
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
    const parts = await Promise.all(services.flatMap((service) => (projections[service] ? [rebuild(world, service, projections[service])] : [])))
    return { checked: parts.reduce((sum, { checked }) => sum + checked, 0), violations: parts.flatMap(({ violations }) => violations) }
  },
}
