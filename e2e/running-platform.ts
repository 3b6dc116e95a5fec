import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type PlatformState, readPlatformState } from '@handrail/local'
import getPort from 'get-port'

const command = fileURLToPath(new URL('../infra/local/start.ts', import.meta.url))

export type RunningPlatform = PlatformState & {
  pid: number
  /** From the command until it says that it is ready. */
  seconds: number
  stop(): Promise<void>
}

/** A folder for a platform's data, gone again after `remove`. */
export const temporaryData = () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'handrail-e2e-'))
  return { dataFolder, remove: () => rmSync(dataFolder, { recursive: true, force: true }) }
}

type Running = {
  /** Each service as a process of its own, as in production. */
  processes?: boolean
  /** A mail server in place of the inbox. */
  smtpUrl?: string
  /** A port for Node's inspector. */
  inspect?: number
}

/** Runs what `pnpm start` runs, in a process and a folder of its own. Throws what it said when it does not start. */
export const runPlatform = async (dataFolder: string, { processes = false, smtpUrl, inspect }: Running = {}): Promise<RunningPlatform> => {
  const ports = { PORT: String(await getPort({ host: '127.0.0.1' })), INBOX_PORT: String(await getPort({ host: '127.0.0.1' })) }
  const began = performance.now()
  // Who measures or fuzzes asks faster than people do. The limits have a test of their own.
  const limits = { REQUESTS_PER_MINUTE: '1000000' }
  const env = { ...process.env, ...ports, ...limits, ...(smtpUrl && { SMTP_URL: smtpUrl }), HANDRAIL_DATA: dataFolder }
  const child = spawn(process.execPath, [...(inspect ? [`--inspect=127.0.0.1:${inspect}`] : []), command, ...(processes ? ['--processes'] : [])], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const listen = (chunk: Buffer) => {
    said += chunk
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  while (!said.includes(`http://localhost:${ports.PORT}`)) {
    if (child.exitCode !== null) throw new Error(`The platform did not start. It said:\n${said}`)
    await sleep(20)
  }
  const seconds = (performance.now() - began) / 1000
  const state = readPlatformState(dataFolder)
  if (!state || !child.pid) throw new Error('The platform runs, but has not written where.')
  return {
    ...state,
    pid: child.pid,
    seconds,
    stop: async () => {
      const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      const code = await ended
      if (code !== 0) throw new Error(`The platform ended with ${code}. It said:\n${said}`)
    },
  }
}
