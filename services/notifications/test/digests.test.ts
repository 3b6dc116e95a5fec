import { AssignmentProgressed, type AssignmentState, CohortChanged, PersonJoined, PersonLeft } from '@handrail/contracts'
import { connect, type Database } from '@handrail/postgres'
import { openMailbox, openStage, type Stage, type StagedService, until } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import { type Agency, days, monday, newAgency, onRequestOnly, openPeople, type People, runDigests } from './stage.ts'

let stage: Stage
let people: People
let mailbox: Awaited<ReturnType<typeof openMailbox>>
let notifications: StagedService
let replica: Awaited<ReturnType<typeof start>>
let database: Database<any>
let agency: Agency
let now = monday
const clock = () => now

beforeAll(async () => {
  stage = await openStage()
  people = await openPeople(stage)
  mailbox = await openMailbox()
  notifications = await stage.run('notifications', start, { ...onRequestOnly, PEOPLE_URL: people.url, SMTP_URL: mailbox.url }, clock)
  replica = await start({ ...notifications.env, PORT: '0' }, clock)
  // A service looks once at its start: let it look before there is anything to see.
  await until(async () => (await replica.ready()).ready)
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
  await replica.stop()
  await stage.close()
  await mailbox.close()
  await people.close()
})

const mailsTo = (personId: string) => mailbox.mails().filter(({ to }) => to === people.known.get(personId)?.address)
const states = async (personId: string) =>
  (await notifications.admin`select state from digests where person_id = ${personId} order by period`).map(({ state }) => state)

/** Meanwhile another course has become the next one. */
const moveOn = (first: AssignmentState) => {
  const nextCourse = { courseId: 'listen-first', title: { en: 'Listen first', fr: 'Écouter d’abord' }, minutes: 5 }
  return agency.hear(AssignmentProgressed, first.assignmentId, { ...first, stepsDone: 3, nextCourse }, 2)
}

