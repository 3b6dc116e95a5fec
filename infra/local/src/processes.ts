import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

type Ended = { code: number | null; signal: NodeJS.Signals | null }
export type RunningProcess = {
  readonly pid: number
  readonly ended: Promise<Ended>
  /** Asks with a signal; after `graceMs` no longer asks. */
  stop(signal: NodeJS.Signals, graceMs: number): Promise<void>
}
type Command = {
  dataFolder: string
  name: string
  command: string
  args: readonly string[]
  cwd?: string
  env?: NodeJS.ProcessEnv
  user?: { uid: number; gid: number }
}

/** What nothing else can have: a pid is reused, a pid started at that very moment is not. */
const startedAt = (pid: number): string | undefined => {
  try {
    if (process.platform !== 'linux') return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
    const [state, ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return state === 'Z' ? undefined : fields[18]
  } catch {
    return undefined
  }
}

/** The command line of a process, empty when there is none. */
export const commandOf = (pid: number): string => {
  try {
    return process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

const recordOf = (dataFolder: string, name: string) => join(dataFolder, 'run', `${name}.json`)

/** Remembers a process, so that a later start can tell whether it still runs. */
export const recordProcess = (dataFolder: string, name: string, pid: number) => {
  mkdirSync(join(dataFolder, 'run'), { recursive: true })
  writeFileSync(recordOf(dataFolder, name), JSON.stringify({ pid, startedAt: startedAt(pid) }))
}

export const forgetProcess = (dataFolder: string, name: string) => rmSync(recordOf(dataFolder, name), { force: true })

/** The pid of the remembered process if that very process is still alive. */
export const recordedProcess = (dataFolder: string, name: string): number | undefined => {
  try {
    const record = JSON.parse(readFileSync(recordOf(dataFolder, name), 'utf8'))
    return record.startedAt && startedAt(record.pid) === record.startedAt ? record.pid : undefined
  } catch {
    return undefined
  }
}

const signalQuietly = (pid: number, signal: NodeJS.Signals) => {
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended by itself.
  }
}

const children = new Set<ChildProcess>()
const killChildrenAtExit = () => {
  for (const child of children) if (child.pid) signalQuietly(child.pid, 'SIGKILL')
}

/**
 * Starts a process that outlives no normal end of this one. It has a session of its own, since a Ctrl-C in the
 * terminal would otherwise reach the database before the services are done with it.
 */
export const startProcess = ({ dataFolder, name, command, args, cwd, env, user }: Command): RunningProcess => {
  mkdirSync(join(dataFolder, 'log'), { recursive: true })
  const log = openSync(logFile(dataFolder, name), 'a')
  const child = spawn(command, args, { cwd, env, ...user, detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  if (children.size === 0) process.once('exit', killChildrenAtExit)
  children.add(child)
  const ended = new Promise<Ended>((resolve) => {
    const end = (code: number | null, signal: NodeJS.Signals | null) => {
      children.delete(child)
      if (children.size === 0) process.off('exit', killChildrenAtExit)
      resolve({ code, signal })
    }
    child.once('exit', end)
    child.once('error', () => end(127, null))
  })
  const pid = child.pid ?? 0
  if (pid) recordProcess(dataFolder, name, pid)
  const stop = async (signal: NodeJS.Signals, graceMs: number) => {
    const killer = setTimeout(() => child.kill('SIGKILL'), graceMs)
    child.kill(signal)
    await ended
    clearTimeout(killer)
    if (recordedProcess(dataFolder, name) === undefined) forgetProcess(dataFolder, name)
  }
  return { pid, ended, stop }
}

/** Ends what an earlier start left behind when it was killed. Anything else that now has the pid is left alone. */
export const endLeftover = async (dataFolder: string, name: string, signal: NodeJS.Signals, graceMs = 10_000) => {
  const pid = recordedProcess(dataFolder, name)
  if (pid) await endProcess(pid, signal, graceMs)
  forgetProcess(dataFolder, name)
  return pid !== undefined
}

/** Ends a process that is not our child, and waits until it is gone. */
export const endProcess = async (pid: number, signal: NodeJS.Signals, graceMs = 10_000) => {
  const start = startedAt(pid)
  const deadline = Date.now() + graceMs
  signalQuietly(pid, signal)
  while (start && startedAt(pid) === start) {
    if (Date.now() > deadline) signalQuietly(pid, 'SIGKILL')
    await sleep(25)
  }
}

export const logFile = (dataFolder: string, name: string) => join(dataFolder, 'log', `${name}.log`)

/** The last lines a process wrote, for a message about its end. */
export const lastLines = (dataFolder: string, name: string, count = 12) => {
  try {
    return readFileSync(logFile(dataFolder, name), 'utf8').trimEnd().split('\n').slice(-count).join('\n')
  } catch {
    return ''
  }
}
