import { MicroCourseRetired, PersonErased, PlanChanged, TeamAssignmentRequest } from '@handrail/contracts'
import { openStage, type Stage, type StagedService } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import { cast, course, outboxOf, path, person, plan } from './cast.ts'

let stage: Stage
let progress: StagedService
let on: ReturnType<typeof cast>
const organizationId = uuidv7()
beforeAll(async () => {
  stage = await openStage()
  progress = await stage.run('progress', start)
  on = cast(stage, progress)
  await on.courses(course('listening'), course('writing'), course('speaking'))
  await on.paths(path('first-week', ['speaking']))
})
afterAll(() => stage.close())

type Someone = { personId: string; organizationId: string }
const somebody = (): Someone => ({ personId: uuidv7(), organizationId })
const choose = (who: Someone, courseId: string) => progress.as(who)('PUT', `/api/v1/learning/choices/${courseId}`)
const takeOut = (who: Someone, courseId: string) => progress.as(who)('DELETE', `/api/v1/learning/choices/${courseId}`)
const statesOf = async (who: Someone) => (await progress.as(who)('GET', '/api/v1/learning/courses')).body.courses
const homeOf = async (who: Someone) => (await progress.as(who)('GET', '/api/v1/learning/mine')).body
const finish = async (who: Someone, courseId: string) => {
  for (const cardId of ['one', 'ask', 'end'])
    await progress.as(who)('PUT', `/api/v1/course-progress/${courseId}/cards/${cardId}`, { courseVersion: 1, choiceIds: ['right'] })
}

describe('a course of one’s own choice', () => {
  it('is in the path at once, with its minutes and a date, and out of it again', async () => {
    const amal = somebody()
    expect([(await choose(amal, 'listening')).status, (await choose(amal, 'writing')).status]).toEqual([204, 204])
    const { assignments, next } = await homeOf(amal)
    expect(assignments).toMatchObject([{ reason: 'chosen', title: null, minutesLeft: 10, dueOn: null, finishOn: expect.any(String), steps: [{}, {}] }])
    expect(next.step.courseId).toBe('listening')
    expect(await statesOf(amal)).toEqual([
      { courseId: 'listening', state: 'to-do', inPath: true, chosen: true },
      { courseId: 'writing', state: 'to-do', inPath: true, chosen: true },
    ])
    await takeOut(amal, 'listening')
    expect((await homeOf(amal)).assignments).toMatchObject([{ minutesLeft: 5, steps: [{ courseId: 'writing' }] }])
    await takeOut(amal, 'writing')
    expect(await homeOf(amal)).toMatchObject({ assignments: [], next: null })
    expect((await outboxOf(progress, assignments[0].assignmentId)).map(({ type, data }) => [type, data.reason, data.state])).toEqual([
      ['progress.assignment-created.v1', 'chosen', 'active'],
      ['progress.assignment-progressed.v1', 'chosen', 'active'],
      ['progress.assignment-progressed.v1', 'chosen', 'active'],
      ['progress.assignment-withdrawn.v1', 'chosen', 'withdrawn'],
    ])
  })
  it('is added once, however often and from however many devices it is sent', async () => {
    const amal = somebody()
    await Promise.all(Array.from({ length: 8 }, (_, index) => choose(amal, index % 2 ? 'listening' : 'writing')))
    await choose(amal, 'listening')
    expect(await progress.admin`select version, steps_total from assignments where person_id = ${amal.personId}`).toEqual([{ version: 2, steps_total: 2 }])
    for (const _ of [1, 2]) expect((await takeOut(amal, 'listening')).status).toBe(204)
    expect(await progress.admin`select version, steps_total from assignments where person_id = ${amal.personId}`).toEqual([{ version: 3, steps_total: 1 }])
  })
  it('changes nothing where it is in another path, or finished', async () => {
    const amal = somebody()
    const planned = plan(amal.personId, ['listening'])
    await on.heard(await stage.publish(PlanChanged, { organizationId, aggregateId: planned.planId, data: planned }))
    await finish(amal, 'writing')
    for (const courseId of ['listening', 'writing']) expect((await choose(amal, courseId)).status).toBe(204)
    expect((await homeOf(amal)).assignments).toMatchObject([{ reason: 'self-assessment' }])
    expect(await statesOf(amal)).toEqual([
      { courseId: 'listening', state: 'to-do', inPath: true, chosen: false },
      { courseId: 'writing', state: 'done', inPath: false, chosen: false },
    ])
    await takeOut(amal, 'listening')
    expect((await homeOf(amal)).assignments).toMatchObject([{ minutesLeft: 5 }])
  })
  it('is climbed like any other, and stays climbed', async () => {
    const amal = somebody()
    await choose(amal, 'listening')
    await progress.as(amal)('PUT', '/api/v1/course-progress/listening/cards/one', { courseVersion: 1, choiceIds: [] })
    expect(await statesOf(amal)).toMatchObject([{ state: 'started', chosen: true }])
    await finish(amal, 'listening')
    expect((await homeOf(amal)).assignments).toMatchObject([{ reason: 'chosen', state: 'completed' }])
    await takeOut(amal, 'listening')
    await choose(amal, 'writing')
    expect((await homeOf(amal)).assignments).toMatchObject([{ state: 'active', stepsDone: 1, minutesLeft: 5 }])
  })
  it('must be in the library', async () => {
    expect((await choose(somebody(), 'no-such-course')).body.code).toBe('course-version-unknown')
    expect((await choose(somebody(), 'Not%20A%20Course')).status).toBe(422)
    const gone = course('gone-from-the-library')
    await on.courses(gone)
    await on.heard(
      await stage.publish(MicroCourseRetired, { organizationId: null, aggregateId: gone.courseId, version: 2, data: { ...gone, state: 'retired' } }),
    )
    expect((await choose(somebody(), gone.courseId)).status).toBe(404)
  })
  it('belongs to one person in one agency, and goes with them', async () => {
    const amal = somebody()
    await choose(amal, 'listening')
    expect(await statesOf(somebody())).toEqual([])
    expect(await statesOf({ ...amal, organizationId: uuidv7() })).toEqual([])
    const erased = person(amal.personId, { state: 'erased' })
    await on.heard(await stage.publish(PersonErased, { organizationId, aggregateId: amal.personId, version: 2, data: erased }))
    expect((await choose(amal, 'writing')).status).toBe(404)
    expect((await takeOut(amal, 'listening')).status).toBe(404)
    expect(await progress.admin`select 1 from assignments where person_id = ${amal.personId}`).toEqual([])
  })
})