describe('the weekly digest', () => {
  it('goes out on Monday from eight in the person’s time zone, once', async () => {
    const amal = await agency.join('Amal')
    const ines = await agency.join('Ines', { timeZone: 'America/Vancouver' })
    for (const { personId } of [amal, ines]) await agency.assign(personId)
    now = new Date(monday.getTime() - 3 * 3_600_000)
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 0 })
    now = monday
    expect((await runDigests(notifications)).body).toEqual({ sent: 1, nothingToSay: 0, failed: 0, alreadySent: 0 })
    expect((await runDigests(notifications)).body).toEqual({ sent: 0, nothingToSay: 0, failed: 0, alreadySent: 1 })
    now = new Date(monday.getTime() + 3 * 3_600_000)
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 1, alreadySent: 1 })
    expect([mailsTo(amal.personId).length, mailsTo(ines.personId).length]).toEqual([1, 1])
  })

  it('goes out by itself', async () => {
    const amal = await agency.join('Amal')
    await agency.assign(amal.personId)
    const watchful = await start({ ...notifications.env, PORT: '0', DIGEST_CHECK_SECONDS: '1' }, clock)
    await until(async () => mailsTo(amal.personId)[0])
    await watchful.stop()
    expect(await states(amal.personId)).toEqual(['sent'])
  })

  it('tells what is next, where it leads and how to stop it, as a mail program reads it', async () => {
    const amal = await agency.join('Amal', { language: 'fr' })
    await agency.assign(amal.personId, { stepsTotal: 5, stepsDone: 2 })
    await runDigests(notifications)
    const [mail] = mailsTo(amal.personId)
    expect(mail?.subject).toBe('Vos 4 prochaines minutes\u00a0: Parler d’accès avec tact')
    expect(mail?.text).toContain('marche 3 sur 5')
    expect(mail?.text).toContain('<http://localhost:4000/courses/ask-about-access>')
    expect(mail?.html).toContain('<html lang="fr"')
    expect(mail?.header('list-unsubscribe')).toMatch(/^<http:\/\/localhost:4000\/unsubscribe\/[\w-]{86}>$/)
    expect(mail?.header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    expect(mail?.header('message-id')).toBe(`<digest.${monday.toISOString().slice(0, 10)}.${amal.personId}@localhost>`)
    expect(mail?.from).toBe('handrail@example.org')
  })

  it('is told to the other services once it was accepted', async () => {
    const amal = await agency.join('Amal')
    await agency.assign(amal.personId)
    await runDigests(notifications)
    const [event] = await notifications.admin`select type, aggregate_version, data from outbox where data->>'personId' = ${amal.personId}`
    expect(event).toMatchObject({
      type: 'notifications.digest-sent.v1',
      aggregate_version: 1,
      data: { period: monday.toISOString().slice(0, 10), sections: ['my-learning'] },
    })
  })

  it('is one mail with three sections for a champion who manages a team', async () => {
    const joy = await agency.join('Joy', { roles: ['learner', 'champion', 'manager'] })
    const sam = await agency.join('Sam')
    const ines = await agency.join('Ines')
    await agency.assign(joy.personId)
    await agency.assign(sam.personId)
    await agency.assign(ines.personId, { state: 'completed', completedAt: days(-2).toISOString(), nextCourse: null, finishOn: null })
    await agency.form({ managerIds: [joy.personId], memberIds: [sam.personId, ines.personId] })
    await agency.gather({ championId: joy.personId, personIds: [sam.personId, ines.personId] })
    await agency.ask(sam.personId, joy.personId)
    await runDigests(notifications)
    const mails = mailsTo(joy.personId)
    expect(mails).toHaveLength(1)
    expect(mails[0]?.subject).toBe('Someone asks for your help')
    for (const words of [
      'My learning',
      'My team',
      'My cohort',
      'Sam asks for your help.',
      'Ines finished Safe from day one.',
      'Nobody has protected time yet.',
    ])
      expect(mails[0]?.text).toContain(words)
    expect(mailsTo(sam.personId)[0]?.text).not.toMatch(/My team|My cohort/)
  })

  it('tells a champion of the questions on their page: theirs, and those to nobody or to who is no champion, but not of who left', async () => {
    const joy = await agency.join('Joy', { roles: ['learner', 'champion'] })
    const luc = await agency.join('Luc', { roles: ['learner', 'champion'] })
    const [sam, ines, amal, mei, yara] = [
      await agency.join('Sam'),
      await agency.join('Ines'),
      await agency.join('Amal'),
      await agency.join('Mei'),
      await agency.join('Yara'),
    ]
    await agency.ask(sam.personId, joy.personId)
    await agency.ask(ines.personId, null)
    await agency.ask(amal.personId, mei.personId)
    await agency.ask(yara.personId, luc.personId)
    await agency.ask(mei.personId, joy.personId)
    await agency.hear(PersonLeft, mei.personId, { ...PersonJoined.example, personId: mei.personId, state: 'left' }, 2)
    await runDigests(notifications)
    expect(mailsTo(joy.personId)[0]?.text).toContain('Sam, Ines and Amal ask for your help.')
    expect(mailsTo(luc.personId)[0]?.text).toContain('Ines, Amal and Yara ask for your help.')
  })

  it('lets a cohort rest when it has ended, and forgets it two weeks later', async () => {
    const joy = await agency.join('Joy', { roles: ['learner', 'champion'] })
    const sam = await agency.join('Sam')
    const ines = await agency.join('Ines')
    await agency.assign(sam.personId)
    await agency.assign(ines.personId, { state: 'completed', completedAt: days(-1).toISOString(), nextCourse: null, finishOn: null })
    const cohortId = uuidv7()
    const startsOn = (weeks: number) =>
      days(-7 * weeks)
        .toISOString()
        .slice(0, 10)
    const mailAfter = async (weeksAgo: number, version: number) => {
      const cohort = { ...CohortChanged.example, cohortId, championId: joy.personId, personIds: [sam.personId, ines.personId] }
      await agency.hear(CohortChanged, cohortId, { ...cohort, startsOn: startsOn(weeksAgo), weeks: 8 }, version)
      await notifications.admin`delete from digests`
      await runDigests(notifications)
      return mailsTo(joy.personId)[version - 1]?.text ?? ''
    }
    const lastWeek = await mailAfter(7, 1)
    expect(lastWeek).toContain('One person has been quiet')
    const ended = await mailAfter(8, 2)
    expect(ended).toContain('Ines finished Safe from day one.')
    expect(ended).not.toContain('quiet')
    expect(await mailAfter(10, 3)).toBe('')
  })

  it('is not sent when there is nothing to say; finished work is nothing', async () => {
    const amal = await agency.join('Amal')
    await agency.assign(amal.personId, { state: 'completed', completedAt: days(-2).toISOString(), nextCourse: null, finishOn: null })
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 0, nothingToSay: 1 })
    expect(mailsTo(amal.personId)).toEqual([])
    await agency.assign(amal.personId, { createdAt: now.toISOString() })
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 0 })
    expect((await runDigests(notifications, true)).body).toMatchObject({ sent: 1 })
  })

  it('is built from the state at sending', async () => {
    const amal = await agency.join('Amal')
    const first = agency.assignment(amal.personId)
    await agency.assign(amal.personId, first)
    people.away = true
    await runDigests(notifications)
    people.away = false
    await moveOn(first)
    now = new Date(monday.getTime() + 3_600_000)
    await runDigests(notifications)
    expect(mailsTo(amal.personId).map(({ subject }) => subject)).toEqual(['Your next 5\u00a0minutes: Listen first'])
  })

  it('does not offer a course that was finished in the meantime, whichever event came first', async () => {
    const amal = await agency.join('Amal')
    await agency.assign(amal.personId)
    await agency.finish(amal.personId, new Date(Date.now() + 60_000))
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 0, nothingToSay: 1 })
  })

  it('comes for the first time on the Monday after somebody was heard of', async () => {
    const amal = await agency.join('Amal')
    await agency.assign(amal.personId)
    await notifications.admin`update recipients set known_since = ${new Date(monday.getTime() + 60_000)} where person_id = ${amal.personId}`
    now = days(2)
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 0, nothingToSay: 0 })
    now = days(7)
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 1 })
  })

  it('catches up with this week only, after weeks away', async () => {
    const amal = await agency.join('Amal')
    await agency.assign(amal.personId)
    people.away = true
    await runDigests(notifications)
    now = days(7)
    await runDigests(notifications)
    people.away = false
    now = days(16)
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 1 })
    expect(mailsTo(amal.personId)).toHaveLength(1)
    expect(await states(amal.personId)).toEqual(['lapsed', 'lapsed', 'sent'])
  })

  it('does not go to whoever left, nor to whom people does not know', async () => {
    const [amal, sam] = [await agency.join('Amal'), await agency.join('Sam')]
    for (const { personId } of [amal, sam]) await agency.assign(personId)
    await agency.hear(PersonLeft, amal.personId, { ...PersonJoined.example, personId: amal.personId, state: 'left' }, 2)
    people.known.delete(sam.personId)
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 0, failed: 0 })
    expect([await states(amal.personId), await states(sam.personId)]).toEqual([[], ['withheld']])
  })

  it('stays due while people is away', async () => {
    const amal = await agency.join('Amal')
    await agency.assign(amal.personId)
    people.away = true
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 0, failed: 1 })
    people.away = false
    expect(await states(amal.personId)).toEqual(['due'])
    now = new Date(monday.getTime() + 60_000)
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 1 })
  })

  it('is one per person and week under many runs at once, in two replicas', async () => {
    const everybody = await Promise.all(Array.from({ length: 60 }, (_, n) => agency.join(`Person${n}`)))
    for (const { personId } of everybody) await agency.assign(personId)
    const both = [notifications, { url: replica.url, env: notifications.env }]
    const results = await Promise.all([...both, ...both].map((service, index) => runDigests(service, index % 2 === 0)))
    expect(results.reduce((sum, { body }) => sum + body.sent, 0)).toBe(60)
    expect(everybody.map(({ personId }) => mailsTo(personId).length)).toEqual(Array(60).fill(1))
  })

  it('is not sent by a run that another one has overtaken', async () => {
    const amal = await agency.join('Amal')
    await agency.assign(amal.personId)
    let overtaking: Promise<{ body: { sent: number } }> | undefined
    people.whenAsked = async () => {
      people.whenAsked = async () => {}
      overtaking = runDigests({ url: replica.url, env: notifications.env }, true)
      await overtaking
    }
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 0, failed: 0 })
    expect([(await overtaking)?.body.sent, mailsTo(amal.personId).length]).toEqual([1, 1])
  })

  it('is composed anew when its claim is over before its turn came', async () => {
    const amal = await agency.join('Amal')
    const first = agency.assignment(amal.personId)
    await agency.assign(amal.personId, first)
    people.whenAsked = async () => {
      people.whenAsked = async () => {}
      now = new Date(monday.getTime() + 6 * 60_000)
      await moveOn(first)
    }
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 1 })
    expect(mailsTo(amal.personId).map(({ subject }) => subject)).toEqual(['Your next 5\u00a0minutes: Listen first'])
  })

  it('is not sent as an older run composed it, once another run has claimed it', async () => {
    const amal = await agency.join('Amal')
    const first = agency.assignment(amal.personId)
    await agency.assign(amal.personId, first)
    const older = Promise.withResolvers<void>()
    let newer: ReturnType<typeof runDigests> | undefined
    people.whenAsked = async () => {
      now = new Date(monday.getTime() + 1_000)
      await moveOn(first)
      await new Promise<void>((resolve) => {
        people.whenAsked = () => {
          resolve()
          return older.promise
        }
        newer = runDigests({ url: replica.url, env: notifications.env }, true)
      })
    }
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 0, failed: 0 })
    people.whenAsked = async () => {}
    older.resolve()
    expect((await newer)?.body).toMatchObject({ sent: 1 })
    expect(mailsTo(amal.personId).map(({ subject }) => subject)).toEqual(['Your next 5\u00a0minutes: Listen first'])
  })

  it('never shows one agency what another does', async () => {
    const other = newAgency(database, people)
    const boss = await agency.join('Boss', { roles: ['manager'] })
    const stranger = await other.join('Stranger')
    await other.assign(stranger.personId)
    await agency.form({ managerIds: [boss.personId], memberIds: [stranger.personId] })
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 1, nothingToSay: 1 })
    expect(mailsTo(boss.personId)).toEqual([])
  })
})

describe('the command that runs digests', () => {
  it('is for services that know the secret', async () => {
    expect((await runDigests(notifications, true, 'not the secret')).status).toBe(401)
  })
  it('refuses a body it does not understand', async () => {
    const response = await fetch(`${notifications.url}/internal/digest-runs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${notifications.env.SERVICE_SECRET}`, 'content-type': 'application/json' },
      body: '{"everybody":true}',
    })
    expect(response.status).toBe(422)
  })
  it('sends this week’s before it is due, and then not again when it is', async () => {
    const amal = await agency.join('Amal')
    await agency.assign(amal.personId)
    now = new Date(monday.getTime() - 6 * 3_600_000)
    expect((await runDigests(notifications, true)).body).toEqual({ sent: 1, nothingToSay: 0, failed: 0, alreadySent: 0 })
    expect((await runDigests(notifications, true)).body).toEqual({ sent: 0, nothingToSay: 0, failed: 0, alreadySent: 1 })
    now = monday
    expect((await runDigests(notifications)).body).toMatchObject({ sent: 0, alreadySent: 1 })
    expect(mailsTo(amal.personId)).toHaveLength(1)
  })
})
