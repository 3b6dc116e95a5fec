import { ProgressExport } from '@handrail/contracts'
import { type App, answers, defineRoute } from '@handrail/http'
import { readInOrganization } from '@handrail/postgres'
import type { ProgressDeps } from '../app.ts'
import { exportOf } from '../store/reads/export.ts'

const exportRoute = defineRoute({
  method: 'get',
  path: '/api/v1/learning/mine/export',
  summary: 'All that progress holds of me',
  responses: { 200: answers('What I did, asked, answered and assigned', ProgressExport) },
})

export const myData = (app: App, { database }: ProgressDeps): void => {
  app.openapi(exportRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    return c.json(await readInOrganization(database, organizationId, (db) => exportOf(db, personId)), 200)
  })
}
