import { TeamPicture, Uuid } from '@handrail/contracts'
import { type App, answers, defineRoute, z } from '@handrail/http'
import { inOrganization } from '@handrail/postgres'
import type { BaselinesDeps } from '../app.ts'
import { refuseStrangers } from '../domain/team.ts'
import { sharedLevels, teamPicture } from '../domain/team-picture.ts'
import { currentFramework } from '../store/reads/frameworks.ts'
import { sharingMembers, teamOf } from '../store/reads/teams.ts'

const readRoute = defineRoute({
  method: 'get',
  path: '/api/v1/team-pictures/{teamId}',
  summary: 'What a team shares, in words',
  request: { params: z.object({ teamId: Uuid }) },
  responses: { 200: answers('The picture, or that too few share for one', TeamPicture) },
})

export const teamPictures = (app: App, { database }: BaselinesDeps): void => {
  app.openapi(readRoute, async (c) => {
    const caller = c.get('caller')
    const { teamId } = c.req.valid('param')
    const picture = await inOrganization(database, caller.organizationId, async (trx) => {
      refuseStrangers(await teamOf(trx, teamId), caller)
      const members = await sharingMembers(trx, teamId)
      const current = await currentFramework(trx)
      return teamPicture(members.map(sharedLevels), current?.framework.competencies ?? [])
    })
    return c.json(picture, 200)
  })
}
