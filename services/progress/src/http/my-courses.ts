import { MyCourses, MyRecord, Slug } from '@handrail/contracts'
import { type App, answers, defineRoute, z } from '@handrail/http'
import { inOrganization, readInOrganization } from '@handrail/postgres'
import type { ProgressDeps } from '../app.ts'
import { myCourseStates } from '../store/reads/my-courses.ts'
import { myRecord } from '../store/reads/my-record.ts'
import { chooseCourse } from '../use-cases/choose-course.ts'
import { takeOutCourse } from '../use-cases/take-out-course.ts'

const course = z.object({ courseId: Slug })

const mineRoute = defineRoute({
  method: 'get',
  path: '/api/v1/learning/courses',
  summary: 'The courses I began, finished or have in a path',
  responses: { 200: answers('Where I am with each', MyCourses) },
})

const recordRoute = defineRoute({
  method: 'get',
  path: '/api/v1/learning/record',
  summary: 'What I have learned: courses and paths, with their days',
  responses: { 200: answers('My record', MyRecord) },
})

const chooseRoute = defineRoute({
  method: 'put',
  path: '/api/v1/learning/choices/{courseId}',
  summary: 'Add a course to my path; again changes nothing',
  request: { params: course },
  responses: { 204: { description: 'It is in a path of mine, or finished' } },
})

const takeOutRoute = defineRoute({
  method: 'delete',
  path: '/api/v1/learning/choices/{courseId}',
  summary: 'Take a course that I added out of my path; again changes nothing',
  request: { params: course },
  responses: { 204: { description: 'It is no choice of mine any more' } },
})

export const myCourses = (app: App, { database }: ProgressDeps): void => {
  app.openapi(mineRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    return c.json({ courses: await readInOrganization(database, organizationId, (db) => myCourseStates(db, personId)) }, 200)
  })

  app.openapi(recordRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    return c.json(await readInOrganization(database, organizationId, (db) => myRecord(db, personId)), 200)
  })

  app.openapi(chooseRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    await inOrganization(database, organizationId, (trx) => chooseCourse(trx, { organizationId, personId, ...c.req.valid('param') }, c.get('now')))
    return c.body(null, 204)
  })

  app.openapi(takeOutRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    await inOrganization(database, organizationId, (trx) => takeOutCourse(trx, { personId, ...c.req.valid('param') }, c.get('now')))
    return c.body(null, 204)
  })
}
