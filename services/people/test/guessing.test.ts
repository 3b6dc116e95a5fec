import { setTimeout as sleep } from 'node:timers/promises'
import { connect, type Database } from '@handrail/postgres'
import { openMailbox, openStage, type Stage, type StagedService, tells, until } from '@handrail/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { tryLimits } from '../src/domain/tries.ts'
import { start } from '../src/service.ts'
import type { Tables } from '../src/tables.ts'
import { type Agency, openAgency } from './agency.ts'
import { ownAddress } from './own-address.ts'

/** Guessing from everywhere at once, and listening to how long an answer takes. */
let stage: Stage
let people: StagedService
let other: StagedService
let database: Database<Tables>
let agency: Agency
let mailbox: Awaited<ReturnType<typeof openMailbox>>

beforeAll(async () => {
  stage = await openStage()
  mailbox = await openMailbox()
  people = await stage.run('people', start, { ...(await ownAddress()), SMTP_URL: mailbox.url })
  other = { ...people, ...(await start({ ...people.env, PORT: '0' })) }
  database = connect<Tables>(people.env.APP_DATABASE_URL ?? '', { name: 'test' })
  agency = await openAgency(database, 'guessed.example')
})
afterAll(async () => {
  await other.stop()
  await stage.close()
  await mailbox.close()
  await database.close()
})
beforeEach(async () => {
  await people.admin`delete from auth.tries`
})

const call = async (at: StagedService, path: string, body: unknown) => {
  const began = performance.now()
  const answer = await fetch(`${at.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const text = await answer.text()
  return { status: answer.status, text, ms: performance.now() - began }
}
const askForCode = (at: StagedService, address: string) => call(at, '/sign-in/codes', { address, language: 'en' })
const guess = (at: StagedService, address: string, code: string) => call(at, '/sign-in/sessions', { address, code, sharedDevice: false })
const codeFor = async (address: string) => {
  const received = () => mailbox.mails().filter(({ to }) => to === address)
  const before = received().length
  expect((await askForCode(people, address)).status).toBe(202)
  const mail = await until(async () => received()[before])
  return mail.text.match(/^\d{6}$/m)?.[0] ?? ''
}
const otherThan = (code: string, by: number) => String((Number(code) + by) % 1_000_000).padStart(6, '0')

describe('guessing', () => {
  it('at one address by two hundred clients at once, through two replicas, has five tries and no more', async () => {
    const { address } = agency.learner
    const code = await codeFor(address)
    const tries = await Promise.all(Array.from({ length: 200 }, (_, at) => guess(at % 2 ? people : other, address, otherThan(code, at + 1))))
    expect(tries.filter(({ status }) => status === 401)).toHaveLength(tryLimits.triesForAddress.most)
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(200 - tryLimits.triesForAddress.most)
    expect((await guess(people, address, code)).status).toBe(429)
    await people.admin`delete from auth.tries`
    // Nor does the right one work when the hour is over: its five tries are used.
    expect((await guess(people, address, code)).status).toBe(401)
  })

  it('one code at ever other addresses meets the limit over all of them, of every replica', async () => {
    const most = tryLimits.triesInAll.most
    await people.admin`insert into auth.tries (bucket, opened_at, count) values ('tries:all', now(), ${most - 20})`
    const tries = await Promise.all(Array.from({ length: 60 }, (_, at) => guess(at % 2 ? people : other, `sprayed-${at}@guessed.example`, '123456')))
    expect(tries.filter(({ status }) => status === 401)).toHaveLength(20)
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(40)
  })
})

/** Of that many, chance alone leaves the half by a fifth less than once in ten thousand runs. */
const SAMPLES = 80

/** In pairs and in turns, so that what disturbs the one disturbs the other. */
const compare = async (ask: (address: string) => Promise<{ ms: number }>, known: string, prepare: () => Promise<unknown> = async () => {}) => {
  const times = { known: [] as number[], unknown: [] as number[] }
  for (let at = -5; at < SAMPLES; at++) {
    const pair = [
      ['known', known],
      ['unknown', `not-${known}`],
    ] as const
    for (const [which, address] of at % 2 ? pair : [...pair].reverse()) {
      await people.admin`delete from auth.tries`
      await prepare()
      const { ms } = await ask(address)
      if (at >= 0) times[which].push(ms)
    }
  }
  return tells(times.known, times.unknown)
}

describe('how long the answer takes', () => {
  it('does not tell whether an address that asks for a code is known', async () => {
    const told = await compare(
      (address) => askForCode(people, address),
      agency.colleague.address,
      // What the mail before it takes is over by then.
      () => sleep(150),
    )
    expect(told).toBeGreaterThan(0.3)
    expect(told).toBeLessThan(0.7)
  }, 60_000)

  it('nor whether a code that is refused was meant for a known one', async () => {
    await codeFor(agency.learner.address)
    const told = await compare((address) => guess(people, address, '000000'), agency.learner.address)
    expect(told).toBeGreaterThan(0.3)
    expect(told).toBeLessThan(0.7)
  }, 60_000)

  it('nor while a code of theirs is under way', async () => {
    const { address } = agency.learner
    const told = await compare(
      (of) => guess(people, of, '000000'),
      address,
      async () => {
        const [pending] = await people.admin`select 1 from auth.verification where identifier = ${`sign-in-otp-${address}`} and value like '%:0'`
        if (!pending) await codeFor(address)
      },
    )
    expect(told).toBeGreaterThan(0.3)
    expect(told).toBeLessThan(0.7)
  }, 60_000)
})
