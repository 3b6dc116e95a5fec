import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync, truncateSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ServiceName, services } from '@handrail/contracts'
import { until } from '@handrail/testing'
import { decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Manifest, saveBackup } from '../src/backup.ts'
import { onAllDatabases, onDatabase, onNats, type Place, startPlace } from '../src/place.ts'
import { restoreBackup } from '../src/restore.ts'
import { rotateKeys } from '../src/rotate-keys.ts'
import { changeLanguage, oddities, openAgencyPlatform, somebody } from './agency-platform.ts'

const backups = mkdtempSync(join(tmpdir(), 'handrail-backups-'))
const folder = join(backups, 'yesterday')
let platform: Awaited<ReturnType<typeof openAgencyPlatform>>
let manifest: Manifest
let person: Awaited<ReturnType<typeof somebody>>
let versionThen: number

/**
 * The same place, but the snapshot of what notifications has opens a second and a half after that of what people has told:
 * long enough for an event to travel in between, if nothing held it.
 */
const withLateSnapshot = async (place: Place) => {
  const { hostname, port } = new URL(place.postgresUrl('notifications'))
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    const onward = async (source: AsyncIterable<Buffer>) => {
      for await (const chunk of source) {
        if (chunk.includes('repeatable read')) await new Promise((resolve) => setTimeout(resolve, 1_500))
        far.write(chunk)
      }
    }
    onward(near)
      .catch(() => {})
      .finally(() => far.end())
    far.pipe(near)
    for (const socket of [near, far]) socket.on('error', () => {})
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const late = (service: ServiceName, role?: 'owner' | 'app') => {
    const url = new URL(place.postgresUrl(service, role))
    if (service === 'notifications') url.port = String((server.address() as AddressInfo).port)
    return url.toString()
  }
  return { place: { ...place, postgresUrl: late }, close: () => server.close() }
}

/** Every row of every table, as text; but for what a restore changes on purpose. */
const everything = (place: Place) =>
  onAllDatabases(place, async (databases) => {
    const found: Record<string, number | string> = {}
    for (const service of services)
      for (const { schema, name, columns } of manifest.services[service].tables) {
        const kept = columns.filter((column) => column !== 'published_at' || name !== 'outbox')
        if (name === 'stream_state' || (schema === 'auth' && ['session', 'jwks'].includes(name))) continue
        const [row] = await databases[service].unsafe<{ digest: string }[]>(
          `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from (select ${kept.map((column) => `"${column}"`).join(', ')} from "${schema}"."${name}") as t`,
        )
        found[`${service} ${schema}.${name}`] = row?.digest ?? ''
      }
    return found
  })

const languageAt = (place: Place) =>
  onDatabase(
    place,
    'notifications',
    async (sql) => (await sql<{ language: string }[]>`select language from people where person_id = ${person.personId}`)[0]?.language,
  )

const addressOf = (place: Place) =>
  onDatabase(
    place,
    'people',
    async (sql) => (await sql<{ address: string }[]>`select address from people where person_id = ${person.personId}`)[0]?.address ?? '',
  )

beforeAll(async () => {
  platform = await openAgencyPlatform()
  person = await somebody(platform.place)
}, 240_000)
afterAll(async () => {
  await platform.stop()
  platform.remove()
  rmSync(backups, { recursive: true, force: true })
}, 60_000)

it('a backup under writes has no event that its publisher has not, and is refused where it would overwrite another', async () => {
  let writing = true
  const writes = (async () => {
    let version = 0
    for (let turn = 0; writing; turn += 1) version = await changeLanguage(platform.place, person, turn % 2 === 0 ? 'fr' : 'en')
    return version
  })()
  const late = await withLateSnapshot(platform.place)
  manifest = await saveBackup(late.place, folder)
  late.close()
  writing = false
  await writes
  expect(manifest.services.people.tables.find(({ name }) => name === 'people')?.rows).toBeGreaterThan(3)
  expect(manifest.services.people.tables.map(({ schema }) => schema)).toContain('auth')
  await expect(saveBackup(platform.place, folder)).rejects.toThrow(/not empty/)

  await expect(restoreBackup(platform.place, folder, { mayReplace: true })).rejects.toThrow(/is running/)
  const elsewhere = mkdtempSync(join(tmpdir(), 'handrail-ops-'))
  const { place, stop } = await startPlace(elsewhere, 'new')
  try {
    const damaged = join(backups, 'damaged')
    cpSync(folder, damaged, { recursive: true })
    truncateSync(join(damaged, manifest.services.progress.tables[0]?.file ?? ''), 10)
    await expect(restoreBackup(place, damaged)).rejects.toThrow(/of the backup/)
    // Of a running platform, so the time between the snapshots counts: no inbox may know more than the outboxes.
    const { verified } = await restoreBackup(place, folder)
    expect(verified.findings).toEqual([])
    expect(verified.counts.length).toBeGreaterThan(20)
    await expect(restoreBackup(place, folder)).rejects.toThrow(/is not empty/)
  } finally {
    await stop()
    rmSync(elsewhere, { recursive: true, force: true })
  }
}, 240_000)

