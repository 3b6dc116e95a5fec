import { BaselinesExport } from '@handrail/contracts'
import { type App, answers, defineRoute } from '@handrail/http'
import { readInOrganization } from '@handrail/postgres'
import type { BaselinesDeps } from '../app.ts'
import { exportOf } from '../store/reads/export.ts'

const exportRoute = defineRoute({
  method: 'get',
  path: '/api/v1/self-assessments/mine/export',
  summary: 'All that baselines holds of me',
  responses: { 200: answers('My answers, evidence and consents', BaselinesExport) },
})

export const myData = (app: App, { database }: BaselinesDeps): void => {
  app.openapi(exportRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    return c.json(await readInOrganization(database, organizationId, (db) => exportOf(db, personId)), 200)
  })
}
