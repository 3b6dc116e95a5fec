import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { connect, type Database } from '@handrail/postgres'
import { openSmtpSink, openStage, type Stage, type StagedService, until } from '@handrail/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import { type Agency, days, monday, newAgency, onRequestOnly, openPeople, type People, runDigests } from './stage.ts'

let stage: Stage
let people: People
let sink: Awaited<ReturnType<typeof openSmtpSink>>
let notifications: StagedService
let database: Database<any>
let agency: Agency
let now = monday

beforeAll(async () => {
  stage = await openStage()
  people = await openPeople(stage)
  sink = await openSmtpSink()
  notifications = await stage.run('notifications', start, { ...onRequestOnly, PEOPLE_URL: people.url, SMTP_URL: sink.url }, () => now)
  database = connect(notifications.env.APP_DATABASE_URL ?? '', { name: 'test' })
})
beforeEach(async () => {
  now = monday
  sink.script = {}
  sink.mails.length = 0
  sink.dots = 0
  await notifications.admin`truncate digests, organizations, people`
  agency = newAgency(database, people)
})
afterAll(async () => {
  await database.close()
  await stage.close()
  await sink.close()
  await people.close()
})

const learner = async () => {
  const person = await agency.join('Amal')
  await agency.assign(person.personId, { createdAt: days(-3).toISOString() })
  return person
}
const digestsOf = async (personId: string) => [
  ...(await notifications.admin`select state, attempts, outcome from digests where person_id = ${personId} order by period`),
]
const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

describe('a mail server that says', () => {
  it('450 gets the mail again later, and once', async () => {
    const { personId } = await learner()
    sink.script = { rcpt: '450 4.2.1 try later' }
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 0, failed: 1 })
    expect(await digestsOf(personId)).toMatchObject([{ state: 'due', attempts: 1, outcome: 'refused-for-now recipient' }])
    sink.script = {}
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 0, failed: 0 })
    now = minutesLater(1)
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 1, failed: 0 })
    expect(await digestsOf(personId)).toMatchObject([{ state: 'sent', attempts: 2 }])
    expect(sink.mails).toHaveLength(1)
  })

  it('550 about the mailbox is not asked again, and after three weeks of it no more until the person wants it', async () => {
    const amal = await learner()
    sink.script = { rcpt: '550 5.1.1 no such mailbox' }
    for (const week of [0, 1, 2]) {
      now = days(7 * week)
      expect((await runDigests(notifications)).body).toMatchObject({ sent: 0, failed: 1 })
      expect((await runDigests(notifications, true)).body).toMatchObject({ sent: 0, failed: 0 })
    }
    sink.script = {}
    now = days(21)
    expect((await runDigests(notifications, true)).body).toEqual({ sent: 0, nothingToSay: 0, failed: 0, alreadySent: 0 })
    expect(await digestsOf(amal.personId)).toMatchObject(Array(3).fill({ state: 'failed', attempts: 1 }))
    await notifications.as(amal)('PATCH', '/api/v1/preferences', { digest: 'weekly' })
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 1 })
  })

  it.each([{ mail: '550 5.7.1 the sender is not allowed' }, { rcpt: '550 5.7.606 your server is on a block list' }])(
    'no to us and not to the mailbox gets the mail once that is mended, and is held against nobody: %j',
    async (script) => {
      const { personId } = await learner()
      sink.script = script
      expect((await runDigests(notifications)).body).toMatchObject({ sent: 0, failed: 1 })
      expect(await digestsOf(personId)).toMatchObject([{ state: 'due', attempts: 1 }])
      const [recipient] = await notifications.admin`select bounce_score from recipients where person_id = ${personId}`
      expect(recipient?.bounce_score).toBe(0)
      sink.script = {}
      now = minutesLater(60)
      expect((await runDigests(notifications)).body).toMatchObject({ sent: 1, failed: 0 })
    },
  )

  it('554 about the mail does not count against the mailbox', async () => {
    const { personId } = await learner()
    sink.script = { dot: '554 5.7.1 looks like spam' }
    expect((await runDigests(notifications)).body).toMatchObject({ failed: 1 })
    const [recipient] = await notifications.admin`select bounce_score from recipients where person_id = ${personId}`
    expect([await digestsOf(personId), recipient?.bounce_score]).toMatchObject([[{ state: 'failed', outcome: 'refused message' }], 0])
  })
})

it('an address that could smuggle in a header is not written to, and holds nobody up', async () => {
  const [mallory, amal] = [await learner(), await learner()]
  people.known.set(mallory.personId, { name: 'Mallory', address: 'a@b.example\r\nBcc: all@b.example', language: 'en', timeZone: 'America/Toronto' })
  expect((await runDigests(notifications)).body).toMatchObject({ sent: 1, failed: 1 })
  expect([await digestsOf(mallory.personId), await digestsOf(amal.personId)]).toMatchObject([[{ state: 'failed', outcome: 'unsafe' }], [{ state: 'sent' }]])
})

