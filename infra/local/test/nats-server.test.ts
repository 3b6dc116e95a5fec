import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findNatsServer } from '../src/nats-server.ts'
import { temporaryFolder } from './folder.ts'

const VERSION = '2.12.7'
const architecture = process.arch === 'x64' ? 'amd64' : process.arch
const name = `nats-server-v${VERSION}-${process.platform}-${architecture}`

const program = (folder: string, version: string) => {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'nats-server')
  writeFileSync(file, `#!/bin/sh\necho "nats-server: v${version}"\n`)
  chmodSync(file, 0o755)
  return file
}

/** A release page with one archive; `checksum` turns the archive's true checksum into the listed one. */
const releasePage = async (folder: string, checksum: (sum: string) => string) => {
  program(join(folder, name), VERSION)
  execFileSync('tar', ['-czf', `${name}.tar.gz`, name], { cwd: folder })
  const archive = readFileSync(join(folder, `${name}.tar.gz`))
  const sums = `${checksum(createHash('sha256').update(archive).digest('hex'))}  ${name}.tar.gz\n`
  const server = createServer(({ url }, response) => response.end(url?.endsWith('SHA256SUMS') ? sums : archive)).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('the PATH comes first, unless what is there is older than 2.9', async () => {
  const folder = temporaryFolder()
  const source = { cacheFolder: join(folder, 'cache'), releases: await releasePage(folder, (sum) => sum), mayInstall: false }
  const old = join(folder, 'old')
  program(old, '2.8.4')
  const recent = program(join(folder, 'recent'), '2.9.10')
  expect(await findNatsServer(undefined, { ...source, pathFolders: [old, join(folder, 'recent')] })).toBe(recent)
  expect(await findNatsServer(undefined, { ...source, pathFolders: [old] })).toBe(join(folder, 'cache', `nats-server-${VERSION}`))
})

test('a release is unpacked when its checksum fits, and kept', async () => {
  const folder = temporaryFolder()
  const source = { cacheFolder: join(folder, 'cache'), releases: await releasePage(folder, (sum) => sum), mayInstall: false, pathFolders: [] }
  const found = await findNatsServer(undefined, source)
  expect(execFileSync(found, { encoding: 'utf8' })).toContain(VERSION)
  expect(await findNatsServer(undefined, { ...source, releases: 'http://127.0.0.1:1' })).toBe(found)
})

test('a release whose checksum does not fit is refused, with what to do instead', async () => {
  const folder = temporaryFolder()
  const source = {
    cacheFolder: join(folder, 'cache'),
    releases: await releasePage(folder, (sum) => sum.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))),
    mayInstall: false,
    pathFolders: [],
  }
  await expect(findNatsServer(undefined, source)).rejects.toThrow(/checksum does not fit.*apt-get install nats-server/s)
})

test('a lost download says what to do instead', async () => {
  const source = { cacheFolder: temporaryFolder(), releases: 'http://127.0.0.1:1', mayInstall: false, pathFolders: [] }
  await expect(findNatsServer(undefined, source)).rejects.toThrow(/could not be downloaded.*NATS_URL/s)
})
