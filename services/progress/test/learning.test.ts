import { PlanChanged } from '@handrail/contracts'
import { connect, inOrganization } from '@handrail/postgres'
import { openStage, type Stage, type StagedService } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import type { Tables } from '../src/tables.ts'
import { completeCard } from '../src/use-cases/complete-card.ts'
import { cast, course, outboxOf, plan } from './cast.ts'

let stage: Stage
let progress: StagedService
let on: ReturnType<typeof cast>
const organizationId = uuidv7()
beforeAll(async () => {
  stage = await openStage()
  progress = await stage.run('progress', start)
  on = cast(stage, progress)
  await on.courses(course('listening'), course('writing'))
})
afterAll(() => stage.close())

const somebody = () => ({ personId: uuidv7(), organizationId })
const publishPlan = (data: ReturnType<typeof plan>, version = 1) => stage.publish(PlanChanged, { organizationId, aggregateId: data.planId, version, data })
const aWait = 10
/** In ms: whoever was woken is far below it on any machine, whoever was not far above. */
const halfTheWait = (aWait / 2) * 1_000
const arrivalOf = (who: { personId: string; organizationId: string }, selfAssessmentId: string, waitSeconds = aWait) =>
  progress.as(who)('GET', `/api/v1/learning/arrival?selfAssessmentId=${selfAssessmentId}&waitSeconds=${waitSeconds}`)
const complete = (who: { personId: string; organizationId: string }, courseId: string, cardId: string, choiceIds: string[] = [], courseVersion = 1) =>
  progress.as(who)('PUT', `/api/v1/course-progress/${courseId}/cards/${cardId}`, { courseVersion, choiceIds })
const completeAll = async (who: { personId: string; organizationId: string }, courseId: string) => {
  await complete(who, courseId, 'one')
  await complete(who, courseId, 'ask', ['right'])
  return complete(who, courseId, 'end')
}

describe('the arrival of a path', () => {
  it('answers a request that was already waiting as soon as the plan is assigned', async () => {
    const amal = somebody()
    const planned = plan(amal.personId, ['listening'])
    const waiting = arrivalOf(amal, planned.selfAssessmentId)
    await new Promise((resolve) => setTimeout(resolve, 50))
    const published = performance.now()
    await publishPlan(planned)
    const { status, body } = await waiting
    expect(performance.now() - published).toBeLessThan(halfTheWait)
    expect([status, typeof body.assignmentId]).toEqual([200, 'string'])
    expect((await arrivalOf(amal, planned.selfAssessmentId)).body).toEqual(body)
  })
  it('answers null at once for a plan with nothing to do', async () => {
    const amal = somebody()
    const planned = plan(amal.personId, [])
    await on.heard(await publishPlan(planned))
    const asked = performance.now()
    expect((await arrivalOf(amal, planned.selfAssessmentId)).body).toEqual({ assignmentId: null })
    expect(performance.now() - asked).toBeLessThan(halfTheWait)
  })
  it('is for the person alone, and null when the time is over', async () => {
    const amal = somebody()
    const planned = plan(amal.personId, ['listening'])
    await on.heard(await publishPlan(planned))
    expect((await arrivalOf(somebody(), planned.selfAssessmentId, 0)).body).toEqual({ assignmentId: null })
    expect((await arrivalOf({ ...amal, organizationId: uuidv7() }, planned.selfAssessmentId, 0)).body).toEqual({ assignmentId: null })
  })
  it('refuses to wait for longer than it may, and for what is no id', async () => {
    expect((await arrivalOf(somebody(), uuidv7(), 26)).status).toBe(422)
    expect((await arrivalOf(somebody(), 'mine', 0)).status).toBe(422)
  })
})

