import { PersonLeft, type TeamProgress } from '@handrail/contracts'
import { openStage, type Stage, type StagedService } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import { cast, course, outboxOf, path, person } from './cast.ts'

let stage: Stage
let progress: StagedService
let on: ReturnType<typeof cast>
let now = new Date()
const organizationId = uuidv7()
const maria = { personId: uuidv7(), organizationId, roles: ['learner' as const, 'manager' as const] }
beforeAll(async () => {
  stage = await openStage()
  progress = await stage.run('progress', start, {}, () => now)
  on = cast(stage, progress)
  await on.courses(course('listening'), course('writing'))
  await on.paths(path('safe', ['listening', 'writing']), path('short', ['writing']), path('champions', ['writing'], 'champion'))
})
afterAll(() => stage.close())

const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const dayAfter = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)
const teamOf = async (people: number) => {
  const teamId = uuidv7()
  const memberIds = Array.from({ length: people }, () => uuidv7())
  await on.team(organizationId, teamId, [maria.personId], memberIds)
  return { teamId, memberIds }
}
type Body = { teamId: string; pathId: string; personIds: string[]; dueOn: string | null }
const dryRun = (body: Body, by = maria) => progress.as(by)('POST', '/api/v1/assignments/dry-runs', body)
const assign = (body: Body, key: string = uuidv7(), by = maria) => progress.as(by)('POST', '/api/v1/assignments', body, { 'idempotency-key': key })
const undo = (batchId: string, by = maria) => progress.as(by)('DELETE', `/api/v1/assignment-batches/${batchId}`)
const teamPage = (teamId: string, by = maria) => progress.as(by)('GET', `/api/v1/team-progress/${teamId}`)
const finish = async (personId: string, courseId: string) => {
  for (const cardId of ['one', 'ask', 'end'])
    await progress.as({ personId, organizationId })('PUT', `/api/v1/course-progress/${courseId}/cards/${cardId}`, { courseVersion: 1 })
}

describe('assigning a path to a team', () => {
  it('a dry run says who, how many minutes, who has finished it and when it fits, and changes nothing', async () => {
    const { teamId, memberIds } = await teamOf(3)
    const [quick = '', slow = '', done = ''] = memberIds
    await on.protectedTime(organizationId, quick, 60)
    await finish(done, 'listening')
    await finish(done, 'writing')
    const { status, body } = await dryRun({ teamId, pathId: 'safe', personIds: memberIds, dueOn: dayAfter(3) })
    expect([status, body.minutesInAll, body.dateThatFits]).toEqual([200, 20, dayAfter(5)])
    const rowOf = (personId: string) => body.rows.find((row: { personId: string }) => row.personId === personId)
    expect(rowOf(quick)).toMatchObject({ minutes: 10, minutesPerWeek: 60, protected: true, finishOn: dayAfter(2), fits: true })
    expect(rowOf(slow)).toMatchObject({ minutes: 10, minutesPerWeek: 15, protected: false, finishOn: dayAfter(5), fits: false })
    expect(rowOf(done)).toMatchObject({ minutes: 0, completedAlready: true })
    expect(await progress.admin`select 1 from assignments where person_id = any(${memberIds}::uuid[])`).toEqual([])
  })
  it('refuses a date that does not fit for somebody with the date that does, and a date in the past', async () => {
    const { teamId, memberIds } = await teamOf(1)
    const asked = { teamId, pathId: 'safe', personIds: memberIds }
    expect(await assign({ ...asked, dueOn: dayAfter(1) })).toMatchObject({
      status: 409,
      body: { code: 'due-date-needs-more-time', facts: { dateThatFits: dayAfter(5) } },
    })
    expect((await assign({ ...asked, dueOn: dayAfter(-2) })).body.code).toBe('due-date-in-the-past')
    expect((await assign({ ...asked, dueOn: dayAfter(5) })).body.assigned).toBe(1)
  })
  it('gives it once under one Idempotency-Key, and not again to who has it', async () => {
    const { teamId, memberIds } = await teamOf(2)
    const body = { teamId, pathId: 'safe', personIds: memberIds, dueOn: null }
    const first = await assign(body, 'the same key')
    expect([first.status, first.body.assigned]).toEqual([201, 2])
    expect((await assign(body, 'the same key')).body).toEqual(first.body)
    expect((await assign({ ...body, pathId: 'short' }, 'the same key')).body.code).toBe('idempotency-key-reused')
    expect((await assign(body)).body.assigned).toBe(0)
    expect(await progress.admin`select version, assigned_by from assignments where person_id = any(${memberIds}::uuid[])`).toHaveLength(2)
  })
  it('gives it once when two managers confirm at the same moment', async () => {
    const { teamId, memberIds } = await teamOf(4)
    const body = { teamId, pathId: 'safe', personIds: memberIds, dueOn: null }
    const answers = await Promise.all([assign(body), assign({ ...body, personIds: memberIds.toReversed() })])
    expect(answers.map((answer) => answer.status)).toEqual([201, 201])
    expect(answers.reduce((sum, answer) => sum + answer.body.assigned, 0)).toBe(4)
  })
  it('counts both paths when it asks for time a second time', async () => {
    const { teamId, memberIds } = await teamOf(1)
    await assign({ teamId, pathId: 'safe', personIds: memberIds, dueOn: null })
    expect((await dryRun({ teamId, pathId: 'short', personIds: memberIds, dueOn: null })).body.dateThatFits).toBe(dayAfter(7))
  })
  it('is for managers of that team and leads, for members, and for paths that exist', async () => {
    const { teamId, memberIds } = await teamOf(1)
    const body = { teamId, pathId: 'safe', personIds: memberIds, dueOn: null }
    const other = { ...maria, personId: uuidv7() }
    const elsewhere = { ...maria, organizationId: uuidv7() }
    const learner = { ...maria, roles: ['learner' as const] }
    const lead = { ...other, roles: ['lead' as const] }
    for (const ask of [dryRun, (asked: Body, by: typeof maria) => assign(asked, uuidv7(), by)]) {
      expect((await ask(body, other)).body.code).toBe('not-found')
      expect((await ask(body, learner as never)).body.code).toBe('not-allowed')
      expect((await ask(body, elsewhere)).body.code).toBe('not-found')
      expect((await ask({ ...body, personIds: [uuidv7()] }, maria)).body.code).toBe('not-found')
      expect((await ask({ ...body, pathId: 'nowhere' }, maria)).body.code).toBe('not-found')
      expect((await ask({ ...body, teamId: uuidv7() }, maria)).body.code).toBe('not-found')
      expect((await ask({ ...body, personIds: [] }, maria)).body.code).toBe('input-invalid')
    }
    expect((await dryRun(body, lead as never)).status).toBe(200)
    expect((await progress.as(maria)('POST', '/api/v1/assignments', body)).status).toBe(422)
    expect(await progress.admin`select 1 from assignments where person_id = any(${memberIds}::uuid[])`).toEqual([])
  })
})

