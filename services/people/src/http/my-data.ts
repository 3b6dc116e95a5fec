import { ErasureRequest, PeopleExport, Refusal } from '@handrail/contracts'
import { type App, answers, audit, defineRoute, jsonBody } from '@handrail/http'
import { inOrganization, readAtOnce } from '@handrail/postgres'
import type { PeopleDeps } from '../app.ts'
import { EVERYBODY } from '../domain/roles.ts'
import { personOf } from '../store/reads/people.ts'
import { teamsWith } from '../store/reads/teams.ts'
import { eraseMyself } from '../use-cases/erase-myself.ts'

const exportRoute = defineRoute({
  method: 'get',
  path: '/api/v1/me/export',
  summary: 'All that people holds of me',
  responses: { 200: answers('Who I am here, my teams, where I am signed in', PeopleExport) },
})

const eraseRoute = defineRoute({
  method: 'post',
  path: '/api/v1/me/erasure',
  summary: 'Erase me, for good',
  description: 'Every service forgets what it holds of me. It cannot be undone. The only lead of an agency is refused (`only-lead`).',
  request: { body: jsonBody(ErasureRequest) },
  responses: { 204: { description: 'Erased, and signed out everywhere' } },
})

export const myData = (app: App, deps: PeopleDeps): void => {
  app.openapi(exportRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const [person, teams] = await readAtOnce(deps.database, organizationId, (db) => Promise.all([personOf(db, personId), teamsWith(db, personId)]))
    if (!person) throw new Refusal('sign-in-needed')
    const answer: PeopleExport = {
      person: {
        personId,
        name: person.name,
        address: person.address,
        language: person.language,
        timeZone: person.time_zone,
        roleProfile: person.role_profile,
        roles: person.roles ?? [...EVERYBODY],
        minutesPerWeek: person.minutes_per_week,
        protectedMinutes: person.protected_minutes,
        joinedAt: person.joined_at.toISOString(),
      },
      organization: { name: person.organization_name, province: person.province },
      teams,
      sessions: await deps.signIn().sessionsOf(personId, c.get('now')),
    }
    audit(c.get('log'), { event: 'export', outcome: 'done', who: c.get('caller') })
    return c.json(answer, 200)
  })

  app.openapi(eraseRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const { address } = await inOrganization(deps.database, organizationId, (trx) => eraseMyself(trx, { organizationId, personId }, c.get('now')))
    audit(c.get('log'), { event: 'erasure', outcome: 'done', who: c.get('caller') })
    await deps.signIn().takeLeave({ personId, address }, c.get('now'))
    return c.body(null, 204)
  })
}
