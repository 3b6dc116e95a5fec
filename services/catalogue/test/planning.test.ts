import { loadLibrary } from '@handrail/content'
import {
  BaselinePublished,
  type Library,
  MicroCourseCompletionRecorded,
  OrganizationCreated,
  PersonChanged,
  PersonErased,
  PersonLeft,
  Plan,
  SelfAssessmentSubmitted,
} from '@handrail/contracts'
import { connect, inOrganization, SHARED } from '@handrail/postgres'
import { openStage, type Stage, type StagedService, until } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import type { Tables } from '../src/tables.ts'
import { publishLibrary } from '../src/use-cases/publish-library.ts'
import { completion, floor, organization, person, type Someone, submission } from './scenes.ts'

let stage: Stage
let catalogue: StagedService
beforeAll(async () => {
  stage = await openStage()
  catalogue = await stage.run('catalogue', start)
})
afterAll(() => stage.close())

const somebody = (organizationId: string = uuidv7()): Someone => ({ personId: uuidv7(), organizationId })
const submit = (who: Someone, told: Parameters<typeof submission>[1] = {}) => stage.publish(SelfAssessmentSubmitted, submission(who, told))
const plan = (who: Someone) => catalogue.as(who)('GET', '/api/v1/plans/mine')
const planned = (who: Someone, isIt: (plan: Plan) => boolean = () => true) =>
  until(async () => {
    const { status, body } = await plan(who)
    return status === 200 && isIt(body) ? Plan.parse(body) : null
  })
const coursesOf = ({ steps }: Plan) => steps.map(({ courseId }) => courseId)
/** Why a course was left out. */
const reasonOf = ({ skipped }: Plan, courseId: string) => skipped.find((skip) => skip.courseId === courseId)?.reason
/** Waits until an event was taken in, whatever it did. */
const heard = (eventId: string) => until(async () => (await catalogue.admin`select 1 from inbox where event_id = ${eventId}`).length > 0)
const planEvents = (planId: string) =>
  catalogue.admin`select type, aggregate_version, causation_id, traceparent, data from outbox where aggregate_id = ${planId} order by aggregate_version`

