import { HelpRequestAnswered, NotificationsExport, PersonErased, PersonJoined, type Preferences, ProtectedTimeSet, RoleGranted } from '@handrail/contracts'
import { connect, type Database, inOrganization, SHARED } from '@handrail/postgres'
import { openMailbox, openStage, type Stage, type StagedService, until } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import { organizationIds } from '../src/store/reads/organizations.ts'
import { hearPerson } from '../src/use-cases/hear-person.ts'
import { type Agency, days, monday, newAgency, onRequestOnly, openPeople, type People, runDigests } from './stage.ts'

let stage: Stage
let people: People
let mailbox: Awaited<ReturnType<typeof openMailbox>>
let notifications: StagedService
let database: Database<any>
let agency: Agency
let now = monday

beforeAll(async () => {
  stage = await openStage()
  people = await openPeople(stage)
  mailbox = await openMailbox()
  notifications = await stage.run('notifications', start, { ...onRequestOnly, PEOPLE_URL: people.url, SMTP_URL: mailbox.url }, () => now)
  database = connect(notifications.env.APP_DATABASE_URL ?? '', { name: 'test' })
})
beforeEach(async () => {
  now = monday
  people.whenAsked = async () => {}
  await notifications.admin`truncate digests, organizations, people`
  agency = newAgency(database, people)
})
afterAll(async () => {
  await database.close()
  await stage.close()
  await mailbox.close()
  await people.close()
})

const fromTheStart = { digest: 'weekly', sections: ['my-learning', 'my-teams', 'my-cohort'], helpAnswers: 'with-digest', quietHours: null }
const choose = (person: Parameters<StagedService['as']>[0], change: Partial<Preferences>) => notifications.as(person)('PATCH', '/api/v1/preferences', change)
const learner = async () => {
  const person = await agency.join('Amal')
  await agency.assign(person.personId)
  return person
}
const mailsTo = (personId: string) => mailbox.mails().filter(({ to }) => to === people.known.get(personId)?.address)
const events = async (personId: string) => [
  ...(await notifications.admin`select aggregate_version, data from outbox where aggregate = 'preferences' and aggregate_id = ${personId} order by position`),
]
/** The address in a mail, on this service instead of the web front. */
const wayOut = (personId: string) => {
  const [, path] =
    mailsTo(personId)[0]
      ?.header('list-unsubscribe')
      ?.match(/^<http:\/\/localhost:4000(.*)>$/) ?? []
  return `${notifications.url}${path}`
}
const oneClick = (url: string) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' })

describe('preferences', () => {
  it('are the digest until somebody says otherwise; choosing twice tells it once', async () => {
    const amal = await learner()
    expect(await notifications.as(amal)('GET', '/api/v1/preferences')).toEqual({ status: 200, body: fromTheStart })
    for (const _ of [1, 2]) expect((await choose(amal, { digest: 'never' })).body).toEqual({ ...fromTheStart, digest: 'never' })
    expect(await notifications.as(amal)('GET', '/api/v1/preferences')).toEqual({ status: 200, body: { ...fromTheStart, digest: 'never' } })
    expect(await events(amal.personId)).toEqual([{ aggregate_version: 1, data: { personId: amal.personId, digest: false } }])
  })
  it('are each person’s own, and each organization’s', async () => {
    const amal = await learner()
    await choose(amal, { digest: 'never' })
    const elsewhere = { personId: uuidv7(), organizationId: uuidv7() }
    expect((await notifications.as(elsewhere)('GET', '/api/v1/preferences')).body).toEqual(fromTheStart)
  })
  it('refuse what they do not understand', async () => {
    const ask = notifications.as({ personId: uuidv7(), organizationId: agency.organizationId })
    const codes = await Promise.all([
      ask('PATCH', '/api/v1/preferences', '{"digest"'),
      ask('PATCH', '/api/v1/preferences', { digest: 'yes' }),
      ask('PATCH', '/api/v1/preferences', { sections: [] }),
    ])
    expect(codes.map(({ status, body }) => [status, body.code])).toEqual([
      [400, 'body-unreadable'],
      [422, 'input-invalid'],
      [422, 'input-invalid'],
    ])
    expect((await fetch(`${notifications.url}/api/v1/preferences`)).status).toBe(401)
  })
  it('asked for before people told us of the person still hold', async () => {
    const amal = { personId: uuidv7(), organizationId: agency.organizationId }
    await choose(amal, { digest: 'never' })
    await agency.hear(PersonJoined, amal.personId, { ...PersonJoined.example, personId: amal.personId })
    await agency.assign(amal.personId)
    expect((await runDigests(notifications, true)).body).toMatchObject({ sent: 0, nothingToSay: 0 })
  })
})

