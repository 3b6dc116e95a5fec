import { ChampionSuggested, PersonJoined, PersonLeft } from '@handrail/contracts'
import { openStage, type Stage, type StagedService } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import { cast, course, outboxOf, path, person } from './cast.ts'

let stage: Stage
let progress: StagedService
let on: ReturnType<typeof cast>
let now = new Date()
beforeAll(async () => {
  stage = await openStage()
  progress = await stage.run('progress', start, {}, () => now)
  on = cast(stage, progress)
  await on.courses(course('listening'), course('leading'))
  await on.paths(path('safe', ['listening']), path('champions', ['leading'], 'champion'))
})
afterAll(() => stage.close())

type Somebody = { personId: string; organizationId: string; roles?: ('champion' | 'lead')[] }
const inOrganization = async (people: number) => {
  const organizationId = uuidv7()
  const members = Array.from({ length: people }, (): Somebody => ({ personId: uuidv7(), organizationId }))
  for (const { personId } of members) await on.heard(await stage.publish(PersonJoined, { organizationId, aggregateId: personId, data: person(personId) }))
  return members as [Somebody, Somebody, Somebody, Somebody]
}
const makeChampion = async (who: Somebody): Promise<Somebody> => {
  await on.champion(who.organizationId, who.personId)
  return { ...who, roles: ['champion'] }
}
const daysLater = (days: number) => new Date(now.getTime() + days * 86_400_000)
const dayOf = (date: Date) => date.toISOString().slice(0, 10)
const suggest = async ({ organizationId, personId }: Somebody, version = 1) =>
  on.heard(await stage.publish(ChampionSuggested, { organizationId, aggregateId: personId, version, data: { personId, suggestedAt: now.toISOString() } }))
const home = async (who: Somebody) => (await progress.as(who)('GET', '/api/v1/learning/mine')).body
const answerInvitation = (who: Somebody, id: string, answer: string) => progress.as(who)('POST', `/api/v1/champion-invitations/${id}/${answer}`, {})
const ask = (who: Somebody, question = 'How?', more: Record<string, unknown> = {}, key: string = uuidv7()) =>
  progress.as(who)('POST', '/api/v1/help-requests', { courseId: 'listening', cardId: 'ask', question, ...more }, { 'idempotency-key': key })
const answerHelp = (who: Somebody, id: string, answer = 'Like this.') => progress.as(who)('POST', `/api/v1/help-requests/${id}/answer`, { answer })
const mine = async (who: Somebody) => (await progress.as(who)('GET', '/api/v1/cohorts/mine')).body
const createCohort = (by: Somebody, championId: string, personIds: string[], more: Record<string, unknown> = {}) =>
  progress.as({ ...by, roles: ['lead'] })(
    'POST',
    '/api/v1/cohorts',
    { championId, personIds, pathId: 'safe', startsOn: dayOf(now), weeks: 6, ...more },
    { 'idempotency-key': uuidv7() },
  )
const card = (who: Somebody, cardId: string, courseId = 'listening') =>
  progress.as(who)('PUT', `/api/v1/course-progress/${courseId}/cards/${cardId}`, { courseVersion: 1 })
const open = (who: Somebody, cardId: string) => progress.as(who)('POST', `/api/v1/course-progress/listening/openings/${cardId}`)

describe('an invitation to become a champion', () => {
  it('is made once, assigns the path when accepted, and finishing it carries the role', async () => {
    const [amal] = await inOrganization(1)
    await suggest(amal)
    await suggest(amal, 2)
    const { invitation } = await home(amal)
    expect((await outboxOf(progress, invitation.invitationId)).length).toBe(1)
    expect((await answerInvitation(amal, invitation.invitationId, 'acceptance')).status).toBe(204)
    expect((await answerInvitation(amal, invitation.invitationId, 'acceptance')).status).toBe(204)
    expect((await answerInvitation(amal, invitation.invitationId, 'refusal')).body.code).toBe('invitation-already-answered')
    const after = await home(amal)
    expect(after.invitation).toBeNull()
    expect(after.assignments).toMatchObject([{ reason: 'champion', pathId: 'champions', state: 'active' }])
    for (const cardId of ['one', 'ask', 'end']) await card(amal, cardId, 'leading')
    expect((await outboxOf(progress, after.assignments[0].assignmentId)).at(-1)).toMatchObject({
      type: 'progress.assignment-completed.v1',
      data: { grantsRole: 'champion' },
    })
    expect((await outboxOf(progress, invitation.invitationId)).map((row) => row.data.state)).toEqual(['invited', 'accepted'])
  })
  it('who has finished the path before gets an assignment that is completed at once', async () => {
    const [amal] = await inOrganization(1)
    for (const cardId of ['one', 'ask', 'end']) await card(amal, cardId, 'leading')
    await suggest(amal)
    await answerInvitation(amal, (await home(amal)).invitation.invitationId, 'acceptance')
    const { assignmentId } = (await home(amal)).assignments[0]
    expect((await outboxOf(progress, assignmentId)).map((row) => row.type)).toEqual(['progress.assignment-created.v1', 'progress.assignment-completed.v1'])
  })
  it('that was declined is not made again', async () => {
    const [amal] = await inOrganization(1)
    await suggest(amal)
    const { invitationId } = (await home(amal)).invitation
    expect((await answerInvitation(amal, invitationId, 'refusal')).status).toBe(204)
    await suggest(amal, 2)
    expect((await home(amal)).invitation).toBeNull()
    expect((await answerInvitation(amal, invitationId, 'acceptance')).body.code).toBe('invitation-already-answered')
  })
  it('is not made to a champion, nor answered by somebody else', async () => {
    const [amal, carla] = await inOrganization(2)
    await makeChampion(carla)
    await suggest(carla)
    await suggest(amal)
    expect(await progress.admin`select person_id from champion_invitations where organization_id = ${amal.organizationId}`).toEqual([
      { person_id: amal.personId },
    ])
    const { invitationId } = (await home(amal)).invitation
    expect((await answerInvitation(carla, invitationId, 'acceptance')).body.code).toBe('not-found')
    expect((await answerInvitation({ ...amal, organizationId: uuidv7() }, invitationId, 'acceptance')).body.code).toBe('not-found')
    expect((await answerInvitation(amal, uuidv7(), 'refusal')).body.code).toBe('not-found')
  })
})