describe('a path from a self-assessment', () => {
  it('is worked through course by course, each change one event with the whole state', async () => {
    const amal = somebody()
    const planned = plan(amal.personId, ['listening', 'writing'])
    await publishPlan(planned)
    const { assignmentId } = (await arrivalOf(amal, planned.selfAssessmentId)).body
    await completeAll(amal, 'listening')
    const home = (await progress.as(amal)('GET', '/api/v1/learning/mine')).body
    expect(home.assignments).toMatchObject([
      {
        assignmentId,
        stepsDone: 1,
        minutesLeft: 5,
        steps: [
          { state: 'done', cardsDone: 3 },
          { state: 'now', cardsDone: 0, cardsTotal: 3 },
        ],
      },
    ])
    expect(home.next).toMatchObject({ assignmentId, stepNumber: 2, stepsTotal: 2, step: { courseId: 'writing', title: { en: 'writing' } } })
    expect((await completeAll(amal, 'writing')).body).toMatchObject({ courseFinished: true, cardsTotal: 3 })
    expect((await progress.as(amal)('GET', '/api/v1/learning/mine')).body).toMatchObject({ next: null, assignments: [{ state: 'completed', finishOn: null }] })
    expect(await outboxOf(progress, assignmentId)).toMatchObject([
      {
        type: 'progress.assignment-created.v1',
        aggregate_version: 1,
        data: { stepsTotal: 2, stepsDone: 0, minutesLeft: 10, state: 'active', nextCourse: { courseId: 'listening' } },
      },
      {
        type: 'progress.assignment-progressed.v1',
        aggregate_version: 2,
        data: { stepsDone: 1, minutesLeft: 5, nextCourse: { courseId: 'writing', title: { fr: 'writing (fr)' } } },
      },
      {
        type: 'progress.assignment-completed.v1',
        aggregate_version: 3,
        data: { stepsDone: 2, minutesLeft: 0, nextCourse: null, finishOn: null, state: 'completed' },
      },
    ])
  })
  it('planned again keeps what is done and withdraws what is no longer needed', async () => {
    const amal = somebody()
    const first = plan(amal.personId, ['listening', 'writing'])
    await publishPlan(first)
    const { assignmentId } = (await arrivalOf(amal, first.selfAssessmentId)).body
    await completeAll(amal, 'listening')
    const second = plan(amal.personId, ['speaking'])
    await publishPlan(second, 2)
    expect((await arrivalOf(amal, second.selfAssessmentId)).body).toEqual({ assignmentId })
    const { assignments } = (await progress.as(amal)('GET', '/api/v1/learning/mine')).body
    expect(assignments).toMatchObject([
      {
        steps: [
          { courseId: 'listening', state: 'done' },
          { courseId: 'speaking', state: 'now', title: null, cardsTotal: null },
        ],
      },
    ])
    expect((await outboxOf(progress, assignmentId)).map((row) => row.aggregate_version)).toEqual([1, 2, 3])
  })
  it('planned again just as it was appends nothing', async () => {
    const amal = somebody()
    const first = plan(amal.personId, ['listening', 'writing'])
    await publishPlan(first)
    const { assignmentId } = (await arrivalOf(amal, first.selfAssessmentId)).body
    await on.heard(await publishPlan(first, 2))
    expect(await outboxOf(progress, assignmentId)).toHaveLength(1)
  })
  it('has nothing to do any more when a later plan needs none of it, and has again when one does', async () => {
    const amal = somebody()
    const plans = [['listening'], [], ['writing']].map((courses) => plan(amal.personId, courses))
    for (const [before, planned] of plans.entries()) await on.heard(await publishPlan(planned, before + 1))
    const arrived = await Promise.all(plans.map(async (planned) => (await arrivalOf(amal, planned.selfAssessmentId)).body.assignmentId))
    expect(arrived[0]).toBe(arrived[2])
    expect(arrived[1]).toBeNull()
    expect((await outboxOf(progress, arrived[0])).map((row) => row.data.state)).toEqual(['active', 'withdrawn', 'active'])
  })
  it('counts a course that was finished in the library before', async () => {
    const amal = somebody()
    await completeAll(amal, 'listening')
    const planned = plan(amal.personId, ['listening', 'writing'])
    await publishPlan(planned)
    await arrivalOf(amal, planned.selfAssessmentId)
    expect((await progress.as(amal)('GET', '/api/v1/learning/mine')).body.assignments).toMatchObject([{ stepsDone: 1 }])
  })
})

