import { PersonJoined, PlanChanged, ProgressExport } from '@handrail/contracts'
import { openStage, type Stage, type StagedService } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import { cast, course, path, person, plan } from './cast.ts'

let stage: Stage
let progress: StagedService
let on: ReturnType<typeof cast>
const organizationId = uuidv7()
beforeAll(async () => {
  stage = await openStage()
  progress = await stage.run('progress', start)
  on = cast(stage, progress)
  await on.courses(course('listening'), course('writing'))
  await on.paths(path('safe', ['listening', 'writing']))
})
afterAll(() => stage.close())

const joined = async (roles: ('learner' | 'champion' | 'manager' | 'lead')[] = ['learner']) => {
  const personId = uuidv7()
  await on.heard(await stage.publish(PersonJoined, { organizationId, aggregateId: personId, data: person(personId) }))
  return { personId, organizationId, roles }
}
const key = () => ({ 'idempotency-key': uuidv7() })
const exported = async (who: { personId: string }) => {
  const { status, body } = await progress.as({ ...who, organizationId })('GET', '/api/v1/learning/mine/export')
  expect(status).toBe(200)
  return { held: ProgressExport.parse(body), text: JSON.stringify(body) }
}

it('the export holds what I did, asked, answered and assigned, and names nobody else', async () => {
  const amal = await joined()
  const joy = await joined(['learner', 'champion'])
  const maryse = await joined(['learner', 'manager'])
  await on.champion(organizationId, joy.personId)
  const teamId = uuidv7()
  await on.team(organizationId, teamId, [maryse.personId], [amal.personId])
  await on.heard(await stage.publish(PlanChanged, { organizationId, aggregateId: amal.personId, data: plan(amal.personId, ['listening']) }))
  await progress.as(amal)('POST', '/api/v1/course-progress/listening/openings/one')
  await progress.as(amal)('PUT', '/api/v1/course-progress/listening/cards/one', { courseVersion: 1 })
  const request = { teamId, pathId: 'safe', personIds: [amal.personId], dueOn: null }
  expect((await progress.as(maryse)('POST', '/api/v1/assignments', request, key())).status).toBe(201)
  const question = { courseId: 'listening', cardId: 'one', question: 'How do I begin?' }
  const { helpRequestId } = (await progress.as(amal)('POST', '/api/v1/help-requests', question, key())).body
  expect((await progress.as(joy)('POST', `/api/v1/help-requests/${helpRequestId}/answer`, { answer: 'With a hello.' })).status).toBe(204)

  const mine = await exported(amal)
  expect(mine.held.assignments.map(({ reason, state }) => [reason, state])).toEqual([
    ['self-assessment', 'active'],
    ['manager', 'active'],
  ])
  expect(mine.held.courses).toMatchObject([{ courseId: 'listening', cardsDone: ['one'], finishedAt: null }])
  expect(mine.held.cardsOpened).toMatchObject([{ courseId: 'listening', cardId: 'one' }])
  expect(mine.held.questions).toMatchObject([{ ...question, answer: 'With a hello.' }])
  expect([mine.held.answersGiven, mine.held.assigned]).toEqual([[], []])
  for (const other of [joy, maryse]) expect(mine.text).not.toContain(other.personId)

  const hers = await exported(joy)
  expect(hers.held.answersGiven).toMatchObject([{ courseId: 'listening', answer: 'With a hello.' }])
  expect(hers.text).not.toContain('How do I begin?')
  expect(hers.text).not.toContain(amal.personId)

  const managers = await exported(maryse)
  expect(managers.held.assigned).toMatchObject([{ people: 1, undoneAt: null }])
  expect(managers.text).not.toContain(amal.personId)
})

it('of somebody who has done nothing yet is empty', async () => {
  const { held } = await exported(await joined())
  expect(Object.values(held).flat()).toEqual([])
})
