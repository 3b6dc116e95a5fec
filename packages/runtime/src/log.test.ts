import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
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

it('is written in one place, its file or else the output, one JSON line each, with the time in UTC', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-log-'))
  const program = `
    const { createLog } = await import(${JSON.stringify(join(import.meta.dirname, 'log.ts'))})
    createLog('people', { LOG_LEVEL: 'info', LOG_FILE: process.env.FILE || undefined }).info({ two: 'lines\\n{' }, 'a line')`
  const run = async (file: string) => {
    // Far from UTC, where a time without its zone would show.
    const env = { ...process.env, FILE: file, TZ: 'America/St_Johns' }
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], { cwd: folder, env })
    return { stdout, stderr: stderr.replaceAll(/^.*(Warning|--trace-warnings).*\n/gm, ''), files: readdirSync(folder) }
  }
  const expectOneLine = (text: string) => {
    const [line = '', ...more] = text.split('\n')
    expect(more).toEqual([''])
    const { time, ...rest } = JSON.parse(line)
    expect(rest).toEqual({ level: 30, service: 'people', two: 'lines\n{', msg: 'a line' })
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(Math.abs(Date.now() - Date.parse(time))).toBeLessThan(60_000)
  }
  try {
    const said = await run('')
    expect(said).toMatchObject({ stderr: '', files: [] })
    expectOneLine(said.stdout)
    expect(await run(join(folder, 'people.log'))).toEqual({ stdout: '', stderr: '', files: ['people.log'] })
    expectOneLine(readFileSync(join(folder, 'people.log'), 'utf8'))
  } finally {
    rmSync(folder, { recursive: true })
  }
})
