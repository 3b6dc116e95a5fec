import { LearningPathSummary, PageQuery, pageOf, Refusal, Slug } from '@handrail/contracts'
import { type App, answers, defineRoute, z } from '@handrail/http'
import { readInOrganization } from '@handrail/postgres'
import type { CatalogueDeps } from '../app.ts'
import { pathSummaries, pathSummary } from '../store/reads/learning-paths.ts'

const listRoute = defineRoute({
  method: 'get',
  path: '/api/v1/learning-paths',
  summary: 'The curated learning paths, by id',
  request: { query: PageQuery },
  responses: { 200: answers('A page of learning paths', pageOf(LearningPathSummary)) },
})

const pathRoute = defineRoute({
  method: 'get',
  path: '/api/v1/learning-paths/{pathId}',
  summary: 'One learning path',
  request: { params: z.object({ pathId: Slug }) },
  responses: { 200: answers('The path with its courses in order', LearningPathSummary) },
})

export const learningPaths = (app: App, { database }: CatalogueDeps): void => {
  app.openapi(listRoute, async (c) => {
    const page = await readInOrganization(database, c.get('caller').organizationId, (db) => pathSummaries(db, c.req.valid('query')))
    return c.json(page, 200)
  })

  app.openapi(pathRoute, async (c) => {
    const { pathId } = c.req.valid('param')
    const path = await readInOrganization(database, c.get('caller').organizationId, (db) => pathSummary(db, pathId))
    if (!path) throw new Refusal('not-found')
    return c.json(path, 200)
  })
}
