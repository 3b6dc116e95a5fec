import { loadLibrary } from '@handrail/content'
import { CourseCheck, type Library } from '@handrail/contracts'
import { connect, type Database, inOrganization, SHARED } from '@handrail/postgres'
import { openStage, type Stage, type StagedService } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import type { Tables } from '../src/tables.ts'
import { publishScenarioChecks } from '../src/use-cases/publish-scenario-checks.ts'

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
const publish = (checks: Library['checks']) => inOrganization(database, SHARED, (trx) => publishScenarioChecks(trx, checks, new Date()))
const eventsOf = (competencyId: string) =>
  catalogue.admin`select aggregate_version, organization_id, data from outbox where aggregate = 'scenario-check' and aggregate_id = ${competencyId} order by position`

describe('the check of a course', () => {
  it('asks in one language what the course and its step ask, and says of nothing whether it is right', async () => {
    for (const course of library.courses) {
      const { status, body } = await get(`/api/v1/micro-courses/${course.courseId}/check?language=fr`)
      expect(status).toBe(200)
      const { questions } = CourseCheck.parse(body)
      const own = course.fr.cards.filter(({ kind }) => kind === 'question')
      const items =
        library.checks.find(({ competencyId }) => competencyId === course.competencyId)?.items.filter(({ toLevel }) => toLevel === course.toLevel) ?? []
      expect(questions.map(({ heading }) => heading)).toEqual([...own.map(({ heading }) => heading), ...items.map(({ fr }) => fr.heading)])
      expect(JSON.stringify(body)).not.toMatch(/"right"|"feedback"|rightChoiceIds/)
    }
  })

  it('is not there for a course that is not', async () => {
    expect((await get('/api/v1/micro-courses/no-course/check?language=en')).status).toBe(404)
    expect((await get(`/api/v1/micro-courses/${library.courses[0]?.courseId}/check?language=en&version=99`)).status).toBe(404)
  })
})

describe('a scenario check', () => {
  it('is announced once, with what is right and no words', async () => {
    await publish(library.checks)
    for (const { competencyId, items } of library.checks) {
      const events = await eventsOf(competencyId)
      expect(events).toHaveLength(1)
      expect(events[0]).toMatchObject({ aggregate_version: 1, organization_id: null, data: { checkVersion: 1 } })
      expect(events[0]?.data.items).toHaveLength(items.length)
      expect(JSON.stringify(events[0]?.data)).not.toContain(items[0]?.en.heading)
    }
  })

  it('that changes is announced as it is now, one that is gone without items, and one that comes back with them', async () => {
    const [first, ...others] = library.checks
    if (!first) throw new Error('There are no checks.')
    const course = library.courses.find(({ competencyId }) => competencyId === first.competencyId)
    const changed = { ...first, items: first.items.slice(1) }
    await publish([changed, ...others])
    await publish(others)
    expect((await get(`/api/v1/micro-courses/${course?.courseId}/check?language=en`)).body).toMatchObject({ checkVersion: 3 })
    await publish(library.checks)
    const events = await eventsOf(first.competencyId)
    expect(events.map(({ aggregate_version, data }) => [aggregate_version, data.checkVersion, data.items.length])).toEqual([
      [1, 1, first.items.length],
      [2, 2, first.items.length - 1],
      [3, 3, 0],
      [4, 4, first.items.length],
    ])
  })
})