describe('my record', () => {
  const recordOf = async (who: Someone) => (await progress.as(who)('GET', '/api/v1/learning/record')).body
  it('says which courses were finished, once each, and which paths were climbed', async () => {
    const amal = somebody()
    expect(await recordOf(amal)).toEqual({ courses: [], paths: [] })
    const planned = plan(amal.personId, ['writing'])
    await on.heard(await stage.publish(PlanChanged, { organizationId, aggregateId: planned.planId, data: planned }))
    await choose(amal, 'listening')
    await finish(amal, 'listening')
    await finish(amal, 'writing')
    await finish(amal, 'writing')
    const record = await recordOf(amal)
    expect(record).toMatchObject({
      courses: [{ courseId: 'listening', competencyId: 'about-listening', canDo: { en: 'I can listening' }, minutes: 5 }, { courseId: 'writing' }],
      paths: [{ title: null }],
    })
    expect(record.paths).toHaveLength(1)
    expect(await recordOf(somebody())).toEqual({ courses: [], paths: [] })
    expect(await recordOf({ ...amal, organizationId: uuidv7() })).toEqual({ courses: [], paths: [] })
  })
  it('keeps a path that was climbed, also when it goes on', async () => {
    const amal = somebody()
    const planned = plan(amal.personId, ['writing'])
    await on.heard(await stage.publish(PlanChanged, { organizationId, aggregateId: planned.planId, data: planned }))
    await finish(amal, 'writing')
    const [climbed] = (await recordOf(amal)).paths
    const again = plan(amal.personId, ['speaking'])
    await on.heard(await stage.publish(PlanChanged, { organizationId, aggregateId: planned.planId, version: 2, data: again }))
    expect((await homeOf(amal)).assignments).toMatchObject([{ state: 'active' }])
    expect((await recordOf(amal)).paths).toEqual([climbed])
    await on.heard(
      await stage.publish(PersonErased, { organizationId, aggregateId: amal.personId, version: 2, data: person(amal.personId, { state: 'erased' }) }),
    )
    expect(await progress.admin`select 1 from climbed_paths where person_id = ${amal.personId}`).toEqual([])
  })
})

describe('what a manager sees of it', () => {
  it('is the number of steps, and it counts against nobody', async () => {
    const [amal, daniel] = [somebody(), { ...somebody(), roles: ['learner', 'manager'] as const }]
    const teamId = uuidv7()
    await on.team(organizationId, teamId, [daniel.personId], [amal.personId])
    const planned = plan(amal.personId, ['writing'])
    await on.heard(await stage.publish(PlanChanged, { organizationId, aggregateId: planned.planId, data: planned }))
    await finish(amal, 'writing')
    await choose(amal, 'listening')
    const manager = progress.as({ ...daniel, roles: [...daniel.roles] })
    const { body } = await manager('GET', `/api/v1/team-progress/${teamId}`)
    expect(body.facts).toMatchObject({ people: 1, finished: 1 })
    const shown = body.people[0].assignments.find(({ reason }: { reason: string }) => reason === 'chosen')
    expect(shown).toMatchObject({ title: null, stepsDone: 0, stepsTotal: 1, dueOn: null })
    expect(JSON.stringify(body)).not.toContain('listening')

    const request = TeamAssignmentRequest.parse({ teamId, pathId: 'first-week', personIds: [amal.personId], dueOn: null })
    const dryRun = async () => (await manager('POST', '/api/v1/assignments/dry-runs', request)).body.rows[0].finishOn
    const before = await dryRun()
    await choose(amal, 'speaking')
    expect(await dryRun()).toBe(before)
  })
})
