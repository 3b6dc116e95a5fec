import { HelpWishes, Refusal, Uuid } from '@handrail/contracts'
import { type App, answers, defineRoute, z } from '@handrail/http'
import { inOrganization, readInOrganization } from '@handrail/postgres'
import type { BaselinesDeps } from '../app.ts'
import { helpWishes as wishesOf } from '../domain/help-wishes.ts'
import { refuseOthersThanManagers } from '../domain/team.ts'
import { currentFramework } from '../store/reads/frameworks.ts'
import { membersOf, peopleOfChampion, peopleSharingWith } from '../store/reads/help-wishes.ts'
import { teamOf } from '../store/reads/teams.ts'

const root = '/api/v1/help-wishes'

const cohortRoute = defineRoute({
  method: 'get',
  path: `${root}/cohort`,
  summary: 'What those of my cohorts who share it would like help with',
  responses: { 200: answers('Names of competencies; nobody who has not shared', HelpWishes) },
})

const teamRoute = defineRoute({
  method: 'get',
  path: `${root}/teams/{teamId}`,
  summary: 'What those of a team I manage who share it would like help with',
  request: { params: z.object({ teamId: Uuid }) },
  responses: { 200: answers('Names of competencies; nobody who has not shared', HelpWishes) },
})

export const helpWishes = (app: App, { database }: BaselinesDeps): void => {
  app.openapi(cohortRoute, async (c) => {
    const { organizationId, personId, roles } = c.get('caller')
    if (!roles.includes('champion')) throw new Refusal('not-allowed')
    const wishes = await readInOrganization(database, organizationId, async (db) => {
      const people = await peopleSharingWith(db, 'champion', await peopleOfChampion(db, personId))
      return wishesOf(people, (await currentFramework(db))?.framework.competencies ?? [])
    })
    return c.json(wishes, 200)
  })

  app.openapi(teamRoute, async (c) => {
    const caller = c.get('caller')
    const { teamId } = c.req.valid('param')
    const wishes = await inOrganization(database, caller.organizationId, async (trx) => {
      refuseOthersThanManagers(await teamOf(trx, teamId), caller)
      const people = await peopleSharingWith(trx, 'manager', await membersOf(trx, teamId))
      return wishesOf(people, (await currentFramework(trx))?.framework.competencies ?? [])
    })
    return c.json(wishes, 200)
  })
}