describe('how often', () => {
  it('every other week is never two weeks in a row, and never two in one', async () => {
    const amal = await learner()
    await choose(amal, { digest: 'fortnightly' })
    for (const week of [0, 7, 14, 21, 28]) {
      now = days(week)
      for (const evenIfNotDue of [false, true]) await runDigests(notifications, evenIfNotDue)
    }
    expect(
      (await notifications.admin`select period::text, state from digests where person_id = ${amal.personId} order by period`).map(({ period, state }) => [
        period,
        state,
      ]),
    ).toEqual([0, 14, 28].map((week) => [days(week).toISOString().slice(0, 10), 'sent']))
    expect(mailsTo(amal.personId)).toHaveLength(3)
  })
  it('a week with nothing to say does not count', async () => {
    const amal = await agency.join('Amal')
    await choose(amal, { digest: 'fortnightly' })
    await runDigests(notifications)
    await agency.assign(amal.personId)
    now = days(7)
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 1 })
  })
  it('whoever stops and begins again still has it every other week', async () => {
    const amal = await learner()
    for (const digest of ['fortnightly', 'never'] as const) await choose(amal, { digest })
    const [row] = await notifications.admin`select digest, fortnightly from recipients where person_id = ${amal.personId}`
    expect(row).toEqual({ digest: false, fortnightly: true })
  })
})

describe('what about', () => {
  it('a section that nobody wants is left out, and a digest of nothing is not sent', async () => {
    const joy = await agency.join('Joy', { roles: ['learner', 'champion'] })
    await agency.assign(joy.personId)
    await agency.ask((await agency.join('Sam')).personId, joy.personId)
    await choose(joy, { sections: ['my-cohort'] })
    await runDigests(notifications)
    expect(mailsTo(joy.personId)[0]?.text).toContain('Sam asks for your help')
    expect(mailsTo(joy.personId)[0]?.text).not.toContain('Ask about access')
    await choose(joy, { sections: ['my-teams'] })
    now = days(7)
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 0 })
  })
})

describe('quiet hours', () => {
  const hours = 3_600_000
  /** The stage's Monday is at nine or ten in Toronto, by the season. */
  const midday = new Date(monday.getTime() + 4 * hours)
  it('hold a digest back until they end', async () => {
    const amal = await learner()
    await choose(amal, { quietHours: { from: 18, to: 12, days: [1, 2, 3, 4, 5, 6, 7] } })
    for (const evenIfNotDue of [false, true])
      expect((await runDigests(notifications, evenIfNotDue)).body).toMatchObject({ sent: 0, nothingToSay: 0, failed: 0 })
    expect(mailsTo(amal.personId)).toEqual([])
    now = midday
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 1 })
    expect(mailsTo(amal.personId)).toHaveLength(1)
  })
  it('that are taken back let it go at once', async () => {
    const amal = await learner()
    await choose(amal, { quietHours: { from: 18, to: 12, days: [7, 1] } })
    await runDigests(notifications)
    await choose(amal, { quietHours: null })
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 1 })
  })
  it('chosen between the claim and the sending still hold it back', async () => {
    const amal = await learner()
    people.whenAsked = async () => {
      people.whenAsked = async () => {}
      await choose(amal, { quietHours: { from: 18, to: 12, days: [7, 1] } })
    }
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 0, failed: 0 })
    const [digest] = await notifications.admin`select state, attempts from digests where person_id = ${amal.personId}`
    expect(digest).toEqual({ state: 'due', attempts: 0 })
  })
  it('that leave no hour for mail are refused', async () => {
    const amal = await learner()
    const { status, body } = await choose(amal, { quietHours: { from: 8, to: 8, days: [1, 2, 3, 4, 5, 6, 7] } })
    expect([status, body.code]).toEqual([422, 'input-invalid'])
  })
})