describe('help', () => {
  it('goes to the champion of the cohort, is answered there, and comes back to the learner', async () => {
    const [amal, one, other] = await inOrganization(3)
    const carla = await makeChampion(one)
    await makeChampion(other)
    await createCohort(carla, carla.personId, [amal.personId])
    const asked = await ask(amal)
    expect(asked).toMatchObject({ status: 201, body: { championId: carla.personId } })
    expect((await home(amal)).championId).toBe(carla.personId)
    expect((await mine(carla)).asked).toMatchObject([
      { helpRequestId: asked.body.helpRequestId, personId: amal.personId, question: 'How?', cardId: 'ask', title: { en: 'listening' } },
    ])
    expect((await mine({ ...other, roles: ['champion'] })).asked).toEqual([])
    expect((await answerHelp({ ...other, roles: ['champion'] }, asked.body.helpRequestId)).body.code).toBe('not-found')
    for (const _ of ['once', 'again']) expect((await answerHelp(carla, asked.body.helpRequestId)).status).toBe(204)
    expect((await answerHelp(carla, asked.body.helpRequestId, 'Or like that.')).body.code).toBe('help-already-answered')
    expect(await outboxOf(progress, asked.body.helpRequestId)).toHaveLength(2)
    expect((await home(amal)).answeredHelp).toMatchObject([{ question: 'How?', answer: 'Like this.' }])
    expect((await mine(carla)).asked).toEqual([])
  })
  it('without a champion waits for the first one there is', async () => {
    const [amal, one] = await inOrganization(2)
    const asked = await ask(amal)
    expect(asked.body.championId).toBeNull()
    const carla = await makeChampion(one)
    expect((await mine(carla)).asked).toHaveLength(1)
    expect((await answerHelp(carla, asked.body.helpRequestId)).status).toBe(204)
  })
  it('of somebody who has left waits for nobody', async () => {
    const [amal, binta, one] = await inOrganization(3)
    const carla = await makeChampion(one)
    await ask(amal)
    await ask(binta)
    const { organizationId, personId } = amal
    await on.heard(await stage.publish(PersonLeft, { organizationId, aggregateId: personId, version: 2, data: person(personId, { state: 'left' }) }))
    expect((await mine(carla)).asked).toMatchObject([{ personId: binta.personId }])
  })
  it('is answered neither by learners, nor by who asked, nor from another organization', async () => {
    const [amal, one] = await inOrganization(2)
    const { helpRequestId } = (await ask(amal)).body
    expect((await answerHelp(one, helpRequestId)).body.code).toBe('not-allowed')
    expect((await answerHelp({ ...amal, roles: ['champion'] }, helpRequestId)).body.code).toBe('not-found')
    expect((await answerHelp({ personId: uuidv7(), organizationId: uuidv7(), roles: ['champion'] }, helpRequestId)).body.code).toBe('not-found')
    expect((await answerHelp({ ...one, roles: ['champion'] }, helpRequestId, '  ')).body.code).toBe('input-invalid')
  })
  it('asks once under one Idempotency-Key, and no word of it is in an event', async () => {
    const [amal] = await inOrganization(1)
    const first = await ask(amal, 'a canary question', {}, 'one single key')
    expect((await ask(amal, 'a canary question', {}, 'one single key')).body).toEqual(first.body)
    const rows = await outboxOf(progress, first.body.helpRequestId)
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain('canary')
  })
  it('refuses a course and a card that do not exist', async () => {
    const [amal] = await inOrganization(1)
    expect((await ask(amal, 'How?', { courseId: 'nothing' })).body.code).toBe('not-found')
    expect((await ask(amal, 'How?', { cardId: 'nothing' })).body.code).toBe('card-not-in-course')
  })
  it('lists what I asked, newest first, page by page', async () => {
    const [amal] = await inOrganization(1)
    for (const question of ['first', 'second', 'third']) await ask(amal, question)
    const page = (query: string) => progress.as(amal)('GET', `/api/v1/help-requests/mine?${query}`)
    const first = (await page('limit=2')).body
    const second = (await page(`limit=2&cursor=${first.next}`)).body
    expect([...first.rows, ...second.rows].map((row: { question: string }) => row.question)).toEqual(['third', 'second', 'first'])
    expect(second.next).toBeNull()
    expect((await page('cursor=nonsense')).body.code).toBe('input-invalid')
    expect((await page('limit=101')).status).toBe(422)
  })
})

