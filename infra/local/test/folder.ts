import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { commandOf } from '../src/processes.ts'

/** A data folder for one test. */
export const temporaryFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-local-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Whether it runs; one that ended and was not yet collected by its parent does not. */
export const isAlive = (pid: number) => commandOf(pid) !== ''
