import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import getPort from 'get-port'
import { connect } from 'nats'
import { inboxPrefix, type NatsUser, natsUsers } from './nats-permissions.ts'
import { findNatsServer } from './nats-server.ts'
import { endLeftover, type RunningProcess, startProcess } from './processes.ts'
import { derivedSecret, secretsOf } from './secrets.ts'
import { waitUntilUp } from './wait.ts'

export type Nats = {
  /** With the user's name and password in it. */
  urlOf(user: NatsUser): string
  process: RunningProcess
  stop(): Promise<void>
}

/**
 * nats-server with JetStream, on 127.0.0.1 only, its streams kept in `dataFolder`. What an earlier start left behind
 * is ended first, so it can be called again after a kill.
 */
export const startNats = async (options: { dataFolder: string; port?: number; onProgress?: (what: string) => void }): Promise<Nats> => {
  const { dataFolder, onProgress } = options
  const [command] = await Promise.all([findNatsServer(onProgress), endLeftover(dataFolder, 'nats', 'SIGTERM')])
  const port = options.port ?? (await getPort({ host: '127.0.0.1' }))
  const secret = secretsOf(dataFolder).natsSecret
  const urlOf = (user: NatsUser) => `nats://${user}:${derivedSecret(secret, user)}@127.0.0.1:${port}`
  const config = join(dataFolder, 'nats', 'server.json')
  mkdirSync(join(dataFolder, 'nats'), { recursive: true, mode: 0o700 })
  writeFileSync(config, JSON.stringify(natsConfig(join(dataFolder, 'nats'), port, secret), null, 2), { mode: 0o600 })
  const server = startProcess({ dataFolder, name: 'nats', command, args: ['-c', config], cwd: '/' })
  try {
    await waitUntilUp({ dataFolder, name: 'nats', process: server, isUp: () => hasJetStream(urlOf('operator')), seconds: 30 })
  } catch (problem) {
    await server.stop('SIGTERM', 5_000)
    throw problem
  }
  return { urlOf, process: server, stop: () => server.stop('SIGTERM', 10_000) }
}

/** nats-server reads JSON as a configuration. */
const natsConfig = (store: string, port: number, secret: string) => ({
  server_name: 'handrail',
  host: '127.0.0.1',
  port,
  jetstream: { store_dir: store },
  authorization: { users: natsUsers((user) => derivedSecret(secret, user)) },
})

/** The client takes no credentials from a URL; answers come to the user's own inboxes. */
export const natsCredentials = (url: string) => {
  const { username, password, host, protocol } = new URL(url)
  const user = decodeURIComponent(username)
  const credentials = user ? { user, pass: decodeURIComponent(password), inboxPrefix: inboxPrefix(user) } : {}
  return { servers: `${protocol}//${host}`, ...credentials }
}

/** Whether a server answers there with JetStream on. */
export const hasJetStream = async (url: string) => {
  try {
    const connection = await connect({ ...natsCredentials(url), reconnect: false, timeout: 2_000 })
    try {
      await (await connection.jetstreamManager()).getAccountInfo()
      return true
    } finally {
      await connection.close()
    }
  } catch {
    return false
  }
}