describe('the page of a cohort', () => {
  it('shows who said so, who came back to the same card, who has finished, and no level', async () => {
    const [amal, binta, chen, one] = await inOrganization(4)
    const carla = await makeChampion(one)
    const created = await createCohort(carla, carla.personId, [amal.personId, binta.personId, chen.personId])
    expect(created.status).toBe(201)
    await ask(amal)
    await open(binta, 'ask')
    for (const cardId of ['one', 'ask', 'end']) await card(chen, cardId)
    const before = now
    now = daysLater(1)
    await open(binta, 'ask')
    const page = await mine(carla)
    expect(page.cohorts).toMatchObject([
      {
        cohortId: created.body.cohortId,
        people: [
          { personId: amal.personId, stuck: 'said-so', stuckAt: { courseId: 'listening' }, stepsDone: 0, stepsTotal: 1 },
          { personId: binta.personId, stuck: 'same-card-twice', stuckAt: { courseId: 'listening', title: { en: 'listening' } } },
          { personId: chen.personId, stuck: null, stepsDone: 1, finishedAt: before.toISOString() },
        ],
      },
    ])
    expect(JSON.stringify(page)).not.toMatch(/level|check/i)
    await card(binta, 'ask')
    const signOf = async (who: Somebody) => (await mine(carla)).cohorts[0].people.find((row: { personId: string }) => row.personId === who.personId).stuck
    expect(await signOf(binta)).toBeNull()
    now = daysLater(15)
    expect(await signOf(binta)).toBe('quiet')
    now = before
  })
  it('lists a cohort for two more weeks after its last, in which nobody is quiet any more; questions stay', async () => {
    const [amal, one] = await inOrganization(2)
    const carla = await makeChampion(one)
    const { body } = await createCohort(carla, carla.personId, [amal.personId], { weeks: 3 })
    await createCohort(carla, carla.personId, [amal.personId], { startsOn: dayOf(daysLater(-60)), weeks: 6 })
    const before = now
    const listed = async (days: number) => {
      now = daysLater(days)
      const { cohorts, asked } = await mine(carla)
      now = before
      return [cohorts.map((row: { cohortId: string }) => row.cohortId === body.cohortId), cohorts[0]?.people[0].stuck, asked.length]
    }
    expect(await listed(20)).toEqual([[true], 'quiet', 0])
    expect(await listed(21)).toEqual([[true], null, 0])
    await ask(amal)
    expect(await listed(34)).toEqual([[true], 'said-so', 1])
    expect(await listed(35)).toEqual([[], undefined, 1])
  })
  it('shows own cohorts only, and only to champions', async () => {
    const [amal, one, other] = await inOrganization(3)
    const carla = await makeChampion(one)
    await createCohort(carla, carla.personId, [amal.personId])
    expect((await mine({ ...other, roles: ['champion'] })).cohorts).toEqual([])
    expect((await mine({ ...carla, organizationId: uuidv7() })).cohorts).toEqual([])
    expect((await progress.as(amal)('GET', '/api/v1/cohorts/mine')).body.code).toBe('not-allowed')
  })
  it('is made by a lead, for a champion and people of the organization, around any path but the one that makes champions', async () => {
    const [amal, one] = await inOrganization(2)
    const carla = await makeChampion(one)
    expect((await createCohort(carla, amal.personId, [one.personId])).body.code).toBe('not-found')
    expect((await createCohort(carla, carla.personId, [uuidv7()])).body.code).toBe('not-found')
    expect((await createCohort(carla, carla.personId, [amal.personId], { pathId: 'champions' })).body.code).toBe('not-found')
    expect((await progress.as(carla)('POST', '/api/v1/cohorts', {}, { 'idempotency-key': uuidv7() })).status).toBe(422)
    const [cohort] = await progress.admin`select 1 from cohorts where organization_id = ${amal.organizationId}`
    expect(cohort).toBeUndefined()
  })
})
