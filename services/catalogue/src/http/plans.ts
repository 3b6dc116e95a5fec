import { Plan, Refusal } from '@handrail/contracts'
import { type App, answers, defineRoute } from '@handrail/http'
import { readInOrganization } from '@handrail/postgres'
import type { CatalogueDeps } from '../app.ts'
import { planOf } from '../store/reads/plans.ts'

const mineRoute = defineRoute({
  method: 'get',
  path: '/api/v1/plans/mine',
  summary: 'My plan: each step with its reason, and what was left out and why',
  responses: { 200: answers('The plan', Plan) },
})

export const plans = (app: App, { database }: CatalogueDeps): void => {
  app.openapi(mineRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const plan = await readInOrganization(database, organizationId, (db) => planOf(db, personId))
    if (!plan) throw new Refusal('not-found')
    return c.json(plan, 200)
  })
}
