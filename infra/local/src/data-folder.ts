import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { allServices } from './environment.ts'
import { outsideFolder } from './postgres-home.ts'
import { endLeftover, forgetProcess, recordedProcess, recordProcess } from './processes.ts'
import { StartProblem } from './start-problem.ts'

/**
 * Makes the folder this process's own, until `releaseDataFolder`: ends what a killed start left running there, and
 * refuses when a start is running there now.
 */
export const claimDataFolder = async (dataFolder: string) => {
  mkdirSync(dataFolder, { recursive: true })
  const owner = recordedProcess(dataFolder, 'start')
  if (owner)
    throw new StartProblem(`Handrail is already running from this folder (process ${owner}). Stop it with Ctrl-C in its terminal, or with "kill ${owner}".`)
  recordProcess(dataFolder, 'start', process.pid)
  await Promise.all(allServices.map((service) => endLeftover(dataFolder, service, 'SIGTERM', 5_000)))
  await Promise.all([endLeftover(dataFolder, 'inbox', 'SIGTERM'), endLeftover(dataFolder, 'nats', 'SIGTERM'), endLeftover(dataFolder, 'postgres', 'SIGINT')])
  keepPreviousLogs(join(dataFolder, 'log'))
}

export const releaseDataFolder = (dataFolder: string) => forgetProcess(dataFolder, 'start')

/** Deletes everything that was kept. The folder must have been claimed. */
export const emptyDataFolder = (dataFolder: string) => {
  for (const name of readdirSync(dataFolder)) if (name !== 'run') rmSync(join(dataFolder, name), { recursive: true, force: true })
  rmSync(outsideFolder(dataFolder), { recursive: true, force: true })
}

const keepPreviousLogs = (folder: string) => {
  if (!existsSync(folder)) return
  const logs = readdirSync(folder).filter((name) => name.endsWith('.log') && !name.endsWith('.previous.log'))
  for (const name of logs) renameSync(join(folder, name), join(folder, name.replace(/log$/, 'previous.log')))
}
