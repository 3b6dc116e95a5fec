import { connect, type Database } from '@handrail/postgres'
import { openMailbox, openStage, type Stage, type StagedService, until } from '@handrail/testing'
import { symmetricDecrypt } from 'better-auth/crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { start } from '../src/service.ts'
import type { Tables } from '../src/tables.ts'
import { type Agency, openAgency } from './agency.ts'
import { ownAddress } from './own-address.ts'

/** What sign-in starts with, what it draws, and what it seals. */
let stage: Stage
let people: StagedService
let database: Database<Tables>
let mailbox: Awaited<ReturnType<typeof openMailbox>>

beforeAll(async () => {
  stage = await openStage()
  mailbox = await openMailbox()
  people = await stage.run('people', start, { ...(await ownAddress()), SMTP_URL: mailbox.url })
  database = connect<Tables>(people.env.APP_DATABASE_URL ?? '', { name: 'test' })
})
afterAll(async () => {
  await stage.close()
  await mailbox.close()
  await database.close()
})

describe('people that has just begun', () => {
  it('knows nobody: no account comes with the program', async () => {
    const [counts] = await people.admin`
      select (select count(*) from people)::int as people, (select count(*) from person_roles)::int as roles, (select count(*) from auth.session)::int as sessions`
    expect(counts).toEqual({ people: 0, roles: 0, sessions: 0 })
  })
})

describe('a signing key at rest', () => {
  const NONCE_AND_TAG = 24 + 16
  const sealed = async () => {
    const [row] = await people.admin<{ privateKey: string }[]>`select "privateKey" from auth.jwks`
    return JSON.parse(row?.privateKey ?? '""') as string
  }
  const open = (data: string, key = people.env.AUTH_SECRET ?? '') => symmetricDecrypt({ key, data })

  it('is sealed by XChaCha20-Poly1305 with AUTH_SECRET, and opened by nothing else', async () => {
    const data = await sealed()
    expect(data).toMatch(/^[0-9a-f]+$/)
    const opened = await open(data)
    expect(JSON.parse(opened)).toMatchObject({ kty: 'OKP', crv: 'Ed25519', d: expect.stringMatching(/^[\w-]{43}$/) })
    // A nonce, as many bytes as were sealed, and a tag: neither blocks nor padding.
    expect(data.length / 2).toBe(Buffer.byteLength(opened) + NONCE_AND_TAG)
    await expect(open(data, 'x'.repeat(32))).rejects.toThrow()
  })

  it('that was changed anywhere is refused, and not read as another', async () => {
    const data = await sealed()
    for (const at of [0, 47, 48, Math.floor(data.length / 2), data.length - 32, data.length - 1]) {
      const changed = data.slice(0, at) + (data[at] === 'a' ? 'b' : 'a') + data.slice(at + 1)
      await expect(open(changed)).rejects.toThrow()
    }
    await expect(open(data.slice(0, -2))).rejects.toThrow()
  })
})

describe('a code', () => {
  let agency: Agency
  const drawn = async (address: string) => {
    const received = () => mailbox.mails().filter(({ to }) => to === address)
    const before = received().length
    await people.admin`delete from auth.tries`
    await fetch(`${people.url}/sign-in/codes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ address, language: 'en' }),
    })
    const { text } = await until(async () => received()[before])
    return { code: text.match(/^\d+$/m)?.[0] ?? '', token: text.match(/token=(\w+)/)?.[1] ?? '' }
  }

  it('has six digits, its button 32 letters, and neither is drawn by a generator that can be foreseen', async () => {
    agency = await openAgency(database, 'drawn.example')
    const foreseen = vi.spyOn(Math, 'random').mockReturnValue(0.5)
    const all = []
    for (let at = 0; at < 12; at++) all.push(await drawn(agency.learner.address))
    foreseen.mockRestore()
    for (const { code, token } of all) {
      expect(code).toMatch(/^\d{6}$/)
      expect(token).toMatch(/^[a-zA-Z]{32}$/)
    }
    // By chance two of twelve are alike once in fifteen thousand runs; three alike, practically never.
    expect(new Set(all.map(({ code }) => code)).size).toBeGreaterThan(10)
    expect(new Set(all.map(({ token }) => token)).size).toBe(12)
  })
})