describe('when contact is lost', () => {
  it('before the mail was on its way, it is sent again', async () => {
    const { personId } = await learner()
    sink.script = { data: 'drop' }
    await runDigests(notifications)
    expect(await digestsOf(personId)).toMatchObject([{ state: 'due', outcome: 'not-attempted' }])
    sink.script = {}
    now = minutesLater(1)
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 1 })
    expect(sink.mails).toHaveLength(1)
  })

  it.each(['firstLine', 'dot'] as const)(
    'after the 354 (%s), it is in doubt and never sent again; the next digest tells its news once more',
    async (moment) => {
      const { personId } = await learner()
      sink.script = { [moment]: 'drop' }
      expect((await runDigests(notifications)).body).toMatchObject({ sent: 0, failed: 1 })
      sink.script = {}
      now = minutesLater(120)
      expect((await runDigests(notifications, true)).body).toMatchObject({ sent: 0, failed: 0 })
      expect(await digestsOf(personId)).toMatchObject([{ state: 'unknown' }])
      now = days(7)
      await runDigests(notifications)
      now = days(14)
      await runDigests(notifications)
      expect(await digestsOf(personId)).toMatchObject([{ state: 'unknown' }, { state: 'sent' }, { state: 'sent' }])
      expect(sink.mails.map((mail) => mail.includes('New for you'))).toEqual([true, false])
    },
  )

  it('with a server that is away, not everybody is tried in vain, and everybody stays due', async () => {
    const everybody = await Promise.all(Array.from({ length: 40 }, (_, n) => agency.join(`Person${n}`)))
    for (const { personId } of everybody) await agency.assign(personId)
    sink.script = { banner: 'drop', mail: 'drop' }
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 0, failed: 40 })
    const [tried] = await notifications.admin`select count(*)::int as count from digests where attempts > 0`
    expect(tried?.count).toBeLessThan(20)
    sink.script = {}
    now = minutesLater(1)
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 40 })
    expect(sink.mails).toHaveLength(40)
  })
})

it('an unsubscribe that is being written when a mail would begin comes first', async () => {
  const { personId } = await learner()
  let running: ReturnType<typeof runDigests> | undefined
  await notifications.admin.begin(async (unsubscribing) => {
    await unsubscribing`update recipients set digest = false where person_id = ${personId}`
    // The due row was made for somebody who still wants it: what is being written is not to be seen yet.
    running = runDigests(notifications)
    await until(async () => (await notifications.admin`select from pg_locks where not granted`).length > 0)
  })
  expect((await running)?.body).toMatchObject({ sent: 0, failed: 0 })
  expect(await digestsOf(personId)).toMatchObject([{ state: 'withheld', attempts: 0 }])
  expect(sink.dots).toBe(0)
})

describe('when the service dies', () => {
  it('while the mail server has the mail, the mail is in doubt, and the next one to run leaves it alone', async () => {
    now = new Date()
    const { personId } = await learner()
    sink.script = { dot: 'hang' }
    const env = { ...process.env, ...notifications.env, LOG_LEVEL: 'info' }
    const other = spawn(process.execPath, [fileURLToPath(new URL('../src/main.ts', import.meta.url))], { env, stdio: ['ignore', 'pipe', 'ignore'] })
    const ended = new Promise((resolve) => other.once('exit', resolve))
    let url = ''
    for await (const line of createInterface({ input: other.stdout })) {
      const entry = JSON.parse(line)
      if (entry.msg !== 'ready') continue
      url = entry.url
      break
    }
    const running = runDigests({ url, env: notifications.env }, true).catch(() => {})
    await until(async () => sink.dots === 1)
    other.kill('SIGKILL')
    await ended
    await running
    expect(await digestsOf(personId)).toMatchObject([{ state: 'sending', attempts: 1 }])

    sink.script = {}
    await runDigests(notifications, true)
    now = minutesLater(16)
    expect((await runDigests(notifications, true)).body).toMatchObject({ sent: 0, failed: 0 })
    expect(await digestsOf(personId)).toMatchObject([{ state: 'unknown', attempts: 1, outcome: 'cut off while sending' }])
    expect(sink.dots).toBe(1)
  })

  it('or rather is asked to stop, it lets go of what it has not begun', async () => {
    const other = await start({ ...notifications.env, PORT: '0' }, () => now)
    await until(async () => (await other.ready()).ready)
    const everybody = await Promise.all(Array.from({ length: 40 }, (_, n) => agency.join(`Person${n}`)))
    for (const { personId } of everybody) await agency.assign(personId)
    sink.script = { dot: 'slow' }
    const running = runDigests({ url: other.url, env: notifications.env })
    await until(async () => sink.mails.length > 0)
    await other.stop()
    const { body } = await running
    expect(body.sent).toBeGreaterThan(0)
    expect(body.sent).toBeLessThan(40)
    sink.script = {}
    now = minutesLater(1)
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 40 - body.sent, alreadySent: body.sent })
    expect(sink.mails).toHaveLength(40)
  })
})
