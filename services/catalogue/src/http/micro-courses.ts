import { CourseCheck, MicroCoursePack, MicroCourseQuery, MicroCourseSummary, PageQuery, pageOf, Refusal, Slug } from '@handrail/contracts'
import { type App, answers, defineRoute, z } from '@handrail/http'
import { readInOrganization } from '@handrail/postgres'
import { etag } from 'hono/etag'
import type { CatalogueDeps } from '../app.ts'
import { courseCheck } from '../store/reads/course-check.ts'
import { coursePack, courseSummaries } from '../store/reads/courses.ts'

const listRoute = defineRoute({
  method: 'get',
  path: '/api/v1/micro-courses',
  summary: 'The published micro-courses, by id',
  request: { query: PageQuery },
  responses: { 200: answers('A page of micro-courses', pageOf(MicroCourseSummary)) },
})

const packRoute = defineRoute({
  method: 'get',
  path: '/api/v1/micro-courses/{courseId}',
  summary: 'A micro-course with its cards, in one language',
  request: { params: z.object({ courseId: Slug }), query: MicroCourseQuery },
  responses: { 200: answers('That version, else the newest', MicroCoursePack) },
})

const checkRoute = defineRoute({
  method: 'get',
  path: '/api/v1/micro-courses/{courseId}/check',
  summary: 'What shows that I can do already what a micro-course leads to, in one language',
  description: 'The questions of that version, else of the newest, and the scenario items of its step. Progress judges the answers.',
  request: { params: z.object({ courseId: Slug }), query: MicroCourseQuery },
  responses: { 200: answers('The questions, without a word on what is right', CourseCheck) },
})

export const microCourses = (app: App, { database }: CatalogueDeps): void => {
  app.openapi(listRoute, async (c) => {
    const page = await readInOrganization(database, c.get('caller').organizationId, (db) => courseSummaries(db, c.req.valid('query')))
    return c.json(page, 200)
  })

  app.use('/api/v1/micro-courses/:courseId', etag())
  app.openapi(packRoute, async (c) => {
    const wanted = { ...c.req.valid('param'), ...c.req.valid('query') }
    const pack = await readInOrganization(database, c.get('caller').organizationId, (db) => coursePack(db, wanted))
    if (!pack) throw new Refusal('not-found')
    // A version never changes; which version is the newest does.
    c.header('cache-control', wanted.version ? 'private, max-age=31536000, immutable' : 'private, no-cache')
    return c.json(pack, 200)
  })

  app.openapi(checkRoute, async (c) => {
    const wanted = { ...c.req.valid('param'), ...c.req.valid('query') }
    const check = await readInOrganization(database, c.get('caller').organizationId, (db) => courseCheck(db, wanted))
    if (!check) throw new Refusal('not-found')
    return c.json(check, 200)
  })
}
