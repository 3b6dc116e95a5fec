import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const FULL = '/dev/full'

// Linux has a disk that is always full.
it.runIf(existsSync(FULL))('goes on where its log cannot be written', async () => {
  const program = `
    const { createLog } = await import(${JSON.stringify(join(import.meta.dirname, 'log.ts'))})
    const log = createLog('people', { LOG_LEVEL: 'info', LOG_FILE: '${FULL}' })
    for (let line = 0; line < 20; line += 1) {
      log.info('a line')
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    process.stdout.write('still here')
    process.kill(process.pid, 'SIGKILL')`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], { timeout: 15_000, killSignal: 'SIGKILL' }).catch(
    (ended: { stdout: string }) => ended,
  )
  expect(stdout).toBe('still here')
})
