import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type ServiceName, services } from '@handrail/contracts'
import { claimDataFolder, natsCredentials, readPlatformState, releaseDataFolder, secretsOf, startNats, startPostgres } from '@handrail/local'
import { isOutage, neverClosedByTimer, provision } from '@handrail/postgres'
import { connect, type NatsConnection, NatsError } from 'nats'
import postgres from 'postgres'
import { OpsProblem } from './command.ts'

type Environment = Record<string, string | undefined>

/** Where a platform's servers are, as its administrator reaches them. */
export type Place = {
  /** The address of a service's database; as a login role of the service where `role` is given. */
  postgresUrl(service: ServiceName, role?: 'owner' | 'app'): string
  natsUrl(): string
}

const variableOf = (service: ServiceName) => `${service.toUpperCase()}_POSTGRES_URL`

/**
 * The servers that the environment names: `POSTGRES_URL` (an administrator's; every service's database is
 * `handrail_<service>` there), or `<SERVICE>_POSTGRES_URL` for one that is elsewhere, and `NATS_URL` (an operator's).
 */
const placeOfEnvironment = (env: Environment): Place => {
  const given = (name: string) => {
    const value = env[name]
    if (!value) throw new OpsProblem(`Set ${name} too: some variables name your servers, and this one is missing.`)
    if (!URL.canParse(value))
      throw new OpsProblem(`${name} is not an address. It should look like ${name === 'NATS_URL' ? 'nats' : 'postgres'}://user:password@host:port.`)
    return value
  }
  const databaseOf = (service: ServiceName) => {
    if (env[variableOf(service)]) return given(variableOf(service))
    const url = new URL(given('POSTGRES_URL'))
    url.pathname = `/handrail_${service}`
    return url.toString()
  }
  return {
    natsUrl: () => given('NATS_URL'),
    postgresUrl: (service, role) => {
      const url = new URL(databaseOf(service))
      // The administrator acts as that role: its policies hold, and its password is not needed.
      if (role) url.searchParams.set('role', `${service}_${role}`)
      return url.toString()
    },
  }
}

export const dataFolderOf = (env: Environment) => env.HANDRAIL_DATA ?? resolve(import.meta.dirname, '../../../.handrail')

const variables = ['POSTGRES_URL', 'NATS_URL', ...services.map(variableOf)]

/** The place the environment names, else that of the platform which `pnpm start` runs. */
export const findPlace = (env: Environment): Place | undefined => {
  if (variables.some((name) => env[name])) return placeOfEnvironment(env)
  const state = readPlatformState(dataFolderOf(env))
  return state && placeOfEnvironment({ POSTGRES_URL: state.urls.postgres, NATS_URL: state.urls.nats })
}

/** PostgreSQL and NATS of a platform that does not run, started for as long as a command takes. */
export const startPlace = async (dataFolder: string, which: 'known' | 'new'): Promise<{ place: Place; stop(): Promise<void> }> => {
  if (which === 'known' && !existsSync(dataFolder))
    throw new OpsProblem(`There is no platform in ${dataFolder}. Name the folder with HANDRAIL_DATA, or your servers with POSTGRES_URL and NATS_URL.`)
  await claimDataFolder(dataFolder)
  const stops: (() => Promise<void>)[] = [async () => releaseDataFolder(dataFolder)]
  const stop = async () => {
    for (const end of stops.reverse()) await end()
  }
  try {
    const database = await startPostgres({ dataFolder })
    stops.push(database.stop)
    const nats = await startNats({ dataFolder })
    stops.push(nats.stop)
    for (const service of services) await provision(database.url, { service, passwordSecret: secretsOf(dataFolder).databaseSecret })
    return { place: placeOfEnvironment({ POSTGRES_URL: database.url, NATS_URL: nats.urlOf('operator') }), stop }
  } catch (problem) {
    await stop()
    throw problem
  }
}

const open = (place: Place, service: ServiceName) =>
  postgres(place.postgresUrl(service), {
    max: 2,
    onnotice: () => {},
    connect_timeout: 5,
    ...neverClosedByTimer,
    connection: { application_name: 'handrail_ops' },
  })

/** Why PostgreSQL let nobody in, and what to do about it. */
const noEntry = (place: Place, service: ServiceName, cause: unknown) => {
  if (!isOutage(cause)) return cause
  const { host, pathname } = new URL(place.postgresUrl(service))
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (code.startsWith('28')) return new OpsProblem(`PostgreSQL at ${host} refuses the user or the password of the address for ${service}.`, { cause })
  if (code === '3D000')
    return new OpsProblem(
      `There is no database ${pathname.slice(1)} at ${host}. Name that of ${service} with ${variableOf(service)}, or restore a backup: infra/runbooks/a-database-of-yesterday.md.`,
      { cause },
    )
  const reason = code || (cause instanceof Error ? cause.message : String(cause))
  return new OpsProblem(`PostgreSQL does not answer at ${host} (${reason}). Look whether it runs, and at its log: a full disk stops it.`, { cause })
}

const refuseWhoSeesLittle = async (place: Place, sql: postgres.Sql, service: ServiceName) => {
  const [role] = await sql`select rolsuper or rolbypassrls as sees_all from pg_roles where rolname = current_user`.catch((cause) => {
    throw noEntry(place, service, cause)
  })
  if (!role?.sees_all)
    throw new OpsProblem(`The address for ${service} must be an administrator's (superuser or bypassrls): row-level security hides rows from others.`)
}

/** Works on a service's database as its administrator. */
export const onDatabase = async <Result>(place: Place, service: ServiceName, work: (sql: postgres.Sql) => Promise<Result>): Promise<Result> => {
  const sql = open(place, service)
  try {
    await refuseWhoSeesLittle(place, sql, service)
    return await work(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

export type Databases = Record<ServiceName, postgres.Sql>

/** Works on the databases of all services at once. */
export const onAllDatabases = async <Result>(place: Place, work: (databases: Databases) => Promise<Result>): Promise<Result> => {
  const databases = Object.fromEntries(services.map((service) => [service, open(place, service)])) as Databases
  try {
    for (const service of services) await refuseWhoSeesLittle(place, databases[service], service)
    return await work(databases)
  } finally {
    await Promise.all(services.map((service) => databases[service].end({ timeout: 5 })))
  }
}

const deaf = new Set(['TIMEOUT', '503'])

/** Works on NATS as the operator; refuses where none answers, in place of waiting. */
export const onNats = async <Result>(place: Place, work: (nats: NatsConnection) => Promise<Result>): Promise<Result> => {
  const url = place.natsUrl()
  const nats = await connect({ ...natsCredentials(url), name: 'operator', timeout: 5_000 }).catch((cause) => {
    throw new OpsProblem(`No NATS answers at ${new URL(url).host} (${cause instanceof Error ? cause.message : cause}).`, { cause })
  })
  try {
    return await work(nats)
  } catch (cause) {
    if (!(cause instanceof NatsError) || !deaf.has(cause.code)) throw cause
    throw new OpsProblem(`NATS at ${new URL(url).host} answers, but not its JetStream (${cause.code}). After a full disk it must be started again.`, { cause })
  } finally {
    await nats.close()
  }
}