describe('an answer', () => {
  const beforeTheDigest = new Date(monday.getTime() - 3 * 3_600_000)
  const answered = async (personId: string, championId: string, answeredAt = now) => {
    const helpRequestId = uuidv7()
    const data = {
      ...HelpRequestAnswered.example,
      helpRequestId,
      personId,
      championId,
      askedAt: answeredAt.toISOString(),
      answeredAt: answeredAt.toISOString(),
    }
    for (const version of [2, 2]) await agency.hear(HelpRequestAnswered, helpRequestId, data, version)
  }
  it('is told at once to whoever wants that, once, and not again in the digest', async () => {
    const amal = await agency.join('Amal')
    const joy = await agency.join('Joy')
    await choose(amal, { helpAnswers: 'at-once' })
    now = beforeTheDigest
    await answered(amal.personId, joy.personId)
    for (const _ of [1, 2]) await runDigests(notifications)
    expect(mailsTo(amal.personId).map(({ subject }) => subject)).toEqual(['Your question has an answer'])
    expect(mailsTo(amal.personId)[0]?.text).toContain('Joy answered your question.')
    expect(mailsTo(amal.personId)[0]?.text).toContain('You asked to hear at once')
    now = monday
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 0, nothingToSay: 2 })
  })
  it('waits for the digest where nobody said otherwise', async () => {
    const amal = await agency.join('Amal')
    now = beforeTheDigest
    await answered(amal.personId, (await agency.join('Joy')).personId)
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 0 })
    now = monday
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 1 })
  })
  it('comes beside the digest of its week, for whoever has both', async () => {
    const amal = await learner()
    await choose(amal, { helpAnswers: 'at-once' })
    await runDigests(notifications)
    for (const _ of [1, 2]) await answered(amal.personId, (await agency.join('Joy')).personId)
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 2, alreadySent: 1 })
    expect(mailsTo(amal.personId)).toHaveLength(3)
  })
  it('of a week that is over is left to the digest', async () => {
    const amal = await agency.join('Amal')
    await choose(amal, { helpAnswers: 'at-once' })
    await answered(amal.personId, (await agency.join('Joy')).personId, days(-7))
    await runDigests(notifications)
    expect((await notifications.admin`select state from digests where person_id = ${amal.personId} order by period`).map(({ state }) => state)).toEqual([
      'lapsed',
      'sent',
    ])
  })
  it('is not told to whoever unsubscribed meanwhile', async () => {
    const amal = await learner()
    await choose(amal, { helpAnswers: 'at-once' })
    await runDigests(notifications)
    await answered(amal.personId, (await agency.join('Joy')).personId)
    await oneClick(wayOut(amal.personId))
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 0 })
    expect(mailsTo(amal.personId)).toHaveLength(1)
  })
})

describe('the export', () => {
  it('holds what is known of me, and of nobody else', async () => {
    const amal = await learner()
    const sam = await agency.join('Sam')
    await agency.assign(sam.personId)
    await runDigests(notifications)
    const { status, body } = await notifications.as(amal)('GET', '/api/v1/preferences/mine/export')
    expect(status).toBe(200)
    expect(NotificationsExport.parse(body)).toMatchObject({
      preferences: fromTheStart,
      silentSince: null,
      mails: [{ week: monday.toISOString().slice(0, 10), about: 'digest', state: 'sent', lastTriedAt: monday.toISOString() }],
    })
    expect(JSON.stringify(body)).not.toContain(sam.personId)
  })
  it('of somebody who is not known yet holds what everybody has', async () => {
    const { body } = await notifications.as({ personId: uuidv7(), organizationId: agency.organizationId })('GET', '/api/v1/preferences/mine/export')
    expect(body).toEqual({ preferences: fromTheStart, silentSince: null, mails: [] })
  })
})

describe('unsubscribing', () => {
  it('takes one click without signing in; again is the same; then no mail comes', async () => {
    const amal = await learner()
    await runDigests(notifications)
    const url = wayOut(amal.personId)
    for (const _ of [1, 2]) {
      const response = await oneClick(url)
      expect([response.status, await response.json()]).toEqual([200, { digest: 'never' }])
    }
    expect(await events(amal.personId)).toMatchObject([{ aggregate_version: 1, data: { digest: false } }])
    now = days(7)
    expect((await runDigests(notifications, true)).body).toMatchObject({ sent: 0 })
    expect(mailsTo(amal.personId)).toHaveLength(1)
  })
  it('is never done by looking', async () => {
    const amal = await learner()
    await runDigests(notifications)
    for (const method of ['GET', 'HEAD']) expect((await fetch(wayOut(amal.personId), { method })).status).toBe(404)
    expect((await notifications.as(amal)('GET', '/api/v1/preferences')).body).toEqual(fromTheStart)
  })
  it('by a link that was tampered with is refused, and changes nothing', async () => {
    const amal = await learner()
    await runDigests(notifications)
    const url = wayOut(amal.personId)
    const tampered = [url.slice(0, -1) + (url.endsWith('A') ? 'E' : 'A'), url.slice(0, -4), `${url}AAAA`, `${notifications.url}/unsubscribe/${amal.personId}`]
    for (const other of tampered) {
      const response = await oneClick(other)
      expect([response.status, (await response.json()).code]).toEqual([404, 'unsubscribe-link-refused'])
    }
    expect(await events(amal.personId)).toEqual([])
  })
  it('between the claim and the sending still stops the mail', async () => {
    const amal = await learner()
    people.whenAsked = async () => {
      await choose(amal, { digest: 'never' })
    }
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 0, failed: 0 })
    const [digest] = await notifications.admin`select state, attempts from digests where person_id = ${amal.personId}`
    expect([digest, mailsTo(amal.personId)]).toMatchObject([{ state: 'withheld', attempts: 0 }, []])
  })
})

