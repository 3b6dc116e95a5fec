import { loadLibrary } from '@handrail/content'
import { type Library, type MicroCourse, MicroCoursePack } from '@handrail/contracts'
import { connect, type Database, inOrganization, SHARED } from '@handrail/postgres'
import { openStage, type Stage, type StagedService } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import type { Tables } from '../src/tables.ts'
import { publishLibrary } from '../src/use-cases/publish-library.ts'

let stage: Stage
let catalogue: StagedService
let database: Database<Tables>
let library: Library
beforeAll(async () => {
  stage = await openStage()
  catalogue = await stage.run('catalogue', start)
  database = connect(catalogue.env.APP_DATABASE_URL ?? '', { name: 'test' })
  library = await loadLibrary()
})
afterAll(async () => {
  await database.close()
  await stage.close()
})

const amal = { personId: uuidv7(), organizationId: uuidv7() }
const get = (path: string) => catalogue.as(amal)('GET', path)
const eventsOf = (aggregateId: string) =>
  catalogue.admin`select type, aggregate_version, organization_id, data from outbox where aggregate_id = ${aggregateId} order by position`
const load = (changed: Pick<Library, 'courses' | 'paths'>) => inOrganization(database, SHARED, (trx) => publishLibrary(trx, changed, new Date()))
const withCourse = (courseId: string, change: (course: MicroCourse) => MicroCourse | null): Library => ({
  ...library,
  courses: library.courses.flatMap((course) => (course.courseId === courseId ? (change(course) ?? []) : course)),
})

describe('the starter library', () => {
  it('is published for everybody, a course and a path an event each', async () => {
    const [counts] = await catalogue.admin`
      select count(*) filter (where type = 'catalogue.micro-course-published.v1')::int as courses,
        count(*) filter (where type = 'catalogue.learning-path-published.v1')::int as paths,
        count(organization_id)::int as of_organizations from outbox`
    expect(counts).toEqual({ courses: library.courses.length, paths: library.paths.length, of_organizations: 0 })
  })

  it('is published once, however often the service starts', async () => {
    const before = await catalogue.admin`select count(*)::int as events from outbox`
    const again = await start(catalogue.env)
    await expect.poll(async () => (await again.ready()).ready, { timeout: 20_000 }).toBe(true)
    await again.stop()
    expect(await catalogue.admin`select count(*)::int as events from outbox`).toEqual(before)
  })

  it('is listed in pages', async () => {
    const first = await get('/api/v1/micro-courses?limit=3')
    const rest = await get(`/api/v1/micro-courses?limit=100&cursor=${first.body.next}`)
    expect(first.body.rows.length).toBe(3)
    expect(rest.body.next).toBeNull()
    const ids = [...first.body.rows, ...rest.body.rows].map(({ courseId }: { courseId: string }) => courseId)
    expect(ids).toEqual(library.courses.map(({ courseId }) => courseId).sort())
  })

  it('announces of a check which choices are right, and of other cards nothing', async () => {
    const [course] = library.courses
    const [event] = await eventsOf(course?.courseId ?? '')
    const expected = course?.en.cards.map((card) => ({
      cardId: card.cardId,
      rightChoiceIds: card.kind === 'question' ? card.choices.filter(({ right }) => right).map(({ choiceId }) => choiceId) : [],
    }))
    expect(event?.data.cards).toEqual(expected)
  })
})

