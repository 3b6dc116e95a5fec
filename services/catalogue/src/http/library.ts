import { LibraryAreas, LibraryCourse, LibraryPage, LibraryQuery, Slug } from '@handrail/contracts'
import { type App, answers, defineRoute, z } from '@handrail/http'
import { readInOrganization } from '@handrail/postgres'
import type { CatalogueDeps } from '../app.ts'
import { libraryAreas } from '../store/reads/library.ts'
import { courseOnShelf, findCourses } from '../use-cases/find-courses.ts'

const searchRoute = defineRoute({
  method: 'get',
  path: '/api/v1/library',
  summary: 'What there is to learn, by words and filters, and why it fits me',
  description: 'Forgives accents and typing errors. With words, the best match comes first; without, courses stand in the order of the framework.',
  request: { query: LibraryQuery },
  responses: { 200: answers('A page of courses', LibraryPage) },
})

const areasRoute = defineRoute({
  method: 'get',
  path: '/api/v1/library/areas',
  summary: 'The areas and competencies that courses are about',
  responses: { 200: answers('Their names, in the order of the framework', LibraryAreas) },
})

const courseRoute = defineRoute({
  method: 'get',
  path: '/api/v1/library/courses/{courseId}',
  summary: 'One course as the library shows it',
  request: { params: z.object({ courseId: Slug }) },
  responses: { 200: answers('The course, and why it fits me', LibraryCourse) },
})

export const library = (app: App, { database }: CatalogueDeps): void => {
  app.openapi(searchRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const query = c.req.valid('query')
    return c.json(await readInOrganization(database, organizationId, (db) => findCourses(db, { personId, query })), 200)
  })

  app.openapi(areasRoute, async (c) => c.json(await readInOrganization(database, c.get('caller').organizationId, libraryAreas), 200))

  app.openapi(courseRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const { courseId } = c.req.valid('param')
    return c.json(await readInOrganization(database, organizationId, (db) => courseOnShelf(db, { personId, courseId })), 200)
  })
}
