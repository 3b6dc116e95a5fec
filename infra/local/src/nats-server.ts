import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { StartProblem } from './start-problem.ts'

const run = promisify(execFile)

const RELEASE = '2.12.7'
const RELEASES = 'https://github.com/nats-io/nats-server/releases/download'
const architectures: Partial<Record<NodeJS.Architecture, string>> = { x64: 'amd64', arm64: 'arm64', arm: 'arm7' }

export type NatsServerSource = { pathFolders: string[]; cacheFolder: string; releases: string; mayInstall: boolean }

const thisMachine = (): NatsServerSource => ({
  pathFolders: [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin'],
  cacheFolder: join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'handrail'),
  releases: RELEASES,
  mayInstall: process.getuid?.() === 0,
})

/**
 * The path of a nats-server of at least version 2.9: from the PATH; else the official release, kept in a cache; else,
 * on Debian and Ubuntu as root, from the distribution. `onProgress` hears what takes long.
 */
export const findNatsServer = async (onProgress: (what: string) => void = () => {}, source = thisMachine()): Promise<string> => {
  const cached = join(source.cacheFolder, `nats-server-${RELEASE}`)
  const known = (await onPath(source.pathFolders)) ?? (existsSync(cached) ? cached : undefined)
  if (known) return known
  try {
    onProgress(`downloading nats-server ${RELEASE}`)
    return await download(source, cached)
  } catch (cause) {
    if (source.mayInstall && existsSync('/usr/bin/apt-get')) {
      onProgress('installing nats-server with apt-get')
      return await installFromDebian(source.pathFolders)
    }
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new StartProblem(
      `nats-server is not on the PATH, and its release could not be downloaded (${reason}). Install nats-server 2.9 or newer (Debian, Ubuntu: "sudo apt-get install nats-server"; macOS: "brew install nats-server"), or start with NATS_URL=nats://… set to a server you have.`,
      { cause },
    )
  }
}

const onPath = async (folders: string[]) => {
  for (const folder of folders) {
    const file = join(folder, 'nats-server')
    if (isExecutable(file) && (await isRecentEnough(file))) return file
  }
}

const isExecutable = (file: string) => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const isRecentEnough = async (file: string) => {
  const { stdout } = await run(file, ['--version']).catch(() => ({ stdout: '' }))
  const [major = 0, minor = 0] =
    stdout
      .match(/v(\d+)\.(\d+)/)
      ?.slice(1)
      .map(Number) ?? []
  return major > 2 || (major === 2 && minor >= 9)
}

/** Nothing is unpacked unless the release's own list of checksums was obtained and names this very archive. */
const download = async ({ cacheFolder, releases }: NatsServerSource, target: string) => {
  const archive = `nats-server-v${RELEASE}-${process.platform}-${architectures[process.arch] ?? process.arch}`
  const from = `${releases}/v${RELEASE}`
  const checksums = (await fetched(`${from}/SHA256SUMS`, 5)).toString('utf8')
  const expected = checksums
    .split('\n')
    .find((line) => line.trim().endsWith(` ${archive}.tar.gz`))
    ?.split(' ')[0]
  if (!expected) throw new StartProblem(`release ${RELEASE} has no archive for ${process.platform} on ${process.arch}`)
  const bytes = await fetched(`${from}/${archive}.tar.gz`, 120)
  if (createHash('sha256').update(bytes).digest('hex') !== expected.toLowerCase()) throw new StartProblem('its checksum does not fit: not used')
  mkdirSync(cacheFolder, { recursive: true })
  const unpacked = mkdtempSync(join(cacheFolder, 'unpacking-'))
  try {
    writeFileSync(join(unpacked, 'archive.tar.gz'), bytes)
    await run('tar', ['-xzf', 'archive.tar.gz'], { cwd: unpacked })
    renameSync(join(unpacked, archive, 'nats-server'), target)
    return target
  } finally {
    rmSync(unpacked, { recursive: true, force: true })
  }
}

const fetched = async (url: string, seconds: number) => {
  const response = await fetch(url, { signal: AbortSignal.timeout(seconds * 1000) }).catch((cause) => {
    throw new StartProblem(`${new URL(url).host} does not answer`, { cause })
  })
  if (!response.ok) throw new StartProblem(`${url} answered ${response.status}`)
  return Buffer.from(await response.arrayBuffer())
}

const installFromDebian = async (pathFolders: string[]) => {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  try {
    await run('apt-get', ['update'], { env })
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'nats-server'], { env })
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim().split('\n').at(-1) : String(cause)
    throw new StartProblem(`nats-server could not be installed with apt-get: ${said}. Install it yourself, or start with NATS_URL=nats://… set.`, { cause })
  }
  const installed = await onPath(pathFolders)
  if (!installed) throw new StartProblem('apt-get installed no nats-server of version 2.9 or newer. Install a newer one, or start with NATS_URL=nats://… set.')
  return installed
}