it('the path that makes champions is nobody’s to assign: people are invited to it', async () => {
  const { teamId, memberIds } = await teamOf(1)
  const lead = { ...maria, personId: uuidv7(), roles: ['lead' as const] } as never
  for (const by of [maria, lead]) {
    const body = { teamId, pathId: 'champions', personIds: memberIds, dueOn: null }
    expect((await dryRun(body, by)).body.code).toBe('not-found')
    expect((await assign(body, uuidv7(), by)).body.code).toBe('not-found')
  }
  expect(await progress.admin`select 1 from assignments where person_id = any(${memberIds}::uuid[])`).toEqual([])
})

describe('undoing', () => {
  it('withdraws what nobody has completed, each with an event, and doing it again changes nothing', async () => {
    const { teamId, memberIds } = await teamOf(2)
    const [quick = '', slow = ''] = memberIds
    const { body } = await assign({ teamId, pathId: 'short', personIds: memberIds, dueOn: null })
    await finish(quick, 'writing')
    expect((await undo(body.batchId)).status).toBe(204)
    expect((await undo(body.batchId)).status).toBe(204)
    const rows = await progress.admin`select assignment_id, person_id, state from assignments where batch_id = ${body.batchId}`
    expect(Object.fromEntries(rows.map((row) => [row.person_id, row.state]))).toEqual({ [quick]: 'completed', [slow]: 'withdrawn' })
    const withdrawn = rows.find((row) => row.person_id === slow)?.assignment_id
    expect((await outboxOf(progress, withdrawn)).map((row) => row.type)).toEqual(['progress.assignment-created.v1', 'progress.assignment-withdrawn.v1'])
  })
  it('is offered and possible for ten minutes', async () => {
    const { teamId, memberIds } = await teamOf(1)
    const { body } = await assign({ teamId, pathId: 'safe', personIds: memberIds, dueOn: null })
    expect((await teamPage(teamId)).body.undoable).toMatchObject([{ batchId: body.batchId, people: 1, title: { en: 'safe' } }])
    const before = now
    now = minutesLater(11)
    expect((await undo(body.batchId)).body.code).toBe('undo-too-late')
    expect((await teamPage(teamId)).body.undoable).toEqual([])
    now = before
  })
  it('is for the managers of that team', async () => {
    const { teamId, memberIds } = await teamOf(1)
    const { body } = await assign({ teamId, pathId: 'safe', personIds: memberIds, dueOn: null })
    expect((await undo(body.batchId, { ...maria, personId: uuidv7() })).body.code).toBe('not-found')
    expect((await undo(body.batchId, { ...maria, organizationId: uuidv7() })).body.code).toBe('not-found')
    expect((await undo(uuidv7())).body.code).toBe('not-found')
    expect(await progress.admin`select state from assignments where batch_id = ${body.batchId}`).toEqual([{ state: 'active' }])
  })
})