describe('a course', () => {
  it('keeps the cards done over a reload, in the version that was begun', async () => {
    const amal = somebody()
    expect((await progress.as(amal)('GET', '/api/v1/course-progress/drawing')).body).toEqual({
      courseId: 'drawing',
      courseVersion: null,
      cardsDone: [],
      finished: false,
      testedOut: false,
      talkingPoints: [],
    })
    await on.courses(course('drawing'))
    await complete(amal, 'drawing', 'one')
    await on.courses(course('drawing', { courseVersion: 2, cards: [{ cardId: 'new', rightChoiceIds: [] }] }))
    expect((await progress.as(amal)('GET', '/api/v1/course-progress/drawing')).body).toEqual({
      courseId: 'drawing',
      courseVersion: 1,
      cardsDone: ['one'],
      finished: false,
      testedOut: false,
      talkingPoints: [],
    })
    expect((await complete(amal, 'drawing', 'ask', ['right'])).body).toEqual({ cardsDone: ['one', 'ask'], cardsTotal: 3, courseFinished: false })
  })
  it('is recorded once, with the check passed by a right answer that came later', async () => {
    const amal = somebody()
    await complete(amal, 'listening', 'ask', ['wrong'])
    await complete(amal, 'listening', 'ask', ['right'])
    await complete(amal, 'listening', 'one')
    for (const _ of [1, 2, 3]) expect((await complete(amal, 'listening', 'end')).body.courseFinished).toBe(true)
    const rows = await progress.admin`select aggregate_version, data from outbox where data->>'personId' = ${amal.personId}`
    expect(rows).toMatchObject([{ aggregate_version: 1, data: { courseId: 'listening', competencyId: 'about-listening', toLevel: 3, checkPassed: true } }])
  })
  it('is recorded without its check when the answers were not right, and choices are stored nowhere', async () => {
    const amal = somebody()
    await complete(amal, 'listening', 'one')
    await complete(amal, 'listening', 'ask', ['a-telling-choice'])
    await complete(amal, 'listening', 'end')
    const [row] = await progress.admin`select data from outbox where data->>'personId' = ${amal.personId}`
    expect(row?.data).toMatchObject({ checkPassed: false })
    const [stored] = await progress.admin`select (select json_agg(p) from course_progress p)::text || (select json_agg(o) from outbox o)::text as text`
    expect(stored?.text).not.toContain('a-telling-choice')
  })
  it('refuses a card and a version it does not know, and bodies of another form', async () => {
    const amal = somebody()
    expect((await complete(amal, 'listening', 'nowhere')).body.code).toBe('card-not-in-course')
    expect((await complete(amal, 'listening', 'one', [], 9)).body.code).toBe('course-version-unknown')
    expect((await complete(amal, 'nothing', 'one')).body.code).toBe('course-version-unknown')
    const put = (body: unknown) => progress.as(amal)('PUT', '/api/v1/course-progress/listening/cards/one', body)
    expect((await put({ courseVersion: 'one' })).body.code).toBe('input-invalid')
    expect((await put('{"courseVersion":')).body.code).toBe('body-unreadable')
    expect((await put({ courseVersion: 1, personId: uuidv7() })).body.code).toBe('input-invalid')
    expect(await progress.admin`select 1 from course_progress where person_id = ${amal.personId}`).toEqual([])
  })
  it('finishes exactly once when two devices send the last two cards at once', async () => {
    for (let round = 0; round < 40; round++) {
      const amal = somebody()
      await complete(amal, 'listening', 'ask', ['right'])
      const answers = await Promise.all([complete(amal, 'listening', 'one'), complete(amal, 'listening', 'end'), complete(amal, 'listening', 'end')])
      expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
      expect(answers.some((answer) => answer.body.courseFinished)).toBe(true)
      expect(await progress.admin`select 1 from outbox where data->>'personId' = ${amal.personId}`).toHaveLength(1)
    }
  })
  it('never stays behind in an assignment that is made while it is being finished', async () => {
    const amal = somebody()
    await complete(amal, 'listening', 'one')
    await complete(amal, 'listening', 'ask')
    const planned = plan(amal.personId, ['listening', 'writing'])
    const database = connect<Tables>(progress.env.APP_DATABASE_URL ?? '', { name: 'test' })
    await inOrganization(database, organizationId, async (trx) => {
      await completeCard(trx, { ...amal, courseId: 'listening', courseVersion: 1, cardId: 'end', choiceIds: [] }, new Date())
      await publishPlan(planned)
      expect((await arrivalOf(amal, planned.selfAssessmentId, 1)).body).toEqual({ assignmentId: null })
    })
    await database.close()
    expect(typeof (await arrivalOf(amal, planned.selfAssessmentId)).body.assignmentId).toBe('string')
    expect((await progress.as(amal)('GET', '/api/v1/learning/mine')).body.assignments).toMatchObject([{ stepsDone: 1 }])
  })
  it('notes a card that was opened, and refuses one that no version has', async () => {
    const amal = somebody()
    expect((await progress.as(amal)('POST', '/api/v1/course-progress/listening/openings/one')).status).toBe(204)
    expect((await progress.as(amal)('POST', '/api/v1/course-progress/listening/openings/one', { courseVersion: 1 })).status).toBe(204)
    expect((await progress.as(amal)('POST', '/api/v1/course-progress/listening/openings/nowhere')).body.code).toBe('card-not-in-course')
    expect(await progress.admin`select card_id from card_openings where person_id = ${amal.personId}`).toEqual([{ card_id: 'one' }])
  })
})
