import { CohortCreated, CohortRequest, MyCohorts } from '@handrail/contracts'
import { type App, answers, defineRoute, idempotencyHeader, jsonBody, requireRole } from '@handrail/http'
import { inOrganization, once, readInOrganization } from '@handrail/postgres'
import type { ProgressDeps } from '../app.ts'
import { myCohorts } from '../store/reads/my-cohorts.ts'
import { createCohort } from '../use-cases/create-cohort.ts'

const mineRoute = defineRoute({
  method: 'get',
  path: '/api/v1/cohorts/mine',
  summary: 'My cohorts as their champion: who asked, who is stuck, who has finished',
  responses: { 200: answers('Open questions and cohorts', MyCohorts) },
})

const createCohortRoute = defineRoute({
  method: 'post',
  path: '/api/v1/cohorts',
  summary: 'Give a champion a cohort; for leads',
  request: { headers: idempotencyHeader, body: jsonBody(CohortRequest) },
  responses: { 201: answers('The cohort', CohortCreated) },
})

export const cohorts = (app: App, { database }: ProgressDeps): void => {
  app.openapi(mineRoute, async (c) => {
    const caller = c.get('caller')
    requireRole(caller, 'champion')
    return c.json(await readInOrganization(database, caller.organizationId, (db) => myCohorts(db, caller.personId, c.get('now'))), 200)
  })

  app.openapi(createCohortRoute, async (c) => {
    const caller = c.get('caller')
    requireRole(caller, 'lead')
    const { organizationId, personId } = caller
    const body = c.req.valid('json')
    const now = c.get('now')
    const answer = await inOrganization(database, organizationId, (trx) =>
      once(trx, { organizationId, personId, key: c.req.valid('header')['idempotency-key'], path: c.req.path, body, now }, async () => ({
        status: 201,
        body: await createCohort(trx, { organizationId, by: personId, ...body }, now),
      })),
    )
    return c.json(answer.body, 201)
  })
}
