import { openStage, type Stage, type StagedService } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import { cast, course, outboxOf } from './cast.ts'

let stage: Stage
let progress: StagedService
beforeAll(async () => {
  stage = await openStage()
  progress = await stage.run('progress', start)
  await cast(stage, progress).courses(course('listening'), course('writing'))
})
afterAll(() => stage.close())

type Somebody = { personId: string; organizationId: string }
const somebody = (): Somebody => ({ personId: uuidv7(), organizationId: uuidv7() })
const finished = async (who: Somebody, courseId: string, daysAgo: number) => {
  for (const cardId of ['one', 'ask', 'end']) await progress.as(who)('PUT', `/api/v1/course-progress/${courseId}/cards/${cardId}`, { courseVersion: 1 })
  await progress.admin`
    update course_progress set finished_at = now() - make_interval(days => ${daysAgo}) where person_id = ${who.personId} and course_id = ${courseId}`
}
const askedOf = async (who: Somebody) => (await progress.as(who)('GET', '/api/v1/learning/mine')).body.followUp
const say = (who: Somebody, courseId: string, body: unknown) => progress.as(who)('PUT', `/api/v1/follow-ups/${courseId}`, body)
const rowOf = async ({ personId }: Somebody) => (await progress.admin`select * from follow_ups where person_id = ${personId}`)[0]
const toldOf = async (who: Somebody) => outboxOf(progress, (await rowOf(who))?.practice_id ?? uuidv7())

describe('a month after a course', () => {
  it('one question is offered, and not again once it is answered', async () => {
    const amal = somebody()
    await finished(amal, 'listening', 31)
    await finished(amal, 'writing', 3)
    expect(await askedOf(amal)).toMatchObject({ courseId: 'listening', title: { en: 'listening' }, canDo: { en: 'I can listening' } })
    expect((await say(amal, 'listening', { used: 'yes' })).status).toBe(204)
    expect(await askedOf(amal)).toBeNull()
  })

  it('what is told names nobody, and has no word that somebody wrote', async () => {
    const amal = somebody()
    await finished(amal, 'listening', 31)
    await say(amal, 'listening', { used: 'not-yet', barrier: 'other', note: 'a canary line' })
    const [event] = await toldOf(amal)
    expect(event).toMatchObject({
      type: 'progress.practice-reported.v1',
      data: { courseId: 'listening', competencyId: 'about-listening', used: 'not-yet', barrier: 'other' },
    })
    expect(JSON.stringify(event)).not.toContain(amal.personId)
    expect(await progress.admin`select 1 from outbox where data::text like '%canary%'`).toEqual([])
    expect(await rowOf(amal)).toMatchObject({ used: 'not-yet', barrier: 'other', note: 'a canary line' })
  })

  it('the same answer again tells nothing, another one tells how it stands', async () => {
    const amal = somebody()
    await finished(amal, 'listening', 31)
    const once = () => say(amal, 'listening', { used: 'not-yet' })
    await Promise.all([once(), once(), once()])
    await say(amal, 'listening', { used: 'not-yet', barrier: 'time' })
    await say(amal, 'listening', { used: 'not-yet', barrier: 'time' })
    expect((await toldOf(amal)).map((event) => [event.aggregate_version, event.data.barrier])).toEqual([
      [1, null],
      [2, 'time'],
    ])
  })

  it('a question that is put away is not asked again, and nobody is told', async () => {
    const amal = somebody()
    await finished(amal, 'listening', 31)
    const putAway = () => progress.as(amal)('DELETE', '/api/v1/follow-ups/listening')
    expect([(await putAway()).status, (await putAway()).status]).toEqual([204, 204])
    expect(await askedOf(amal)).toBeNull()
    expect(await toldOf(amal)).toEqual([])
    await say(amal, 'listening', { used: 'yes' })
    expect(await toldOf(amal)).toHaveLength(1)
  })

  it('only who has finished a course is heard about it, each for themselves', async () => {
    const amal = somebody()
    await finished(amal, 'listening', 31)
    const binta = { ...somebody(), organizationId: amal.organizationId }
    expect((await say(binta, 'listening', { used: 'yes' })).status).toBe(404)
    expect((await progress.as(binta)('DELETE', '/api/v1/follow-ups/listening')).status).toBe(404)
    expect((await say(amal, 'listening', { used: 'perhaps' })).status).toBe(422)
    expect(await rowOf(amal)).toBeUndefined()
    expect(await askedOf(binta)).toBeNull()
  })

  it('whoever tested out is not asked', async () => {
    const amal = somebody()
    const answers = [{ from: 'course', questionId: 'ask', choiceIds: ['right'] }]
    await progress.as(amal)('POST', '/api/v1/course-progress/listening/test-outs', { courseVersion: 1, checkVersion: 0, answers })
    await progress.admin`update course_progress set finished_at = now() - interval '31 days' where person_id = ${amal.personId}`
    expect(await askedOf(amal)).toBeNull()
  })
})
