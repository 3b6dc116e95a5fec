import { Refusal, Team, TeamPeople, TeamPeopleQuery, Uuid } from '@handrail/contracts'
import { type App, answers, defineRoute, requireRole, z } from '@handrail/http'
import { inOrganization, readAtOnce } from '@handrail/postgres'
import type { PeopleDeps } from '../app.ts'
import { searchedWords } from '../domain/name-search.ts'
import { peopleOfTeam, teamOf, teamPage } from '../store/reads/teams.ts'

const readRoute = defineRoute({
  method: 'get',
  path: '/api/v1/teams/{teamId}',
  summary: 'A team and its people, for its managers and the lead',
  request: { params: z.object({ teamId: Uuid }) },
  responses: { 200: answers('The team', Team) },
})

const peopleRoute = defineRoute({
  method: 'get',
  path: '/api/v1/teams/{teamId}/people',
  summary: 'Members of a team by name, a page at a time, for its managers and the lead',
  request: { params: z.object({ teamId: Uuid }), query: TeamPeopleQuery },
  responses: { 200: answers('A page of them; counts speak of the whole team', TeamPeople) },
})

export const teams = (app: App, { database }: PeopleDeps): void => {
  app.openapi(readRoute, async (c) => {
    const caller = c.get('caller')
    requireRole(caller, 'manager', 'lead')
    const { teamId } = c.req.valid('param')
    const team = await inOrganization(database, caller.organizationId, async (trx) => {
      const found = await teamOf(trx, teamId)
      if (!found) throw new Refusal('not-found')
      const everybody = await peopleOfTeam(trx, teamId)
      const managers = everybody.filter((person) => person.part === 'manager')
      if (!caller.roles.includes('lead') && !managers.some((manager) => manager.person_id === caller.personId)) throw new Refusal('not-allowed')
      const members = everybody.filter((person) => person.part === 'member')
      return {
        teamId,
        name: found.name,
        site: found.site,
        managers: managers.map((person) => ({ personId: person.person_id, name: person.name })),
        members: members.map((person) => ({
          personId: person.person_id,
          name: person.name,
          roleProfile: person.role_profile,
          protectedMinutes: person.protected_minutes,
        })),
      }
    })
    return c.json(team, 200)
  })

  app.openapi(peopleRoute, async (c) => {
    const caller = c.get('caller')
    requireRole(caller, 'manager', 'lead')
    const { teamId } = c.req.valid('param')
    const { words, limit, cursor: asked } = c.req.valid('query')
    const wanted = { teamId, askerId: caller.personId, words: searchedWords(words), cursor: asked, limit }
    const found = await readAtOnce(database, caller.organizationId, (db) => teamPage(db, wanted))
    if (!found) throw new Refusal('not-found')
    if (!caller.roles.includes('lead') && !found.is_managed) throw new Refusal('not-allowed')
    const { cursor } = found
    const page = {
      teamId,
      name: found.name,
      site: found.site,
      people: found.people,
      withoutProtectedTime: { people: found.without, names: found.without_names },
      found: found.found,
      rows: found.rows,
      cursor,
      before: cursor > 0 ? Math.max(0, cursor - limit) : null,
      next: cursor + limit < found.found ? cursor + limit : null,
    }
    return c.json(page, 200)
  })
}
