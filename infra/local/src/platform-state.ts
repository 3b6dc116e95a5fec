import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Service } from './environment.ts'
import { recordedProcess } from './processes.ts'

/** Where the running platform is, for commands such as `pnpm digests`. It holds secrets: mode 600. */
export type PlatformState = {
  urls: { web: string; inbox: string | null; smtp: string; nats: string; postgres: string; services: Record<Service, string> }
  serviceSecret: string
}

const fileOf = (dataFolder: string) => join(dataFolder, 'state.json')

export const writePlatformState = (dataFolder: string, state: PlatformState) =>
  writeFileSync(fileOf(dataFolder), JSON.stringify(state, null, 2), { mode: 0o600 })

export const forgetPlatformState = (dataFolder: string) => rmSync(fileOf(dataFolder), { force: true })

/** The platform that runs from this folder, or undefined when none does. */
export const readPlatformState = (dataFolder: string): PlatformState | undefined => {
  if (!recordedProcess(dataFolder, 'start')) return undefined
  try {
    return JSON.parse(readFileSync(fileOf(dataFolder), 'utf8'))
  } catch {
    return undefined
  }
}
