import { SMALLEST_GROUP, TeamPicture, Uuid } from '@handrail/contracts'
import { type App, answers, defineRoute, z } from '@handrail/http'
import { readInOrganization } from '@handrail/postgres'
import { LRUCache } from 'lru-cache'
import type { BaselinesDeps } from '../app.ts'
import { refuseStrangers } from '../domain/team.ts'
import { sharedLevels, teamPicture } from '../domain/team-picture.ts'
import { competenciesOf } from '../store/reads/frameworks.ts'
import { pictureInputs, sharingMembers, teamOf } from '../store/reads/teams.ts'

const readRoute = defineRoute({
  method: 'get',
  path: '/api/v1/team-pictures/{teamId}',
  summary: 'What a team shares, in words',
  request: { params: z.object({ teamId: Uuid }) },
  responses: { 200: answers('The picture, or that too few share for one', TeamPicture) },
})

const MOST_KEPT = 500

export const teamPictures = (app: App, { database }: BaselinesDeps): void => {
  /** Drawn anew when anything it is made of changes, a consent above all; see infra/decisions/0012. */
  const kept = new LRUCache<string, { inputs: string; picture: TeamPicture }>({ max: MOST_KEPT })

  app.openapi(readRoute, async (c) => {
    const caller = c.get('caller')
    const { teamId } = c.req.valid('param')
    const picture = await readInOrganization(database, caller.organizationId, async (db) => {
      // Asked at once, in one flight; strangers are refused before anything is answered.
      const [team, now] = await Promise.all([teamOf(db, teamId), pictureInputs(db, teamId)])
      refuseStrangers(team, caller)
      const frameworkId = team?.framework_id
      const competencies = await competenciesOf(db, frameworkId)
      if (now.people < SMALLEST_GROUP) return teamPicture([], competencies)
      const last = kept.get(teamId)
      if (last?.inputs === `${frameworkId} ${now.inputs}`) return last.picture
      // Kept by what it was drawn from, and not by what was there a moment before.
      const { inputs, members } = await sharingMembers(db, teamId)
      const drawn = teamPicture(members.map(sharedLevels), competencies)
      kept.set(teamId, { inputs: `${frameworkId} ${inputs}`, picture: drawn })
      return drawn
    })
    return c.json(picture, 200)
  })
}
