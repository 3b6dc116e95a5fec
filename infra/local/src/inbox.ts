import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import getPort from 'get-port'
import { endLeftover, type RunningProcess, startProcess } from './processes.ts'
import { waitUntilUp } from './wait.ts'

export type Inbox = { url: string; smtpUrl: string; process: RunningProcess; stop(): Promise<void> }

/**
 * A mail server that delivers to a web page and nowhere else, on 127.0.0.1 only; mails are kept in `dataFolder`. It is
 * a process of its own because it takes a second to load, while others are starting.
 */
export const startInbox = async (options: { dataFolder: string; port?: number; smtpPort?: number }): Promise<Inbox> => {
  const { dataFolder } = options
  await endLeftover(dataFolder, 'inbox', 'SIGTERM')
  const smtpPort = options.smtpPort ?? (await getPort({ host: '127.0.0.1' }))
  const port = options.port ?? (await getPort({ host: '127.0.0.1' }))
  const maildev = fileURLToPath(new URL('./bin/maildev.js', import.meta.resolve('maildev')))
  const flags = {
    ip: '127.0.0.1',
    smtp: smtpPort,
    'web-ip': '127.0.0.1',
    web: port,
    'mail-directory': join(dataFolder, 'inbox'),
    'max-emails': 1_000,
  }
  const server = startProcess({
    dataFolder,
    name: 'inbox',
    command: process.execPath,
    args: [...sparing, maildev, ...Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, String(value)])],
    cwd: '/',
    env: { PATH: process.env.PATH },
  })
  try {
    await waitUntilUp({ dataFolder, name: 'inbox', process: server, isUp: () => isShown(port), seconds: 30 })
  } catch (problem) {
    await server.stop('SIGTERM', 2_000)
    throw problem
  }
  return { url: `http://localhost:${port}`, smtpUrl: `smtp://127.0.0.1:${smtpPort}`, process: server, stop: () => server.stop('SIGTERM', 2_000) }
}

/** Half the memory, and no slower. */
const sparing = ['--max-semi-space-size=1', '--max-old-space-size=256']

const isShown = async (port: number) => {
  try {
    return (await fetch(`http://127.0.0.1:${port}/api/healthz`)).ok
  } catch {
    return false
  }
}
