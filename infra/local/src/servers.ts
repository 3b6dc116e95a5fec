import { type ServiceName, services } from '@handrail/contracts'
import { type ProvisionedUrls, provision } from '@handrail/postgres'
import { hasJetStream, startNats } from './nats.ts'
import { answers, startPostgres } from './postgres.ts'
import type { RunningProcess } from './processes.ts'
import { StartProblem } from './start-problem.ts'

export { startNats, startPostgres }

type Stop = () => Promise<void>
export type PostgresServer = { url: string; process?: RunningProcess; stop: Stop }
export type NatsServer = { urlOf(user: ServiceName | 'operator'): string; process?: RunningProcess; stop: Stop }

const nothingToStop = async () => {}

/** The PostgreSQL at `url`, or else an embedded one. */
export const postgresServer = async (dataFolder: string, url?: string): Promise<PostgresServer> => {
  if (!url) return startPostgres({ dataFolder })
  if (!(await answers(url)))
    throw new StartProblem(`No PostgreSQL answers at POSTGRES_URL (${placeOf(url)}). Start it, or unset POSTGRES_URL to use the embedded one.`)
  return { url, stop: nothingToStop }
}

/** The NATS at `url`, the same for every service, or else an embedded one with a user per service. */
export const natsServer = async (dataFolder: string, url?: string, onProgress?: (what: string) => void): Promise<NatsServer> => {
  if (!url) return startNats({ dataFolder, ...(onProgress && { onProgress }) })
  if (!(await hasJetStream(url)))
    throw new StartProblem(
      `No NATS with JetStream answers at NATS_URL (${placeOf(url)}). Start it with "nats-server -js", or unset NATS_URL to use the embedded one.`,
    )
  return { urlOf: () => url, stop: nothingToStop }
}

/** A database and its roles for each service that has one. */
export const provisionDatabases = async (adminUrl: string, passwordSecret: string) => {
  const made = await Promise.all(services.map(async (service) => [service, await provision(adminUrl, { service, passwordSecret })]))
  return Object.fromEntries(made) as Record<ServiceName, ProvisionedUrls>
}

const placeOf = (url: string) => (URL.canParse(url) ? new URL(url).host : 'which is not an address')
