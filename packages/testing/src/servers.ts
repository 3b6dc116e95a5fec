import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getContainerRuntimeClient } from 'testcontainers'

export type TestServers = {
  postgresUrl: string
  natsUrl: string
  /** The embedded PostgreSQL's process, for who measures it. */
  postgresPid?: number
  stop(): Promise<void>
}

const dockerAnswers = () =>
  getContainerRuntimeClient().then(
    () => true,
    () => false,
  )

const inContainers = async (): Promise<TestServers> => {
  const { PostgreSqlContainer } = await import('@testcontainers/postgresql')
  const { NatsContainer } = await import('@testcontainers/nats')
  const database = await new PostgreSqlContainer('postgres:18').withCommand(['postgres', '-c', 'max_connections=200']).start()
  const nats = await new NatsContainer('nats:2.12').withJetStream().start()
  const { servers, user, pass } = nats.getConnectionOptions()
  return {
    postgresUrl: database.getConnectionUri(),
    natsUrl: `nats://${user}:${pass}@${String(servers).replace('nats://', '')}`,
    stop: async () => {
      await nats.stop()
      await database.stop()
    },
  }
}

/** Servers of this process alone, in a temporary folder. */
export const embedded = async (): Promise<TestServers> => {
  const { startPostgres } = await import('@handrail/local/postgres')
  const { startNats } = await import('@handrail/local/nats')
  const dataFolder = mkdtempSync(join(tmpdir(), 'handrail-test-'))
  const database = await startPostgres({ dataFolder })
  const nats = await startNats({ dataFolder })
  return {
    postgresUrl: database.url,
    postgresPid: database.process.pid,
    natsUrl: nats.urlOf('operator'),
    stop: async () => {
      await nats.stop()
      await database.stop()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

/**
 * PostgreSQL and NATS for tests: `TEST_POSTGRES_URL` and `TEST_NATS_URL` where both are set, else containers where a
 * Docker engine answers and has or gets the images, else the embedded servers. Says which.
 */
export const startTestServers = async (): Promise<TestServers> => {
  const { TEST_POSTGRES_URL: postgresUrl, TEST_NATS_URL: natsUrl } = process.env
  if (postgresUrl && natsUrl) {
    console.log('Tests use the servers of TEST_POSTGRES_URL and TEST_NATS_URL.')
    return { postgresUrl, natsUrl, stop: async () => {} }
  }
  if (await dockerAnswers()) {
    try {
      const servers = await inContainers()
      console.log('Tests use PostgreSQL and NATS in containers.')
      return servers
    } catch (error) {
      console.log(`A Docker engine answers, but the containers did not start (${error instanceof Error ? error.message : error}).`)
    }
  }
  console.log('Tests use the embedded PostgreSQL and nats-server.')
  return embedded()
}
