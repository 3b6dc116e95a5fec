import { PlanChanged, ScenarioCheckPublished } from '@handrail/contracts'
import { openStage, type Stage, type StagedService } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import { cast, course, plan } from './cast.ts'

let stage: Stage
let progress: StagedService
let on: ReturnType<typeof cast>
const organizationId = uuidv7()
const checkOf = (competencyId: string, checkVersion: number) => ({
  competencyId,
  checkVersion,
  items: [
    { itemId: 'of-the-step-before', toLevel: 2 as const, rightChoiceIds: ['x'] },
    { itemId: 'two-missed-calls', toLevel: 3 as const, rightChoiceIds: ['ask-again'] },
  ],
})
const publishCheck = async (competencyId: string, version: number) =>
  on.heard(await stage.publish(ScenarioCheckPublished, { organizationId: null, aggregateId: competencyId, version, data: checkOf(competencyId, version) }))
beforeAll(async () => {
  stage = await openStage()
  progress = await stage.run('progress', start)
  on = cast(stage, progress)
  await on.courses(course('listening'), course('writing'), course('silent', { cards: [{ cardId: 'one', rightChoiceIds: [] }] }))
  await publishCheck('about-listening', 1)
})
afterAll(() => stage.close())

type Somebody = { personId: string; organizationId: string }
const somebody = (): Somebody => ({ personId: uuidv7(), organizationId })
const own = (...choiceIds: string[]) => ({ from: 'course', questionId: 'ask', choiceIds })
const scenario = (...choiceIds: string[]) => ({ from: 'competency', questionId: 'two-missed-calls', choiceIds })
const right = [own('right'), scenario('ask-again')]
const testOut = (who: Somebody, courseId: string, answers: unknown[], versions = { courseVersion: 1, checkVersion: courseId === 'listening' ? 1 : 0 }) =>
  progress.as(who)('POST', `/api/v1/course-progress/${courseId}/test-outs`, { ...versions, answers })
const progressOf = async (who: Somebody, courseId: string) => (await progress.as(who)('GET', `/api/v1/course-progress/${courseId}`)).body
const told = (who: Somebody) => progress.admin`select type, data from outbox where data->>'personId' = ${who.personId} order by position`
const planFor = async ({ personId }: Somebody) =>
  on.heard(await stage.publish(PlanChanged, { organizationId, aggregateId: personId, data: plan(personId, ['listening', 'writing']) }))

describe('testing out of a course', () => {
  it('finishes it with every card done and its check passed, and takes the path one step on', async () => {
    const amal = somebody()
    await planFor(amal)
    expect(await testOut(amal, 'listening', right)).toMatchObject({ status: 200, body: { passed: true } })
    expect(await progressOf(amal, 'listening')).toMatchObject({ cardsDone: ['one', 'ask', 'end'], finished: true, testedOut: true })
    expect(await told(amal)).toMatchObject([
      { type: 'progress.assignment-created.v1' },
      { type: 'progress.micro-course-completion-recorded.v1', data: { courseId: 'listening', checkPassed: true, toLevel: 3 } },
      { type: 'progress.assignment-progressed.v1', data: { stepsDone: 1, stepsTotal: 2 } },
    ])
    const { steps } = (await progress.as(amal)('GET', '/api/v1/learning/mine')).body.assignments[0]
    expect(steps.map((step: { testedOut: boolean; state: string }) => [step.state, step.testedOut])).toEqual([
      ['done', true],
      ['now', false],
    ])
  })

  it('twice at once records it once', async () => {
    const amal = somebody()
    const answers = await Promise.all([1, 2, 3].map(() => testOut(amal, 'listening', right)))
    expect(answers.map(({ body }) => body.passed)).toEqual([true, true, true])
    expect(await told(amal)).toHaveLength(1)
  })

  it.each([
    ['another choice', [own('wrong'), scenario('ask-again')]],
    ['an open question', [own('right')]],
    ['another scenario choice', [own('right'), scenario('close-the-file')]],
    ['nothing', []],
  ])('with %s leaves no trace anywhere', async (_, answers) => {
    const amal = somebody()
    expect((await testOut(amal, 'listening', answers)).body).toEqual({ passed: false })
    expect(await progressOf(amal, 'listening')).toMatchObject({ courseVersion: null, cardsDone: [], finished: false })
    const tables = await progress.admin`select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`
    for (const { relname } of tables)
      expect(await progress.admin.unsafe(`select 1 from "${relname}" t where t::text like '%${amal.personId}%'`), relname).toEqual([])
  })

  it('goes by the course alone where its competency has no scenarios', async () => {
    expect((await testOut(somebody(), 'writing', [own('right')])).body).toEqual({ passed: true })
  })

  it('is not possible where nothing is asked', async () => {
    expect((await testOut(somebody(), 'silent', [])).body).toEqual({ passed: false })
  })

  it('leaves a course that was finished before as it was', async () => {
    const amal = somebody()
    for (const cardId of ['one', 'ask', 'end']) await progress.as(amal)('PUT', `/api/v1/course-progress/writing/cards/${cardId}`, { courseVersion: 1 })
    expect((await testOut(amal, 'writing', [own('right')])).body).toEqual({ passed: true })
    expect(await told(amal)).toMatchObject([{ data: { checkPassed: false } }])
    expect((await progressOf(amal, 'writing')).testedOut).toBe(false)
  })

  it('finishes a course that was begun', async () => {
    const amal = somebody()
    await progress.as(amal)('PUT', '/api/v1/course-progress/writing/cards/one', { courseVersion: 1 })
    await testOut(amal, 'writing', [own('right')])
    expect(await told(amal)).toMatchObject([{ data: { courseId: 'writing', checkPassed: true } }])
  })

  it('is refused for questions that were changed meanwhile, for a version nobody knows, and in what is not answered properly', async () => {
    await on.courses(course('speaking'))
    await publishCheck('about-speaking', 1)
    await publishCheck('about-speaking', 2)
    const amal = somebody()
    expect((await testOut(amal, 'speaking', right, { courseVersion: 1, checkVersion: 1 })).body.code).toBe('check-changed')
    expect((await testOut(amal, 'speaking', right, { courseVersion: 1, checkVersion: 2 })).body).toEqual({ passed: true })
    expect((await testOut(amal, 'listening', right, { courseVersion: 7, checkVersion: 1 })).body.code).toBe('course-version-unknown')
    expect((await testOut(amal, 'listening', [{ ...own('right'), from: 'elsewhere' }])).status).toBe(422)
  })
})
