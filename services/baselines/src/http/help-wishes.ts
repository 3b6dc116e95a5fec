import { HelpWishes, IdsInQuery, Refusal, Uuid } from '@handrail/contracts'
import { type App, answers, defineRoute, z } from '@handrail/http'
import { readInOrganization } from '@handrail/postgres'
import type { BaselinesDeps } from '../app.ts'
import { helpWishes as wishesOf } from '../domain/help-wishes.ts'
import { refuseOthersThanManagers } from '../domain/team.ts'
import { competenciesOf, currentFrameworkId } from '../store/reads/frameworks.ts'
import { membersSharing, peopleOfChampion, peopleSharingWith } from '../store/reads/help-wishes.ts'
import { teamOf } from '../store/reads/teams.ts'

const root = '/api/v1/help-wishes'

const cohortRoute = defineRoute({
  method: 'get',
  path: `${root}/cohort`,
  summary: 'What those of my cohorts who share it would like help with',
  responses: { 200: answers('Names of competencies; nobody who has not shared', HelpWishes) },
})

const People = IdsInQuery.optional().openapi({ type: 'string', description: 'At most 100 ids of members, joined by commas; all members without it.' })

const teamRoute = defineRoute({
  method: 'get',
  path: `${root}/teams/{teamId}`,
  summary: 'What those of a team I manage who share it would like help with',
  request: { params: z.object({ teamId: Uuid }), query: z.object({ people: People }) },
  responses: { 200: answers('Names of competencies; nobody who has not shared', HelpWishes) },
})

export const helpWishes = (app: App, { database }: BaselinesDeps): void => {
  app.openapi(cohortRoute, async (c) => {
    const { organizationId, personId, roles } = c.get('caller')
    if (!roles.includes('champion')) throw new Refusal('not-allowed')
    const wishes = await readInOrganization(database, organizationId, async (db) => {
      const people = await peopleSharingWith(db, 'champion', await peopleOfChampion(db, personId))
      const current = await currentFrameworkId(db).executeTakeFirst()
      return wishesOf(people, await competenciesOf(db, current?.framework_id))
    })
    return c.json(wishes, 200)
  })

  app.openapi(teamRoute, async (c) => {
    const caller = c.get('caller')
    const { teamId } = c.req.valid('param')
    const { people: asked } = c.req.valid('query')
    const wishes = await readInOrganization(database, caller.organizationId, async (db) => {
      // Asked at once, in one flight; others are refused before anything is answered.
      const [team, people] = await Promise.all([teamOf(db, teamId), membersSharing(db, teamId, asked)])
      refuseOthersThanManagers(team, caller)
      return wishesOf(people, await competenciesOf(db, team?.framework_id))
    })
    return c.json(wishes, 200)
  })
}
