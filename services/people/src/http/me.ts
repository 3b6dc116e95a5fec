import { Me, MeChange, Refusal } from '@handrail/contracts'
import { type App, answers, defineRoute, jsonBody, z } from '@handrail/http'
import { inOrganization, readAtOnce } from '@handrail/postgres'
import type { PeopleDeps } from '../app.ts'
import { EVERYBODY } from '../domain/roles.ts'
import { isTimeZone } from '../domain/time-zone.ts'
import { isActive, personOf } from '../store/reads/people.ts'
import { teamIdsOf, teamsManagedBy } from '../store/reads/teams.ts'
import { changePerson } from '../use-cases/change-person.ts'
import { teamSummary } from './team-summary.ts'

const Change = MeChange.extend({ timeZone: z.string().max(60).refine(isTimeZone, 'is not a time zone').optional() })

const readRoute = defineRoute({
  method: 'get',
  path: '/api/v1/me',
  summary: 'Who I am here',
  responses: { 200: answers('The signed-in person', Me) },
})

const changeRoute = defineRoute({
  method: 'patch',
  path: '/api/v1/me',
  summary: 'Change my language, time zone or minutes a week',
  request: { body: jsonBody(Change) },
  responses: { 200: answers('The signed-in person afterwards', Me) },
})

export const me = (app: App, { database, signIn }: PeopleDeps): void => {
  const read = (organizationId: string, personId: string): Promise<Me> =>
    readAtOnce(database, organizationId, async (db) => {
      const [person, managed, teamIds] = await Promise.all([personOf(db, personId), teamsManagedBy(db, personId), teamIdsOf(db, personId)])
      if (!person) throw new Refusal('sign-in-needed')
      return {
        personId,
        name: person.name,
        address: person.address,
        language: person.language,
        timeZone: person.time_zone,
        roleProfile: person.role_profile,
        roles: person.roles ?? [...EVERYBODY],
        organization: { organizationId: person.organization_id, name: person.organization_name, province: person.province },
        minutesPerWeek: person.minutes_per_week,
        protectedMinutes: person.protected_minutes,
        managedTeams: managed.map(teamSummary),
        teamIds,
      }
    })

  app.openapi(readRoute, async (c) => {
    const { organizationId, personId, sessionId } = c.get('caller')
    // A page asks this first: a device that was signed out elsewhere need not wait for its token to end.
    if (sessionId && !(await signIn().isOpen(sessionId, c.get('now')))) throw new Refusal('sign-in-needed')
    return c.json(await read(organizationId, personId), 200)
  })

  app.openapi(changeRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const command = { organizationId, personId, ...c.req.valid('json') }
    await inOrganization(database, organizationId, async (trx) => {
      if (!(await isActive(trx, personId))) throw new Refusal('sign-in-needed')
      await changePerson(trx, command, c.get('now'))
    })
    return c.json(await read(organizationId, personId), 200)
  })
}
