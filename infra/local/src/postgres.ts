import { execFile } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import getPort from 'get-port'
import postgres from 'postgres'
import { type PostgresHome, postgresHome } from './postgres-home.ts'
import { commandOf, endLeftover, endProcess, lastLines, type RunningProcess, startProcess } from './processes.ts'
import { secretsOf } from './secrets.ts'
import { StartProblem } from './start-problem.ts'
import { waitUntilUp } from './wait.ts'

const run = promisify(execFile)

export type Postgres = { url: string; process: RunningProcess; stop(): Promise<void> }

/**
 * PostgreSQL from npm, on 127.0.0.1 only, its data kept in `dataFolder`. What an earlier start left behind is ended
 * first, so it can be called again after a kill.
 */
export const startPostgres = async (options: { dataFolder: string; port?: number }): Promise<Postgres> => {
  const { dataFolder } = options
  const password = secretsOf(dataFolder).postgresPassword
  const home = postgresHome(dataFolder)
  await endLeftover(dataFolder, 'postgres', 'SIGINT')
  await clearStalePidFile(home)
  if (!existsSync(join(home.data, 'PG_VERSION'))) await createCluster(home, password)
  refuseOtherVersion(home)
  const port = options.port ?? (await getPort({ host: '127.0.0.1' }))
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
  const server = await startServer(dataFolder, home, port, url)
  return { url, process: server, stop: () => server.stop('SIGINT', 20_000) }
}

const startServer = async (dataFolder: string, home: PostgresHome, port: number, url: string, attempt = 1): Promise<RunningProcess> => {
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200']
  const server = startProcess({
    dataFolder,
    name: 'postgres',
    command: join(home.binaries, 'postgres'),
    args: ['-D', home.data, ...settings.flatMap((setting) => ['-c', setting])],
    cwd: '/',
    env: environment,
    ...(home.user && { user: home.user }),
  })
  try {
    await waitUntilUp({ dataFolder, name: 'postgres', process: server, isUp: () => answers(url), seconds: 60 })
    return server
  } catch (problem) {
    await server.stop('SIGINT', 5_000)
    // The workers of a killed server need a moment to notice that it is gone.
    if (attempt < 20 && /shared memory block/.test(lastLines(dataFolder, 'postgres'))) {
      await sleep(250)
      return startServer(dataFolder, home, port, url, attempt + 1)
    }
    throw problem
  }
}

const environment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }

/** Whether a server answers; a refused password is no use waiting for. */
export const answers = async (url: string) => {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} })
  try {
    await sql`select 1`
    return true
  } catch (error) {
    if (error instanceof postgres.PostgresError && error.code.startsWith('28'))
      throw new StartProblem('PostgreSQL refuses the password. If .handrail/secrets.json was deleted, "pnpm start --reset" starts clean.', { cause: error })
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** A pid file whose process is another program stops PostgreSQL from starting; one whose process is ours is ended. */
const clearStalePidFile = async (home: PostgresHome) => {
  const file = join(home.data, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  if (commandOf(pid).includes(`-D ${home.data} `)) await endProcess(pid, 'SIGINT')
  rmSync(file, { force: true })
}

/** Made beside its place and renamed, so that an interrupted start leaves no half database. */
const createCluster = async (home: PostgresHome, password: string) => {
  const unfinished = `${home.data}.unfinished`
  const temporary = mkdtempSync(join(tmpdir(), 'handrail-'))
  const passwordFile = join(temporary, 'password')
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true, mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (home.user) for (const path of [unfinished, temporary, passwordFile]) chownSync(path, home.user.uid, home.user.gid)
  const flags = [
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]
  try {
    await run(join(home.binaries, 'initdb'), [`--pgdata=${unfinished}`, ...flags], { cwd: '/', env: environment, ...home.user })
    renameSync(unfinished, home.data)
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause)
    throw new StartProblem(`PostgreSQL could not make its database in ${dirname(home.data)}: ${said}`, { cause })
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

const refuseOtherVersion = (home: PostgresHome) => {
  const major = home.version.split('.')[0]
  const kept = readFileSync(join(home.data, 'PG_VERSION'), 'utf8').trim()
  if (kept !== major) throw new StartProblem(`The kept data was written by PostgreSQL ${kept}, and this is ${major}. "pnpm start --reset" starts clean.`)
}