const personal = ['recipients', 'person_roles', 'assignments', 'finished_courses', 'help_requests', 'digests', 'protected_times']
const tablesNaming = async (personId: string) => {
  const rows = await Promise.all(personal.map((table) => notifications.admin`select 1 from ${notifications.admin(table)} where person_id = ${personId}`))
  return personal.filter((_, index) => rows[index]?.length)
}

describe('erasure', () => {
  it('leaves an id and nothing else, empties what was published, and nothing heard late brings it back', async () => {
    const amal = await learner()
    await runDigests(notifications)
    const url = wayOut(amal.personId)
    await oneClick(url)
    await agency.hear(PersonErased, amal.personId, { ...PersonErased.example, personId: amal.personId }, 2)
    await agency.assign(amal.personId)
    await agency.hear(RoleGranted, amal.personId, { personId: amal.personId, roles: ['champion'] }, 2)
    expect((await oneClick(url)).status).toBe(200)
    expect(await tablesNaming(amal.personId)).toEqual([])
    expect([...(await notifications.admin`select * from people where person_id = ${amal.personId}`)]).toEqual([
      { person_id: amal.personId, organization_id: agency.organizationId, language: 'en', time_zone: 'UTC', state: 'erased' },
    ])
    const published = await notifications.admin`select data from outbox where organization_id = ${agency.organizationId}`
    expect(published.map(({ data }) => data)).toEqual([null, null])
  })
})

describe('while an erasure is under way', () => {
  const about = (personId: string) => ({ personId, organizationId: agency.organizationId })
  const works: [string, (personId: string) => Promise<unknown>][] = [
    ['choosing preferences', (personId) => choose(about(personId), { digest: 'never', quietHours: null })],
    ['a role', (personId) => agency.hear(RoleGranted, personId, { personId, roles: ['champion'] }, 2)],
    ['protected time', (personId) => agency.hear(ProtectedTimeSet, personId, { personId, minutesPerWeek: 15 })],
    ['an assignment', (personId) => agency.assign(personId)],
    ['a question', (personId) => agency.ask(personId, uuidv7())],
    ['a finished course', (personId) => agency.finish(personId)],
    ['the schedule', () => runDigests(notifications)],
    ['the schedule', () => runDigests(notifications, true)],
  ]
  it.each(works)('%s waits for it, and brings nothing back', async (_what, work) => {
    const { personId } = await learner()
    let running: Promise<unknown> | undefined
    await inOrganization(database, agency.organizationId, async (trx) => {
      await hearPerson(trx, { ...about(personId), language: 'en', timeZone: 'UTC', state: 'erased' })
      running = work(personId)
      await Promise.race([running, until(async () => (await notifications.admin`select 1 from pg_locks where not granted`).length > 0)])
    })
    await running
    expect(await tablesNaming(personId)).toEqual([])
  })
})

describe('tenancy', () => {
  const tables = ['people', 'person_roles', 'protected_times', 'teams', 'assignments', 'finished_courses', 'help_requests', 'cohorts', 'recipients', 'digests']
  const count = (scope: string, table: string) => inOrganization(database, scope, async (trx) => (await trx.selectFrom(table).selectAll().execute()).length)

  it('with no organization set every table is empty; the schedule sees ids of organizations and nothing else', async () => {
    const amal = await learner()
    await agency.form({ memberIds: [amal.personId] })
    await agency.gather({ personIds: [amal.personId] })
    await runDigests(notifications)
    for (const table of [...tables, 'organizations']) expect((await database.sql`select 1 from ${database.sql(table)}`).length).toBe(0)
    for (const table of tables) expect(await count(SHARED, table)).toBe(0)
    expect(await inOrganization(database, SHARED, organizationIds)).toEqual([agency.organizationId])
    expect(await count(agency.organizationId, 'digests')).toBe(1)
  })
})
