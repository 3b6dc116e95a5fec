import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { claimDataFolder, releaseDataFolder } from '../src/data-folder.ts'
import { startNats } from '../src/nats.ts'
import { startPostgres } from '../src/postgres.ts'
import { postgresHome } from '../src/postgres-home.ts'
import { lastLines, recordProcess, startProcess } from '../src/processes.ts'
import { isAlive, temporaryFolder } from './folder.ts'

const bystander = () => {
  const child = spawn('sleep', ['60'])
  onTestFinished(() => void child.kill('SIGKILL'))
  return child.pid ?? 0
}

test('servers whose starter was killed are ended by the next start, which works', async () => {
  const dataFolder = temporaryFolder()
  const starter = spawn(process.execPath, [join(import.meta.dirname, 'start-servers.ts'), dataFolder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = await once(starter.stdout, 'data')
  const left: number[] = JSON.parse(String(said))
  starter.kill('SIGKILL')
  await once(starter, 'exit')
  expect(left.map(isAlive)).toEqual([true, true])

  const database = await startPostgres({ dataFolder })
  const nats = await startNats({ dataFolder })
  expect(left.map(isAlive)).toEqual([false, false])
  await Promise.all([database.stop(), nats.stop()])
})

test('a server that was itself killed starts again', async () => {
  const dataFolder = temporaryFolder()
  const first = await startPostgres({ dataFolder })
  process.kill(first.process.pid, 'SIGKILL')
  await first.process.ended
  const second = await startPostgres({ dataFolder })
  await second.stop()
})

test('a pid that now belongs to another program is left alone and stops nothing', async () => {
  const dataFolder = temporaryFolder()
  const first = await startPostgres({ dataFolder })
  await first.stop()
  const other = bystander()
  const { data } = postgresHome(dataFolder)
  writeFileSync(join(data, 'postmaster.pid'), `${other}\n${data}\n`)
  recordProcess(dataFolder, 'postgres', other)
  const record = join(dataFolder, 'run', 'postgres.json')
  writeFileSync(record, JSON.stringify({ ...JSON.parse(readFileSync(record, 'utf8')), startedAt: 'some other time' }))

  const second = await startPostgres({ dataFolder })
  expect(isAlive(other)).toBe(true)
  await second.stop()
})

test('a folder from which a start is running cannot be claimed by another', async () => {
  const dataFolder = temporaryFolder()
  await claimDataFolder(dataFolder)
  await expect(claimDataFolder(dataFolder)).rejects.toThrow(/already running/)
  releaseDataFolder(dataFolder)
  await claimDataFolder(dataFolder)
  releaseDataFolder(dataFolder)
})

test('a process that does not heed to its signal is ended after its grace', async () => {
  const dataFolder = temporaryFolder()
  const stubborn = startProcess({
    dataFolder,
    name: 'stubborn',
    command: process.execPath,
    args: ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log("up")'],
  })
  await vi.waitUntil(() => lastLines(dataFolder, 'stubborn') === 'up', { timeout: 20_000 })
  await stubborn.stop('SIGTERM', 200)
  expect(await stubborn.ended).toEqual({ code: null, signal: 'SIGKILL' })
})
