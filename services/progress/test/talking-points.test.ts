import { openStage, type Stage, type StagedService } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import { cast, course } from './cast.ts'

let stage: Stage
let progress: StagedService
let on: ReturnType<typeof cast>
beforeAll(async () => {
  stage = await openStage()
  progress = await stage.run('progress', start)
  on = cast(stage, progress)
  await on.courses(course('listening'))
})
afterAll(() => stage.close())

type Somebody = { personId: string; organizationId: string }
const agency = async () => {
  const organizationId = uuidv7()
  const [amal, carla] = [uuidv7(), uuidv7()].map((personId) => ({ personId, organizationId })) as [Somebody, Somebody]
  await on.champion(organizationId, carla.personId)
  return { amal, carla }
}
const talk = (who: Somebody, method: 'PUT' | 'DELETE', cardId = 'end', courseId = 'listening') =>
  progress.as(who)(method, `/api/v1/talking-points/${courseId}/${cardId}`)
const seenBy = async (champion: Somebody) => (await progress.as({ ...champion, roles: ['champion'] })('GET', '/api/v1/cohorts/mine')).body.talkingPoints
const markedBy = async (who: Somebody) => (await progress.as(who)('GET', '/api/v1/course-progress/listening')).body.talkingPoints

describe('a card to talk about', () => {
  it('is seen by the champion, once however often it is marked, and says nothing but who, where and when', async () => {
    const { amal, carla } = await agency()
    expect([(await talk(amal, 'PUT')).status, (await talk(amal, 'PUT')).status]).toEqual([204, 204])
    expect(await markedBy(amal)).toEqual(['end'])
    expect(await seenBy(carla)).toEqual([
      { personId: amal.personId, courseId: 'listening', cardId: 'end', title: { en: 'listening', fr: 'listening (fr)' }, markedAt: expect.any(String) },
    ])
    expect(await progress.admin`select 1 from outbox where organization_id = ${amal.organizationId}`).toEqual([])
  })

  it('is taken back at once, as often as one likes', async () => {
    const { amal, carla } = await agency()
    await talk(amal, 'PUT')
    expect([(await talk(amal, 'DELETE')).status, (await talk(amal, 'DELETE')).status]).toEqual([204, 204])
    expect(await markedBy(amal)).toEqual([])
    expect(await seenBy(carla)).toEqual([])
  })

  it('is taken back by nobody else, and seen in no other agency', async () => {
    const { amal, carla } = await agency()
    const other = await agency()
    await talk(amal, 'PUT')
    await talk(carla, 'DELETE')
    await talk({ ...amal, organizationId: other.amal.organizationId }, 'DELETE')
    expect(await seenBy(carla)).toHaveLength(1)
    expect(await seenBy(other.carla)).toEqual([])
    expect(await markedBy(carla)).toEqual([])
  })

  it('is not seen by another champion while its own is one, and waits for one where there is none', async () => {
    const { amal, carla } = await agency()
    const dora = { ...carla, personId: uuidv7() }
    await talk(amal, 'PUT')
    await on.champion(carla.organizationId, dora.personId)
    expect([(await seenBy(carla)).length, (await seenBy(dora)).length]).toEqual([1, 0])

    const alone = { personId: uuidv7(), organizationId: uuidv7() }
    await talk(alone, 'PUT')
    const later = { personId: uuidv7(), organizationId: alone.organizationId }
    await on.champion(later.organizationId, later.personId)
    expect(await seenBy(later)).toHaveLength(1)
  })

  it('is gone after a month', async () => {
    const { amal, carla } = await agency()
    await talk(amal, 'PUT')
    await progress.admin`update talking_points set marked_at = now() - interval '31 days' where person_id = ${amal.personId}`
    expect(await seenBy(carla)).toEqual([])
  })

  it('is a card that there is', async () => {
    const { amal } = await agency()
    expect((await talk(amal, 'PUT', 'nowhere')).body.code).toBe('card-not-in-course')
    expect((await talk(amal, 'PUT', 'end', 'no-course')).status).toBe(404)
  })
})