it('after a restore into yesterday all rows are as they were, services agree, and what happens next arrives', async () => {
  expect(await oddities(platform.place)).toEqual([])
  const yesterday = join(backups, 'quiet')
  manifest = await saveBackup(platform.place, yesterday)
  const before = await everything(platform.place)
  versionThen = await changeLanguage(platform.place, person, 'fr')
  for (const language of ['en', 'fr', 'en', 'fr'] as const) await changeLanguage(platform.place, person, language)
  expect(await oddities(platform.place)).toEqual([])
  const { dataFolder } = platform
  await platform.stop()

  const { place, stop } = await startPlace(dataFolder, 'known')
  await expect(restoreBackup(place, yesterday)).rejects.toThrow(/--replace/)
  const streams = await onNats(place, async (nats) => (await nats.jetstreamManager()).streams.names().next())
  expect(streams).toHaveLength(services.length)
  const { verified } = await restoreBackup(place, yesterday, { mayReplace: true })
  expect(verified).toMatchObject({ findings: [], underWay: 0 })
  expect(await everything(place)).toEqual(before)
  await stop()

  platform = await openAgencyPlatform(dataFolder, false)
  expect(await oddities(platform.place)).toEqual([])
  // The same versions as before the restore, with other content: nobody takes them for old news.
  expect(await changeLanguage(platform.place, person, 'en')).toBe(versionThen)
  await changeLanguage(platform.place, person, 'en')
  await until(async () => (await languageAt(platform.place)) === 'en', 30_000)
  expect(await oddities(platform.place)).toEqual([])
}, 300_000)

it('a restore brings back no account that was erased since, no mails that were refused and nothing that was shared no more, and nobody signed out', async () => {
  const yesterday = join(backups, 'before they took it back')
  const sessions = await Promise.all(['hodan', 'farid', 'rosa'].map((name) => platform.signIn(`${name}@rivages.example`)))
  await saveBackup(platform.place, yesterday)
  const [hodan, farid, rosa] = await Promise.all(sessions.map(async (session) => (await platform.tokenFor(session)).body.token))
  const ask = async (service: ServiceName, token: string, method: string, path: string, body: unknown) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const { status } = await fetch(`${platform.urls.services[service]}/api/v1/${path}`, { method, headers, body: JSON.stringify(body) })
    return status
  }
  const took = () =>
    onAllDatabases(platform.place, async ({ people, notifications, baselines }) => ({
      account: [...(await people`select state, name, address from people where state = 'erased'`)],
      mails: [...(await notifications`select person_id, digest from recipients where not digest`)],
      sharing: [...(await baselines`select granted from consents where not (granted ? 'team-picture')`)],
      heard: [...(await baselines`select state from people where state = 'erased'`)],
    }))
  const before = await took()
  expect(await ask('people', hodan, 'POST', 'me/erasure', { forGood: true })).toBe(204)
  expect(await ask('notifications', farid, 'PATCH', 'preferences', { digest: 'never' })).toBeLessThan(300)
  expect(await ask('baselines', rosa, 'PUT', 'consents/team-picture', { granted: false })).toBeLessThan(300)
  expect(await oddities(platform.place)).toEqual([])
  const after = await took()
  for (const what of ['account', 'mails', 'sharing', 'heard'] as const) expect(after[what]).toHaveLength(before[what].length + 1)
  const { dataFolder } = platform
  await platform.stop()

  const { place, stop } = await startPlace(dataFolder, 'known')
  const first = await restoreBackup(place, yesterday, { mayReplace: true })
  expect(first).toMatchObject({ verified: { findings: [] }, doneAgain: { account: 1, mails: 1, sharing: 1 }, unknown: [] })
  // Broken off after the databases were emptied, and begun again: what was noted beside the backup is still known.
  await onAllDatabases(place, async (databases) => {
    for (const service of services) await databases[service]`drop schema public cascade`
  })
  const second = await restoreBackup(place, yesterday, { mayReplace: true })
  expect(second).toMatchObject({
    verified: { findings: [] },
    doneAgain: { account: 1, mails: 1, sharing: 1 },
    unknown: ['people', 'notifications', 'baselines'],
  })
  await stop()

  platform = await openAgencyPlatform(dataFolder, false)
  expect(await oddities(platform.place)).toEqual([])
  expect(await took()).toEqual(after)
  for (const session of sessions) expect((await platform.tokenFor(session)).status).toBe(401)
}, 300_000)

it('rotated keys sign the next token, and tokens in use stay good for a while; leaked ones are forgotten', async () => {
  const session = await platform.signIn(await addressOf(platform.place))
  const keysShown = async () => {
    const answer = await fetch(`${platform.urls.services.people}/.well-known/jwks.json`)
    return ((await answer.json()) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid)
  }
  const signedBy = async () => decodeProtectedHeader((await platform.tokenFor(session)).body.token).kid ?? ''
  const first = await signedBy()
  expect(await rotateKeys(platform.place)).toEqual({ keys: 1, sessions: 0 })
  const second = await signedBy()
  expect(second).not.toBe(first)
  expect((await keysShown()).sort()).toEqual([first, second].sort())

  expect(await rotateKeys(platform.place, { atOnce: true })).toEqual({ keys: 2, sessions: 0 })
  const third = await signedBy()
  expect(await keysShown()).toEqual([third])
  expect([first, second]).not.toContain(third)
  expect((await rotateKeys(platform.place, { endSessions: true })).sessions).toBeGreaterThan(0)
  expect((await platform.tokenFor(session)).status).toBe(401)
}, 60_000)
