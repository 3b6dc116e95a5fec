import { loadLibrary } from '@handrail/content'
import { BaselinePublished, LibraryPage, SelfAssessmentSubmitted } from '@handrail/contracts'
import { connect, type Database, inOrganization, SHARED } from '@handrail/postgres'
import { openStage, type Stage, type StagedService, until } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import type { Tables } from '../src/tables.ts'
import { publishFramework } from '../src/use-cases/publish-framework.ts'
import { publishLibrary } from '../src/use-cases/publish-library.ts'
import { floor, submission } from './scenes.ts'

let stage: Stage
let catalogue: StagedService
let database: Database<Tables>
beforeAll(async () => {
  stage = await openStage()
  catalogue = await stage.run('catalogue', start)
  database = connect(catalogue.env.APP_DATABASE_URL ?? '', { name: 'test' })
})
afterAll(async () => {
  await database.close()
  await stage.close()
})

type Someone = { personId: string; organizationId: string }
const library = await loadLibrary()
const amal: Someone = { personId: uuidv7(), organizationId: uuidv7() }
const get = (query: string, who: Someone = amal) => catalogue.as(who)('GET', `/api/v1/library${query}`)
const search = async (query: string, who?: Someone): Promise<LibraryPage> => LibraryPage.parse((await get(query, who)).body)

describe('the library', () => {
  it('lists every course once over its pages, with the names of its area and competency', async () => {
    const seen: string[] = []
    let cursor: number | null = 0
    while (cursor !== null) {
      const page: LibraryPage = await search(`?language=en&cursor=${cursor}`)
      expect(page.total).toBe(library.courses.length)
      seen.push(...page.rows.map(({ courseId }) => courseId))
      for (const { area, competency, formats } of page.rows)
        expect([area?.fr, competency?.fr, formats.length > 0]).toEqual([expect.any(String), expect.any(String), true])
      cursor = page.next
    }
    expect(seen.toSorted()).toEqual(library.courses.map(({ courseId }) => courseId).toSorted())
  })
  it('finds by words in the language, and by filters', async () => {
    expect((await search('?language=fr&words=cellulaire%20perdu')).rows[0]?.courseId).toBe('lock-your-phone')
    const short = await search('?language=en&area=reaching-people&level=3&minutes=8&kilobytes=100&format=paper')
    expect(short.total).toBeGreaterThan(0)
    for (const row of short.rows) expect(row).toMatchObject({ areaId: 'reaching-people', toLevel: 3, formats: expect.arrayContaining(['paper']) })
  })
  it('refuses what it does not know', async () => {
    for (const query of [
      '',
      '?language=de',
      '?language=en&level=5',
      '?language=en&format=video',
      '?language=en&cursor=-1',
      `?language=en&words=${'x'.repeat(101)}`,
    ])
      expect((await get(query)).status).toBe(422)
    expect((await get('/courses/no-such-course')).status).toBe(404)
    expect((await fetch(new URL('/api/v1/library?language=en', catalogue.url))).status).toBe(401)
  })
  it('names the areas in the order of the framework', async () => {
    const { body } = await get('/areas')
    expect(body.areas).toEqual(library.framework.areas)
    expect(body.competencies).toHaveLength(library.framework.competencies.length)
  })
  it('shows a changed course and a changed name at once, and counts only changes', async () => {
    const [first, ...others] = library.courses
    if (!first) throw new Error('The library is empty.')
    const changed = { ...first, fr: { ...first.fr, title: 'Zyzomys et compagnie' } }
    await inOrganization(database, SHARED, (trx) => publishLibrary(trx, { courses: [changed, ...others], paths: library.paths }, new Date()))
    expect((await search('?language=fr&words=zyzomys')).rows.map(({ courseId }) => courseId)).toEqual([first.courseId])

    const [area, ...areas] = library.framework.areas
    const renamed = { ...library.framework, areas: [{ areaId: area?.areaId ?? '', name: { en: 'Renamed', fr: 'Renommé' } }, ...areas] }
    for (const framework of [library.framework, renamed, renamed]) await inOrganization(database, SHARED, (trx) => publishFramework(trx, framework))
    expect(await catalogue.admin`select version from frameworks`).toEqual([{ version: 2 }])
    expect((await search('?language=en')).rows[0]?.area?.en).toBe('Renamed')
  })
})

describe('why a course fits', () => {
  it('is what the asker’s own plan says, and nobody else’s', async () => {
    await stage.publish(BaselinePublished, floor(null, 1))
    await stage.publish(SelfAssessmentSubmitted, submission(amal, { fraud: 2, channel: 'unknown' }))
    await until(async () => (await catalogue.admin`select 1 from plans where person_id = ${amal.personId}`).length > 0)
    const { body: plan } = await catalogue.as(amal)('GET', '/api/v1/plans/mine')
    const page = await search('?language=en&limit=100')
    const kindOf = (courseId: string) => page.rows.find((row) => row.courseId === courseId)?.fit?.kind
    for (const step of plan.steps) expect(kindOf(step.courseId)).toBe(step.reason.kind)
    const [step] = plan.steps
    expect((await get(`/courses/${step.courseId}`)).body.fit).toEqual({ kind: step.reason.kind, floor: step.reason.floor })
    expect(JSON.stringify(page.rows)).not.toContain('"level"')
    const colleague = { ...amal, personId: uuidv7() }
    expect((await search('?language=en&limit=100', colleague)).rows.every(({ fit }) => fit === null)).toBe(true)
    const stranger = { ...amal, organizationId: uuidv7() }
    expect((await search('?language=en&limit=100', stranger)).rows.every(({ fit }) => fit === null)).toBe(true)
  })
})