describe('the team page', () => {
  it('counts who is moving, who has finished and who has no protected time, with no level anywhere', async () => {
    const { teamId, memberIds } = await teamOf(3)
    const [quick = '', moving = ''] = memberIds
    await on.protectedTime(organizationId, quick, 30)
    await assign({ teamId, pathId: 'short', personIds: [quick, moving], dueOn: null })
    await finish(quick, 'writing')
    await progress.as({ personId: moving, organizationId })('PUT', '/api/v1/course-progress/writing/cards/one', { courseVersion: 1 })
    const { body } = await teamPage(teamId)
    expect(body.facts).toEqual({ people: 3, moving: 2, finished: 1, withoutProtectedTime: 2 })
    expect(JSON.stringify(body)).not.toMatch(/level|check/i)
    const before = now
    now = minutesLater(15 * 24 * 60)
    expect((await teamPage(teamId)).body.facts.moving).toBe(0)
    now = before
  })
  it('tells of the people who are asked for and counts all; what was asked of others is not told', async () => {
    const { teamId, memberIds } = await teamOf(3)
    const [, second = '', third = ''] = memberIds
    const other = await teamOf(1)
    await assign({ teamId, pathId: 'short', personIds: memberIds, dueOn: null })
    await finish(third, 'writing')
    const everybody = (await teamPage(teamId)).body
    const some = (await teamPage(`${teamId}?people=${third},${second},${other.memberIds[0]},${uuidv7()}`)).body
    expect(some.facts).toEqual(everybody.facts)
    expect(some.facts).toMatchObject({ people: 3, moving: 1, finished: 1 })
    expect(some.people).toEqual(everybody.people.slice(1))
    expect((await teamPage(`${teamId}?people=`)).body).toEqual({ ...everybody, people: [] })
    expect((await teamPage(`${teamId}?people=${second},me`)).status).toBe(422)
    expect((await teamPage(`${teamId}?people=${Array.from({ length: 101 }, () => uuidv7())}`)).status).toBe(422)
  })
  it('counts as it tells, one by one', async () => {
    const { teamId, memberIds } = await teamOf(6)
    const [first = '', second = '', third = '', gone = ''] = memberIds
    await on.protectedTime(organizationId, first, 30)
    await on.protectedTime(organizationId, second, 0)
    await assign({ teamId, pathId: 'short', personIds: [first, second, gone], dueOn: null })
    await finish(first, 'writing')
    await finish(gone, 'writing')
    await progress.as({ personId: third, organizationId })('PUT', '/api/v1/course-progress/writing/cards/one', { courseVersion: 1 })
    await on.heard(await stage.publish(PersonLeft, { organizationId, aggregateId: gone, data: person(gone, { state: 'left' }) }))
    const { facts, people } = (await teamPage(teamId)).body as TeamProgress
    const hasFinished = (person: TeamProgress['people'][number]) =>
      person.assignments.length > 0 && person.assignments.every(({ state }) => state === 'completed')
    expect(facts).toEqual({
      people: people.length,
      moving: people.filter(({ moving }) => moving).length,
      finished: people.filter(hasFinished).length,
      withoutProtectedTime: people.filter(({ protectedMinutes }) => !protectedMinutes).length,
    })
    expect(facts).toEqual({ people: 5, moving: 2, finished: 1, withoutProtectedTime: 4 })
  })
  it('is for the managers of that team and leads', async () => {
    const { teamId } = await teamOf(1)
    expect((await teamPage(teamId, { ...maria, personId: uuidv7() })).body.code).toBe('not-found')
    expect((await teamPage(teamId, { ...maria, organizationId: uuidv7() })).body.code).toBe('not-found')
    expect((await teamPage(teamId, { ...maria, personId: uuidv7(), roles: ['lead'] } as never)).status).toBe(200)
    expect((await teamPage('mine')).status).toBe(422)
  })
})
