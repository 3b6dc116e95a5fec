import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runOps } from '../src/run-ops.ts'
import { oddities, openAgencyPlatform } from './agency-platform.ts'

/** The commands as they are typed, against a platform that runs and one that rests. */
let platform: Awaited<ReturnType<typeof openAgencyPlatform>>
let isRunning = true
const backups = mkdtempSync(join(tmpdir(), 'handrail-typed-'))
const listener = 'notifications_on-person'

const shares: number[] = []
const ops = (...args: string[]) => runOps(args, { HANDRAIL_DATA: platform.dataFolder }, (_line, share) => void (share !== undefined && shares.push(share)))
const jsonOf = async (...args: string[]) => {
  const told = await ops(...args, '--json')
  return { isWell: told.isWell, found: JSON.parse(told.text) }
}

beforeAll(async () => {
  platform = await openAgencyPlatform()
  expect(await oddities(platform.place)).toEqual([])
}, 240_000)
afterAll(async () => {
  if (isRunning) await platform.stop()
  platform.remove()
  rmSync(backups, { recursive: true, force: true })
}, 60_000)

describe('beside a platform that runs', () => {
  it('lag and verify answer a table, and JSON with --json', async () => {
    expect(await ops('lag')).toMatchObject({ isWell: true, text: expect.stringContaining(listener) })
    expect(JSON.stringify(await jsonOf('lag'))).toContain(listener)
    expect(await ops('verify', '--wait', '30')).toMatchObject({ isWell: true, text: expect.stringContaining('producers and consumers agree') })
    expect(await jsonOf('verify', '--wait', '30')).toMatchObject({ isWell: true, found: { findings: [] } })
    expect((await ops('verify', '--all')).text).toContain(listener)
  })

  it('dead letters are none, and those that are not there are said so', async () => {
    expect(await ops('dead-letters', 'list')).toMatchObject({ isWell: true, text: 'There are no dead letters.' })
    expect(await jsonOf('dead-letters', 'list', '--dropped')).toEqual({ isWell: true, found: [] })
    expect(await ops('dead-letters', 'show', '4711')).toMatchObject({ isWell: false, text: expect.stringContaining('4711') })
    expect(await ops('dead-letters', 'bury')).toMatchObject({ isWell: false, text: expect.stringMatching(/list.*retry/) })
  })

  it('replay passes over what a listener has, from a position or a time on, and can only look', async () => {
    const { isWell, found } = await jsonOf('replay', '--consumer', listener, '--from', '0')
    expect([isWell, found.read > 0, found.known, found.applied]).toEqual([true, true, found.read, 0])
    expect((await jsonOf('replay', '--consumer', listener, '--from', '2999-01-01')).found).toMatchObject({ read: 0 })
    expect(await ops('replay', '--consumer', listener, '--anew', '--dry-run')).toMatchObject({
      isWell: true,
      text: expect.stringContaining('what the events say'),
    })
  })

  it.each([
    [['replay', '--consumer', listener], /--from 0|such as 0/],
    [['replay', '--consumer', listener, '--from', 'yesterday'], /--from/],
    [['replay', '--consumer', listener, '--from', '0', '--dry-run'], /go with --anew/],
    [['replay', '--consumer', listener, '--from', '0', '--anew'], /leave --from out/],
    [['replay', '--consumer', 'nobody', '--from', '0'], /no listener "nobody".*notifications_on-person/],
    [['replay', '--consumer', listener, '--anew', '--organization', 'ours'], /no organization "ours"/],
    [['rebuild', '--stream', 'PIGEONS'], /one of PEOPLE/],
    [['rebuild', '--stream', 'all', '--replicas', 'three'], /--replicas wants a whole number/],
    [['verify', '--wait', 'long'], /--wait wants a whole number/],
  ])('%j is refused, and nothing is changed', async (args, sentence) => {
    expect(await ops(...args)).toMatchObject({ isWell: false, isRefusal: true, text: expect.stringMatching(sentence) })
  })

  it('a stream is filled again, and says how far it is', async () => {
    shares.length = 0
    const { isWell, found } = await jsonOf('rebuild', '--stream', 'progress')
    expect([isWell, found[0].stream, found[0].was, found[0].events > 0]).toEqual([true, 'PROGRESS', 'there', true])
    expect(shares.filter((share) => share < 0 || share > 1)).toEqual([])
    expect(shares).not.toEqual([])
    expect(await oddities(platform.place)).toEqual([])
  }, 120_000)

  it('a backup is made; a restore waits until the services rest', async () => {
    const folder = join(backups, 'running')
    expect(await ops('backup', folder)).toMatchObject({ isWell: true, text: expect.stringContaining(`Saved in ${folder}`) })
    expect(await ops('backup', folder)).toMatchObject({ isWell: false, text: expect.stringContaining('not empty') })
    expect(await ops('restore', folder, '--replace')).toMatchObject({ isWell: false, text: expect.stringMatching(/is running.*Stop the services first/) })
    expect(await ops('restore', backups)).toMatchObject({ isWell: false, text: expect.stringContaining('holds no whole backup') })
  }, 120_000)

  it('keys are changed', async () => {
    expect(await ops('rotate-keys')).toMatchObject({ isWell: true, text: expect.stringMatching(/^Keys retired: \d/) })
    expect((await jsonOf('rotate-keys', '--at-once', '--end-sessions')).found).toMatchObject({ keys: expect.any(Number), sessions: 0 })
  })
})

describe('of a platform that rests', () => {
  beforeAll(async () => {
    await platform.stop()
    isRunning = false
  }, 60_000)

  it('a backup is made, and brought back once it is said that it may replace what is there', async () => {
    const folder = join(backups, 'resting')
    expect(await ops('backup', folder)).toMatchObject({ isWell: true })
    expect(await ops('restore', folder)).toMatchObject({ isWell: false, text: expect.stringContaining('--replace deletes what is in it') })
    expect((await ops('restore', folder, '--replace')).text).toMatch(
      /Restored as of .*agree[\s\S]*now again: 0 accounts erased, 0 people who want no mails, 0 times/,
    )
    expect(Math.max(...shares)).toBe(1)
  }, 180_000)
})
