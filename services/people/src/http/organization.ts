import { OrganizationPage, Refusal } from '@handrail/contracts'
import { type App, answers, defineRoute, requireRole } from '@handrail/http'
import { readInOrganization } from '@handrail/postgres'
import type { PeopleDeps } from '../app.ts'
import { organizationOf, sitesOf } from '../store/reads/organization.ts'
import { teamSummaries } from '../store/reads/teams.ts'
import { teamSummary } from './team-summary.ts'

const readRoute = defineRoute({
  method: 'get',
  path: '/api/v1/organization',
  summary: 'My organization: its sites and teams',
  responses: { 200: answers('The organization', OrganizationPage) },
})

export const organization = (app: App, { database }: PeopleDeps): void => {
  app.openapi(readRoute, async (c) => {
    const caller = c.get('caller')
    requireRole(caller, 'lead')
    const page = await readInOrganization(database, caller.organizationId, async (db) => {
      const { organizationId } = caller
      const [found, sites, teams] = await Promise.all([organizationOf(db, organizationId), sitesOf(db, organizationId), teamSummaries(db)])
      if (!found) throw new Refusal('not-found')
      return {
        name: found.name,
        province: found.province,
        people: found.people,
        sites: sites.map((site) => ({ name: site.name, teams: teams.filter((team) => team.site_id === site.site_id).map(teamSummary) })),
      }
    })
    return c.json(page, 200)
  })
}