describe('a micro-course', () => {
  it('comes whole in the language asked for, and says what it weighs', async () => {
    for (const course of library.courses) {
      const packs = await Promise.all((['en', 'fr'] as const).map((language) => get(`/api/v1/micro-courses/${course.courseId}?language=${language}`)))
      for (const [place, { status, body }] of packs.entries()) {
        expect(status).toBe(200)
        expect(MicroCoursePack.parse(body).cards).toEqual(place === 0 ? course.en.cards : course.fr.cards)
      }
      const bytes = Math.max(...packs.map(({ body }) => Buffer.byteLength(JSON.stringify(body))))
      expect(packs[0]?.body.kilobytes).toBe(Math.ceil(bytes / 1000))
    }
  })

  it('is not sent again to who has it', async () => {
    const headers = { authorization: `Bearer ${await stage.tokenFor(amal)}` }
    const url = new URL('/api/v1/micro-courses/listen-first?language=fr', catalogue.url)
    const etag = (await fetch(url, { headers })).headers.get('etag') ?? ''
    expect(etag).not.toBe('')
    expect((await fetch(url, { headers: { ...headers, 'if-none-match': etag } })).status).toBe(304)
  })

  it('is nothing to who asks for an unknown one, an unknown version or in a wrong way', async () => {
    expect((await get('/api/v1/micro-courses/no-such-course?language=en')).status).toBe(404)
    expect((await get('/api/v1/micro-courses/listen-first?language=en&version=99')).status).toBe(404)
    expect((await get('/api/v1/micro-courses/listen-first?language=de')).body).toMatchObject({ code: 'input-invalid', errors: [{ pointer: '/language' }] })
    expect((await get('/api/v1/micro-courses/listen-first?language=en&version=x')).status).toBe(422)
    expect((await get('/api/v1/micro-courses/Not%20An%20Id?language=en')).status).toBe(422)
    expect((await get('/api/v1/micro-courses?limit=1000')).status).toBe(422)
    expect((await fetch(new URL('/api/v1/micro-courses', catalogue.url))).status).toBe(401)
  })

  it('changes into a new version, and keeps the old one readable; paths with it change too', async () => {
    await load(withCourse('listen-first', (course) => ({ ...course, en: { ...course.en, title: 'Listen before you help' } })))
    expect((await get('/api/v1/micro-courses/listen-first?language=en')).body).toMatchObject({ courseVersion: 2, title: 'Listen before you help' })
    expect((await get('/api/v1/micro-courses/listen-first?language=en&version=1')).body.title).not.toBe('Listen before you help')
    expect((await eventsOf('listen-first')).map(({ aggregate_version, data }) => [aggregate_version, data.courseVersion])).toEqual([
      [1, 1],
      [2, 2],
    ])
    const path = (await eventsOf('digital-champion')).at(-1)
    expect(path).toMatchObject({
      aggregate_version: 2,
      data: { pathVersion: 2, steps: expect.arrayContaining([expect.objectContaining({ courseId: 'listen-first', courseVersion: 2 })]) },
    })
  })

  it('that is gone from the library is retired once, and stays readable for whoever has it in a path', async () => {
    const without = withCourse('ask-about-access', () => null)
    await load(without)
    await load(without)
    expect((await eventsOf('ask-about-access')).map(({ type, aggregate_version }) => [type, aggregate_version])).toEqual([
      ['catalogue.micro-course-published.v1', 1],
      ['catalogue.micro-course-retired.v1', 2],
    ])
    expect((await get('/api/v1/micro-courses/ask-about-access?language=en')).body.courseVersion).toBe(1)
    expect((await get('/api/v1/micro-courses/ask-about-access?language=en&version=1')).status).toBe(200)
    const { body } = await get('/api/v1/micro-courses?limit=100')
    expect(body.rows.map(({ courseId }: { courseId: string }) => courseId)).not.toContain('ask-about-access')
    await load(library)
    expect((await get('/api/v1/micro-courses/ask-about-access?language=en')).body.courseVersion).toBe(1)
  })
})

describe('a learning path', () => {
  it('is listed with its courses in order and their minutes in all', async () => {
    const { body } = await get('/api/v1/learning-paths')
    const champion = body.rows.find(({ pathId }: { pathId: string }) => pathId === 'digital-champion')
    const written = library.paths.find(({ pathId }) => pathId === 'digital-champion')
    expect(written?.courseIds).toHaveLength(6)
    expect(champion).toMatchObject({ grantsRole: 'champion', courses: written?.courseIds.map((courseId) => ({ courseId })) })
    expect(champion.minutes).toBe(champion.courses.reduce((sum: number, { minutes }: { minutes: number }) => sum + minutes, 0))
    expect((await get('/api/v1/learning-paths/digital-champion')).body).toEqual(champion)
  })
  it('is nothing to who asks for one that does not exist', async () => {
    expect((await get('/api/v1/learning-paths/no-such-path')).status).toBe(404)
  })
  it('that is gone from the library is listed no more', async () => {
    await load({ ...library, paths: library.paths.filter(({ pathId }) => pathId !== 'safe-from-day-one') })
    expect((await get('/api/v1/learning-paths/safe-from-day-one')).status).toBe(404)
    await load(library)
    expect((await get('/api/v1/learning-paths/safe-from-day-one')).status).toBe(200)
  })
  it('is refused when it names a course that is not there', async () => {
    await expect(load(withCourse('listen-first', () => null))).rejects.toThrow('names the course listen-first')
    expect((await get('/api/v1/micro-courses/listen-first?language=en')).status).toBe(200)
  })
})