describe('answers', () => {
  it('become a plan with a reason for each step and for what was left out', async () => {
    const amal = somebody()
    const event = await submit(amal, { fraud: 2, channel: 3 })
    const made = await planned(amal)
    expect(made).toMatchObject({
      planVersion: 1,
      plannedAt: '2026-11-02T14:00:00.000Z',
      steps: [{ courseId: 'spot-a-false-immigration-call', competencyId: 'fraud-and-phishing', reason: { kind: 'closes-gap', floor: 3, level: 2 } }],
      notYet: [],
    })
    expect(reasonOf(made, 'move-from-video-to-phone')).toEqual({ kind: 'already-there', floor: 3, level: 3 })
    const [published] = await planEvents(made.planId)
    expect(published).toMatchObject({ type: 'catalogue.plan-changed.v1', aggregate_version: 1, causation_id: event.id })
    expect(published?.data).toMatchObject({ personId: amal.personId, steps: [{ courseId: 'spot-a-false-immigration-call' }] })
    expect(JSON.stringify(published?.data)).not.toMatch(/level|floor/i)
  })

  it('that say "not sure" get a taster, and nothing is taken for low', async () => {
    const amal = somebody()
    await submit(amal, { fraud: 'unknown', channel: 'unknown' })
    const { steps } = await planned(amal)
    expect(steps.map(({ reason }) => reason)).toEqual([
      { kind: 'taster', floor: 3 },
      { kind: 'taster', floor: 3 },
    ])
  })

  it('that say "not my job" plan nothing there, and the plan says why it was left out', async () => {
    const amal = somebody()
    await submit(amal, { fraud: 'not-my-job', channel: 2 })
    const { steps, skipped, notYet } = await planned(amal)
    const about = <Row extends { competencyId: string }>(rows: Row[]) => rows.filter(({ competencyId }) => competencyId === 'fraud-and-phishing')
    expect(about(steps)).toEqual([])
    expect(about(notYet)).toEqual([])
    expect(new Set(about(skipped).map(({ reason }) => reason.kind))).toEqual(new Set(['not-my-job']))
  })

  it('submitted later change the same plan; older ones that come late change nothing', async () => {
    const amal = somebody()
    await submit(amal, { at: '2026-11-03T14:00:00.000Z' })
    const first = await planned(amal)
    await heard((await submit(amal, { at: '2026-11-02T14:00:00.000Z', fraud: 4, channel: 4 })).id)
    expect((await plan(amal)).body).toEqual(first)
    await submit(amal, { at: '2026-11-04T14:00:00.000Z', fraud: 3 })
    const second = await planned(amal, ({ planVersion }) => planVersion === 2)
    expect([second.planId, coursesOf(second)]).toEqual([first.planId, ['move-from-video-to-phone']])
    expect((await planEvents(first.planId)).map(({ aggregate_version }) => aggregate_version)).toEqual([1, 2])
  })

  it('are nobody else’s: not a colleague’s, not another organization’s', async () => {
    const amal = somebody()
    await submit(amal)
    await planned(amal)
    expect((await plan(somebody(amal.organizationId))).body.code).toBe('not-found')
    expect((await plan({ ...amal, organizationId: uuidv7() })).status).toBe(404)
    expect((await fetch(new URL('/api/v1/plans/mine', catalogue.url))).status).toBe(401)
  })

  it('do not bring back a course that was done, nor one whose level was shown by its check', async () => {
    const amal = somebody()
    const sam = somebody()
    const done = await stage.publish(MicroCourseCompletionRecorded, completion(amal, { checkPassed: false, at: '2026-11-01T14:00:00.000Z' }))
    const passed = await stage.publish(MicroCourseCompletionRecorded, completion(sam, { at: '2026-11-05T14:00:00.000Z', courseId: 'no-longer-there' }))
    await Promise.all([heard(done.id), heard(passed.id)])
    await submit(amal)
    const ofAmal = await planned(amal)
    expect(coursesOf(ofAmal)).toEqual(['move-from-video-to-phone'])
    expect(reasonOf(ofAmal, 'spot-a-false-immigration-call')).toEqual({ kind: 'already-completed' })
    await submit(sam)
    expect(reasonOf(await planned(sam), 'spot-a-false-immigration-call')).toMatchObject({ kind: 'already-there', level: 3 })
  })

  it('of an unknown shape go to the dead letters and hold nobody up', async () => {
    const amal = somebody()
    await stage.nats.jetstream().publish('handrail.baselines.self-assessment.submitted.v1.p00', 'not json')
    await submit(amal)
    await planned(amal)
    expect(await catalogue.admin`select message from dead_letters where consumer = 'catalogue_on-self-assessment'`).toEqual([{ message: 'not json' }])
  })
})

describe('a floor that changes', () => {
  it('plans again for those with that role profile, from their last answers', async () => {
    const [amal, sam, instructor] = [somebody(), somebody(), somebody()]
    for (const { organizationId } of [amal, sam, instructor]) await stage.publish(OrganizationCreated, organization(organizationId))
    await submit(amal, { roleProfile: 'welcome-worker' })
    await submit(sam, { roleProfile: 'welcome-worker', baselineVersion: 2 })
    await submit(instructor, { roleProfile: 'welcome-teacher' })
    await Promise.all([amal, sam, instructor].map((who) => planned(who)))

    await stage.publish(BaselinePublished, floor(null, 2, { roleProfile: 'welcome-worker', fraud: 2 }))
    const again = await planned(amal, ({ planVersion }) => planVersion === 2)
    expect(coursesOf(again)).toEqual(['move-from-video-to-phone'])
    // The marks are cleared once nobody waits: then whoever answered against this floor, or has another role, kept the plan.
    const marks = () => catalogue.admin`select 1 from organizations where floors_changed`
    await until(async () => (await marks()).length === 0)
    expect((await plan(sam)).body.planVersion).toBe(1)
    expect((await plan(instructor)).body.planVersion).toBe(1)
  })

  it('of an organization’s own holds for its people alone', async () => {
    const [amal, elsewhere] = [somebody(), somebody()]
    const own = await stage.publish(BaselinePublished, floor(amal.organizationId, 2, { roleProfile: 'night-worker', channel: 2 }))
    await heard(own.id)
    await submit(amal, { roleProfile: 'night-worker' })
    await submit(elsewhere, { roleProfile: 'night-worker' })
    expect(coursesOf(await planned(amal))).toEqual(['spot-a-false-immigration-call'])
    expect(coursesOf(await planned(elsewhere)).length).toBe(2)
  })
})

describe('a person', () => {
  it('who has left gets no plan, and gets it on coming back', async () => {
    const amal = somebody()
    await heard((await stage.publish(PersonLeft, person(amal, 2, 'left'))).id)
    await heard((await submit(amal)).id)
    expect((await plan(amal)).status).toBe(404)
    await stage.publish(PersonChanged, person(amal, 3, 'active'))
    expect(coursesOf(await planned(amal)).length).toBe(2)
  })

  it('who is erased leaves no answer, no plan, no completion and nothing in the log', async () => {
    const amal = somebody()
    await submit(amal)
    await heard((await stage.publish(MicroCourseCompletionRecorded, completion(amal))).id)
    const { planId } = await planned(amal)
    await heard((await stage.publish(PersonErased, person(amal, 2, 'erased'))).id)
    const late = [await submit(amal, { at: '2026-12-01T14:00:00.000Z' }), await stage.publish(MicroCourseCompletionRecorded, completion(amal))]
    for (const event of late) await heard(event.id)
    expect((await plan(amal)).status).toBe(404)
    for (const table of ['plans', 'self_assessments', 'completions']) {
      expect(await catalogue.admin`select 1 from ${catalogue.admin(table)} where person_id = ${amal.personId}`).toEqual([])
    }
    expect((await planEvents(planId)).map(({ aggregate_version, data }) => [aggregate_version, data])).toEqual([[1, null]])
  })
})

describe('a library that changes', () => {
  it('plans again: what nothing led to is closed by a course that comes, and a course that is retired is planned no more', async () => {
    const [amal, sam] = [somebody(), somebody()]
    for (const { organizationId } of [amal, sam]) await stage.publish(OrganizationCreated, organization(organizationId))
    const library = await loadLibrary()
    const database = connect<Tables>(catalogue.env.APP_DATABASE_URL ?? '', { name: 'test' })
    const load = (courses: Library['courses']) =>
      inOrganization(database, SHARED, (trx) =>
        publishLibrary(trx, { courses, paths: library.paths.filter(({ pathId }) => pathId === 'leader-path') }, new Date()),
      )
    const without = library.courses.filter(({ courseId }) => courseId !== 'spot-a-false-immigration-call')
    await load(without)
    await submit(amal, { channel: 3 })
    expect(await planned(amal)).toMatchObject({ steps: [], notYet: [{ competencyId: 'fraud-and-phishing' }] })
    await submit(sam, { fraud: 3, channel: 3 })
    await planned(sam)

    await load(library.courses)
    const again = await planned(amal, ({ notYet }) => notYet.length === 0)
    expect([coursesOf(again), again.planVersion]).toEqual([['spot-a-false-immigration-call'], 2])
    await load(without)
    await planned(amal, ({ steps }) => steps.length === 0)
    await until(async () => (await catalogue.admin`select 1 from organizations where floors_changed`).length === 0)
    expect((await plan(sam)).body.planVersion).toBe(1)
    await load(library.courses)
    await database.close()
  })
})
